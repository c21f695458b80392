"""The figures of the overview: of our own server from one call, and else counted from this desk's file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.errors import FoyerError
from app.models.lists import Change
from app.models.statistics.counting import Now, count
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.lists.lists import Lists
from app.store.statistics.visits import StoredVisits, counted, not_told

if TYPE_CHECKING:
    from app.api.api import Api
    from app.services.connection import Connection

log = logging.getLogger(__name__)


class Statistics:
    """No answer is kept: each is counted when it is asked for. Each method may raise DiskFull or StoreFailed."""

    def __init__(
        self, *, stored: StoredVisits, lists: Lists, calls: ServerCalls, connection: Connection, site: Site
    ) -> None:
        self._stored = stored
        self._lists = lists
        self._calls = calls
        self._connection = connection
        self._site = site

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with what changed in the file."""
        self._lists.on_change(tell)

    async def of(self, period: Period) -> Answer:
        """All figures of the period, of our own server; as `here` while it isn't reached, and of another server, which
        is never asked."""
        try:
            if not await self._calls.find_out():
                return await self.here(period)
            late = self._site.late
            answer = await self._connection.call(lambda api: _of(api, period, int(late.total_seconds() // 60)))
        except FoyerError as error:
            log.info("The figures are counted here: %s", type(error).__name__)
            return await self.here(period)
        return await self._with_not_told(answer)

    async def here(self, period: Period) -> Answer:
        """The figures of the visits on those days of the period that this desk's file has, without asking anybody."""
        now = Now(self._site.moment(), self._site.today(), int(self._site.late.total_seconds() // 60) * 60)
        known = await self._stored.known(period, now.today, tells=bool(self._calls.likely))
        await self._stored.make(known)
        rows, zone = await self._stored.rows(known), self._site.zone

        def figures() -> Answer:
            return count(period, counted(rows, zone), known=known, now=now, zone=zone)

        return await self._with_not_told(await asyncio.to_thread(figures))

    async def _with_not_told(self, answer: Answer) -> Answer:
        """Which hosts were told is known at this desk alone."""
        today = self._site.today()
        if today not in answer.period:
            return answer
        await self._stored.make((today,))
        count = await asyncio.to_thread(not_told, await self._stored.rows((today,)))
        return replace(answer, visits=replace(answer.visits, not_told=count))


async def _of(api: Api, period: Period, late: int) -> Answer:
    return await api.statistics.of(period, late=late)
