"""Other days than the one that is shown: how many come on each, and whom somebody looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from msgspec import Struct

from app.models.lists import Change
from app.models.meeting_rows import rows_told
from app.models.moments import ONE_DAY
from app.models.text.sought import sought
from app.models.visit_row import DayCount, DayRows, VisitRow
from app.services.connection import Connection
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.visits.day import NEAR, Day
from app.store.days.stored_days import StoredDays

MOST = 200
"""Visits that are found at most among what this desk has: the nearest."""

A_WEEK = 7


class Looked(Struct, frozen=True):
    """What was found so far, in the order of time. `asked` of the `lacking` days, which this desk didn't
    have, were asked of the server. `everywhere`: all days there are were looked through. `over`: nothing more is looked
    for."""

    visits: tuple[VisitRow, ...]
    lacking: int
    asked: int = 0
    everywhere: bool = False
    over: bool = False


class OtherDays:
    """Days are of the site's calendar. Each method may raise DiskFull or StoreFailed."""

    def __init__(
        self,
        *,
        stored: StoredDays,
        day: Day,
        calls: ServerCalls,
        connection: Connection,
        site: Site,
    ) -> None:
        self._stored = stored
        self._day = day
        self._calls = calls
        self._connection = connection
        self._site = site

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with what changed in the file, a day's list or another."""
        self._day.on_change(tell)

    async def count(self, day: date) -> DayCount | None:
        """How many come on the day, as this desk has it; None when it neither heard nor entered anything of it."""
        return await self._stored.count(day, self._site.now())

    async def rows(self, day: date) -> DayRows | None:
        """Who comes on the day, as this desk has it; None as above."""
        return await self._day.rows(day)

    async def ask_for(self, first: date, *, anew: bool = False) -> None:
        """Asks the server for the days of the week from `first` on that this desk lacks, with `anew` for each, one
        after the other. Raises what `Day.refresh` does, and asks no more then."""
        last = first + (A_WEEK - 1) * ONE_DAY
        week = tuple(first + number * ONE_DAY for number in range(A_WEEK))
        await self._day.refresh_each(week if anew else await self._stored.lacking(first, last))

    async def ask_anew(self, days: Iterable[date]) -> None:
        """Asks the server for these days. Raises what `Day.refresh_each` does."""
        await self._day.refresh_each(days)

    async def look(self, typed: str, shown: date, tell: Callable[[Looked], object]) -> None:
        """Looks for what was typed on today and the 14 days before and after it, but for the day that is `shown`: among
        what this desk has, and then on the days that it lacks, for each of which the server is asked, one after the
        other and the nearest first. Our own server is asked once instead, for all days there are. `tell` is called with
        all that was found at first and after each answer.

        Raises what `Day.learn` does, and ends with it."""
        if not typed.strip():
            tell(Looked((), 0, over=True))
            return
        today = self._site.today()
        first, last = today - NEAR, today + NEAR
        lacking = sorted(await self._stored.lacking(first, last), key=lambda day: (abs(day - today), day < today))
        may_be_ours, here = self._calls.likely is not False, await self._find(typed, first, last, without=shown)
        tell(Looked(here, 0 if may_be_ours else len(lacking), over=not (lacking or may_be_ours)))
        if may_be_ours and await self._calls.find_out():
            known = {first + number * ONE_DAY for number in range((last - first).days + 1)} - {*lacking} | {shown}
            told = [row for row in await self._ask_ours(typed) if row.day not in known]
            tell(Looked(tuple(sorted((*here, *told), key=_in_time)), 0, everywhere=True, over=True))
            return
        if not lacking:
            tell(Looked(here, 0, over=True))
        for number, day in enumerate(lacking, 1):
            await self._day.learn(day)
            here = _nearest((*here, *await self._find(typed, day, day, without=shown)), today)
            tell(Looked(here, len(lacking), number, over=number == len(lacking)))

    async def found_on(self, day: date, typed: str, shown: date) -> tuple[VisitRow, ...] | None:
        """What `look` finds on that day among what this desk has by now; None where it lacks the day."""
        if day == shown or await self._stored.lacking(day, day):
            return None
        return await self._find(typed, day, day, without=shown)

    async def _ask_ours(self, typed: str) -> list[VisitRow]:
        pieces = await self._connection.call(lambda api: api.visits.search(typed))
        return rows_told(pieces, self._site.zone, self._site.late)

    async def _find(self, typed: str, first: date, last: date, *, without: date) -> tuple[VisitRow, ...]:
        near = self._site.today()
        return await self._stored.find(sought(typed), first, last, without=without, near=near, most=MOST)


def _nearest(visits: Iterable[VisitRow], today: date) -> tuple[VisitRow, ...]:
    """At most MOST of them, in the order of time."""
    near = sorted(visits, key=lambda one: (abs(one.day - today), one.day < today))[:MOST]
    return tuple(sorted(near, key=_in_time))


def _in_time(row: VisitRow) -> tuple[date, datetime]:
    return row.day, row.expected
