"""Which mails of tomorrow's list didn't go, as our own server tells it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.errors import FoyerError
from app.models.listeners import Listeners
from app.models.notices.unsent_list import UnsentList
from app.services.connection import Connection
from app.services.server_calls import ServerCalls

log = logging.getLogger(__name__)


class UnsentLists:
    """`unsent` is what this desk heard last, until the next list went; `on_change` listeners are told when it is
    something else. Nobody waits for it, so a server that can't be reached is no error, and one that isn't ours is never
    asked."""

    def __init__(self, *, connection: Connection, calls: ServerCalls) -> None:
        self.unsent: tuple[UnsentList, ...] = ()
        self._connection = connection
        self._calls = calls
        self._changed = Listeners()

    def on_change(self, tell: Callable[[], object]) -> None:
        self._changed.add(tell)

    async def refreshed(self) -> None:
        """Hears it anew. While the server is away, what was heard last stays."""
        try:
            if not await self._calls.find_out():
                return
            heard = await self._connection.call(lambda api: api.tomorrow_list.unsent())
        except FoyerError as error:
            log.info("Of tomorrow's list nothing was heard: %s", type(error).__name__)
            return
        if heard != self.unsent:
            self.unsent = heard
            self._changed()
