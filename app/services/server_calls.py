"""The calls that our own desk server alone has: to tell who came and left, and how a kiosk is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.services.connection import Connection
from app.services.site import Site

if TYPE_CHECKING:
    from app.api.api import Api


class ServerCalls:
    """Another server is never asked one of them, not even to try: our own says on every answer that it is. `expected`
    says that this server was ours when this desk last heard it."""

    def __init__(self, *, connection: Connection, site: Site, expected: bool = False) -> None:
        self._connection = connection
        self._site = site
        self._expected = expected
        self._asking = asyncio.Lock()

    @property
    def exist(self) -> bool | None:
        """None while nobody knows."""
        return self._connection.is_desk_server

    @property
    def likely(self) -> bool | None:
        """The same, and while nobody knows, as it was."""
        return True if self.exist is None and self._expected else self.exist

    async def find_out(self) -> bool:
        """Whether the server has them. While nobody knows, asks it for today's meetings, which every server has.
        Raises what `Connection.call` does."""
        async with self._asking:
            if self.exist is None:
                await self._connection.call(self._list)
                self._connection.list_was_read()
        return bool(self.exist)

    async def _list(self, api: Api) -> None:
        today = self._site.today()
        listed = await api.meetings.between(today, today)
        await asyncio.to_thread(listed.page)
