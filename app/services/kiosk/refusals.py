"""What visitors entered here and the server refused: nobody stands beside a kiosk to see it."""

from __future__ import annotations

from collections.abc import Callable

from app.models.operations import FOR_A_PERSON, Kind, Operation, State
from app.services.outbox.pending_changes import PendingChanges

OF_VISITORS = (Kind.MEETING, Kind.ARRIVAL)
"""Check-ins, and the meetings of those who walked in."""


class Refusals:
    """Each method raises StoreFailed, and `try_again` DiskFull, too."""

    def __init__(self, pending_changes: PendingChanges) -> None:
        self._pending_changes = pending_changes

    def on_change(self, tell: Callable[[], object]) -> None:
        """`tell` is called after each change of what waits."""
        self._pending_changes.on_change(tell)

    async def all(self) -> tuple[Operation, ...]:
        """What isn't sent until a person decides, the oldest first: the server refused it, or may have it."""
        waiting = await self._pending_changes.waiting()
        return tuple(one for one in waiting.operations if one.kind in OF_VISITORS and one.state in FOR_A_PERSON)

    async def try_again(self) -> None:
        """Sends once more what was refused, and each arrival: sent twice, it is the same. A meeting that the server may
        have is left to a person at the desk."""
        for operation in await self.all():
            if operation.state is State.REJECTED or operation.kind is Kind.ARRIVAL:
                await self._pending_changes.resend(operation.id)
