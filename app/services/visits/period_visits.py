"""The visits of a period that a figure counts: of our own server from one call a page, and else of the days that this
desk's file has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from app.errors import FoyerError
from app.models.lists import Change
from app.models.meeting_rows import rows_told
from app.models.statistics.period import Period
from app.models.visit_row import VisitRow
from app.models.visits.visit_filter import VISITS_AT_ONCE, VisitFilter, Which, picked
from app.services.connection import Connection
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.visits.day import Day
from app.store.statistics.listed import listed
from app.store.statistics.visits import StoredVisits

MOST_ASKED = 92
"""Days that a server is asked for at once, where it has to be asked for each."""

MOST_IN_ALL = 10_000
"""Visits that are read at the most to be taken along."""


class ListedVisits(Struct, frozen=True):
    """A page of the visits, in the order of time: `page` is its number, counted from 1, and `total` counts those of all
    pages. `ours`: our own server told them. Else they are of the days that this desk has, without those that are
    `lacking`; `asking` of these are asked of the server, and `asked` were. `over`: nothing more is asked."""

    visits: tuple[VisitRow, ...] = ()
    page: int = 1
    total: int = 0
    ours: bool = False
    lacking: int = 0
    asking: int = 0
    asked: int = 0
    over: bool = False

    @property
    def first(self) -> int:
        """The place of the page's first visit among all, counted from 1."""
        return (self.page - 1) * VISITS_AT_ONCE + 1

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // VISITS_AT_ONCE))


Tell = Callable[[ListedVisits], object]


class PeriodVisits:
    """Days are of the site's calendar. Each method may raise DiskFull or StoreFailed."""

    def __init__(
        self, *, stored: StoredVisits, day: Day, calls: ServerCalls, connection: Connection, site: Site
    ) -> None:
        self._stored = stored
        self._day = day
        self._calls = calls
        self._connection = connection
        self._site = site

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with what changed in the file, a day's list or another."""
        self._day.on_change(tell)

    async def show(self, period: Period, chosen: VisitFilter, page: int, tell: Tell, *, begins: bool) -> None:
        """`tell` is called with that page of those of the period whom `chosen` lets through, or with the last one there
        is: of our own server, which is asked once, and else of the days that this desk has. Where a list `begins`,
        these are told while our server is asked; another one is asked for MOST_ASKED at the most of the days that this
        desk lacks, one after the other and those nearest to today first, and `tell` is called after each.

        Raises what `Connection.call` and `Day.refresh` do, after what this desk has was told, and ends with it."""
        if self._may_be_told(chosen):
            if begins:
                await self._show_known(period, chosen, page, tell, over=False)
            try:
                if await self._calls.find_out():
                    tell(await self._told(period, chosen, page))
                    return
            except FoyerError:
                await self._show_known(period, chosen, page, tell, over=True)
                raise
        known, lacking = await self._known(period)
        today = self._site.today()
        asked = sorted(lacking, key=lambda day: (abs(day - today), day < today))[:MOST_ASKED] if begins else []
        here = await self._picked(known, chosen)
        tell(_page(here, page, lacking=len(lacking), asking=len(asked), over=not asked))
        for number, day in enumerate(asked, 1):
            await self._day.refresh(day)
            here = sorted((*here, *await self._picked((day,), chosen)), key=_in_time)
            over = number == len(asked)
            tell(_page(here, page, lacking=len(lacking), asking=len(asked), asked=number, over=over))

    async def in_all(self, period: Period, chosen: VisitFilter, *, ours: bool) -> ListedVisits:
        """Those of all pages, MOST_IN_ALL at the most and the earliest first: with `ours` of our own server, which is
        asked for page after page, else of the days that this desk has. Raises what `Connection.call` does."""
        if not ours:
            known, lacking = await self._known(period)
            here = await self._picked(known, chosen)
            return ListedVisits(tuple(here[:MOST_IN_ALL]), total=len(here), lacking=len(lacking), over=True)
        told: dict[str, VisitRow] = {}  # once: while pages are turned, a visit may move to the next one
        for number in range(1, MOST_IN_ALL // VISITS_AT_ONCE + 1):
            page = await self._told(period, chosen, number)
            told |= {visit.id: visit for visit in page.visits}
            if number >= page.last_page:
                break
        return replace(page, visits=tuple(told.values()), page=1)

    async def ask_anew(self, days: Iterable[date]) -> None:
        """Asks the server for these days. Raises what `Day.refresh_each` does."""
        await self._day.refresh_each(days)

    def _may_be_told(self, chosen: VisitFilter) -> bool:
        """Which hosts weren't told is known at this desk alone."""
        return self._calls.likely is not False and chosen.which is not Which.NOT_TOLD

    async def _told(self, period: Period, chosen: VisitFilter, page: int) -> ListedVisits:
        """By our own server."""
        late = int(self._site.late.total_seconds() // 60)
        answer = await self._connection.call(lambda api: api.statistics.visits(period, chosen, late=late, page=page))
        rows = await asyncio.to_thread(rows_told, answer.pieces, self._site.zone, self._site.late)
        told = ListedVisits(tuple(rows), page, answer.total or len(rows), ours=True, over=True)
        if page > told.last_page:  # there were more when somebody turned to it
            return await self._told(period, chosen, told.last_page)
        return told

    async def _show_known(self, period: Period, chosen: VisitFilter, page: int, tell: Tell, *, over: bool) -> None:
        known, lacking = await self._known(period)
        tell(_page(await self._picked(known, chosen), page, lacking=len(lacking), over=over))

    async def _known(self, period: Period) -> tuple[tuple[date, ...], list[date]]:
        """The days of which this desk has all, and the others."""
        known = await self._stored.known(period, self._site.today(), tells=bool(self._calls.likely))
        return known, sorted({*period} - {*known})

    async def _picked(self, days: tuple[date, ...], chosen: VisitFilter) -> list[VisitRow]:
        """Those of the days that this desk has, in one look at its file."""
        await self._stored.make(days)
        rows, now = await self._stored.rows(days), self._site.now()
        return await asyncio.to_thread(lambda: picked(listed(rows), chosen, now))


def _page(
    visits: list[VisitRow], page: int, *, lacking: int, asking: int = 0, asked: int = 0, over: bool
) -> ListedVisits:
    """That page of the visits of this desk's own file, or their last one."""
    all_pages = ListedVisits(total=len(visits), lacking=lacking, asking=asking, asked=asked, over=over)
    number = min(page, all_pages.last_page)
    first = (number - 1) * VISITS_AT_ONCE
    return replace(all_pages, visits=tuple(visits[first : first + VISITS_AT_ONCE]), page=number)


def _in_time(row: VisitRow) -> tuple[date, datetime]:
    return row.day, row.expected
