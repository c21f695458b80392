"""Who *me* is in *Assign to me* and in *Mine*: a setting, asked for when it is first needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable


class OwnAgent:
    """`value` is the agent's id, or the name where the server takes that; "" until somebody says it."""

    def __init__(self, value: str, keep: Callable[[str], Awaitable[None]]) -> None:
        self.value = value
        self._keep = keep

    async def set(self, value: str) -> None:
        """Raises what stands in the way of keeping it; it holds until the desk is closed even so."""
        self.value = value
        await self._keep(value)
