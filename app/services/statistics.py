"""The figures of the overview: of our own server from one call, and else counted from this desk's file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.errors import FoyerError
from app.models.statistics.counting import Now, as_it_stood, count
from app.models.statistics.figures import BY, Answer
from app.models.statistics.period import Period
from app.services.connection import Connection, ConnectionState
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.statistics.counted import counted, not_told
from app.store.statistics.visits import Rows, StoredVisits

if TYPE_CHECKING:
    from app.services.visits.arrivals import Arrivals

log = logging.getLogger(__name__)


class Statistics:
    """No answer is kept: each is counted when it is asked for. Each method may raise DiskFull or StoreFailed.

    `by` are those parts of BY that are counted beside the figures. With `at`, a moment in UTC, the figures of a single
    day are those that it had then.
    """

    def __init__(
        self, *, stored: StoredVisits, arrivals: Arrivals, calls: ServerCalls, connection: Connection, site: Site
    ) -> None:
        self._stored = stored
        self._arrivals = arrivals
        self._calls = calls
        self._connection = connection
        self._site = site
        self._counting = asyncio.Lock()

    @property
    def asks(self) -> bool:
        """Whether `of` asks a server: not once it is known to be another's."""
        return self._calls.likely is not False

    @property
    def is_away(self) -> bool:
        """Whether the server that `of` asks wasn't reached the last time: it may be long until that gives in."""
        return self._connection.state is ConnectionState.OFFLINE

    async def of(self, period: Period, by: Collection[str] = BY, *, at: datetime | None = None) -> Answer:
        """The figures of the period, of our own server; as `here` while it isn't reached, and of another server, which
        is never asked."""
        late = int(self._site.late.total_seconds() // 60)
        try:
            if not await self._calls.find_out():
                return await self.here(period, by, at=at)
            answer = await self._connection.call(lambda api: api.statistics.of(period, late=late, by=by, at=at))
        except FoyerError as error:
            log.info("The figures are counted here: %s", type(error).__name__)
            return await self.here(period, by, at=at)
        return await self._with_what_is_known_here(answer, {})

    async def here(self, period: Period, by: Collection[str] = BY, *, at: datetime | None = None) -> Answer:
        """The figures of the visits on those days of the period that this desk's file has, without asking anybody."""
        site, zone = self._site, self._site.zone
        moment = at or site.moment()
        now = Now(moment, site.local(moment).date(), int(site.late.total_seconds() // 60) * 60)
        known = await self._stored.known(period, site.today(), tells=bool(self._calls.likely))
        await self._stored.make(known)
        rows = await self._stored.rows(known)

        def figures() -> Answer:
            visits = counted(rows, zone)
            stood = visits if at is None else [*as_it_stood(visits, at)]
            return count(period, stood, known=known, now=now, zone=zone, by=by)

        async with self._counting:  # several threads at once would keep the window from its turns
            answer = await asyncio.to_thread(figures)
        return await self._with_what_is_known_here(answer, rows)

    async def _with_what_is_known_here(self, answer: Answer, rows: Rows) -> Answer:
        """Which hosts were told is known at this desk alone, and who is in since before, both of today. `rows` are
        those that were read."""
        today = self._site.today()
        if answer.period != Period(today, today):
            return answer
        if today not in rows:
            await self._stored.make((today,))
            rows = await self._stored.rows((today,))
        count = await asyncio.to_thread(not_told, rows[today])
        since_before = len(await self._arrivals.since_before(today))
        return replace(answer, visits=replace(answer.visits, not_told=count, since_before=since_before))
