"""Who comes on a day: the meetings of one calendar day of the site, as one visit a visitor.

The store answers at once, the server makes it fresher, and what waits in the outbox stands among the rest.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import is_

from app.errors import FoyerError
from app.models.company import Company
from app.models.meeting import Meeting
from app.models.reading import Read, Reader
from app.services.arrivals import Arrivals
from app.services.connection import Connection
from app.services.day_rows import DayRows
from app.services.directory import Directory
from app.services.sending import day_of, meetings_list
from app.services.site import Site
from app.services.sync import Sync
from app.services.visit import Visit, pending_meeting, visits
from app.services.visit_names import now_called
from app.store.cache import Cache, Stored
from app.store.outbox import Kind, Operation

log = logging.getLogger(__name__)

NEAR = timedelta(days=14)
"""How far back and ahead days are kept for when there is no network."""

FRESH_ENOUGH = timedelta(hours=6)
"""A near day that was heard this recently isn't asked for again until somebody looks at it."""

PACE = 0.25
"""Seconds between two days that nobody is waiting for."""


@dataclass(frozen=True, slots=True)
class DayList:
    """A day as the server told it at `heard_at`, and what this desk entered since.

    `heard_at` is None when the server never told this desk of the day: then there may be more than is shown.
    `unreadable` counts the meetings that could not be read.
    """

    date: date
    visits: tuple[Visit, ...]
    visitors: int
    meetings: int
    unreadable: int
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A list, and everything but the arrivals that it was made of: as long as that is the same, they alone change."""

    list: DayList
    rows: DayRows
    made_of: tuple[object, ...]

    def is_of(self, made_of: tuple[object, ...]) -> bool:
        return len(self.made_of) == len(made_of) and all(map(is_, self.made_of, made_of))


@dataclass(slots=True)
class _Heard:
    """The last day that was looked at, so that looking again costs only what changed."""

    date: date
    reader: Reader[Meeting]
    stored: Stored | None = None
    read: Read[Meeting] | None = None
    visits: dict[int, tuple[Meeting, tuple[Visit, ...]]] | None = None
    shown: _Shown | None = None
    sent: int = 0
    answered: int = 0


class Day:
    def __init__(
        self,
        *,
        cache: Cache,
        sync: Sync,
        arrivals: Arrivals,
        connection: Connection,
        site: Site,
        directory: Directory,
    ) -> None:
        self._cache = cache
        self._arrivals = arrivals
        self._sync = sync
        self._connection = connection
        self._site = site
        self._directory = directory
        self._asks = 0
        self._heard = _Heard(date.min, Reader(Meeting, "meeting"))

    async def stored(self, day: date) -> DayList | None:
        """The day as this desk has it, or None when it neither heard nor entered anything of it."""
        await self._arrivals.recall_day(day)
        while True:
            sent = len(self._sync.became)
            found = await self._taken(day, await self._cache.stored(meetings_list(day)), sent)
            if sent == len(self._sync.became):
                return found  # else what reached the server meanwhile is neither on this list nor in the outbox

    def stored_now(self, day: date) -> DayList | None:
        """The same for the first window, which waits for it."""
        stored = self._cache.stored_now(meetings_list(day))
        heard = self._heard_of(day)
        if stored is not None:
            heard.stored, heard.read = stored, heard.reader.read(stored.pieces)
        return self._list(heard)

    def present(self, day: date) -> DayList | None:
        """The day as it was last read, with what the outbox holds now: at once, without the disk.

        None when that can't be had: another day was read last, or something reached the server since.
        """
        if self._heard.date != day or self._heard.stored is None or self._heard.sent != len(self._sync.became):
            return None
        return self._list(self._heard)

    async def refreshed(self, day: date) -> DayList:
        """The day as the server has it now. Visits that haven't changed are the same objects as before."""
        self._asks += 1
        number = self._asks
        arrivals = asyncio.ensure_future(self._heard_arrivals(day))
        pieces, sent = await self._asked(day)
        await arrivals
        heard = self._heard_of(day)
        if number < heard.answered and (known := self._list(heard)):  # a later question was answered before this one
            return known
        heard.answered = number
        stored = Stored(pieces, self._site.now(), len(pieces))
        before = heard.stored
        if before is not None and before.pieces == pieces:
            await self._cache.heard_again(meetings_list(day), stored.heard_at)
        else:
            await self._cache.keep(meetings_list(day), stored, day)
        found = await self._taken(day, stored, sent)
        if sent != len(self._sync.became):
            found = await self.stored(day)
        assert found is not None
        return found

    async def find(self, visit: str) -> Visit | None:
        """The visit of that id, if this desk has its day; None when nobody told of it."""
        try:
            day = date.fromisoformat(visit.partition("/")[0])
        except ValueError:
            return None
        await self._arrivals.recall_day(day)
        found = self._list(self._heard if self._heard.date == day else await self._read_aside(day))
        sought = now_called(visit, self._sync.visitors)
        return next((one for one in found.visits if one.id == sought), None) if found else None

    async def _read_aside(self, day: date) -> _Heard:
        """A day that nobody looks at."""
        heard = _Heard(day, Reader(Meeting, "meeting"))
        heard.stored = await self._cache.stored(meetings_list(day))
        if heard.stored is not None:
            heard.read = await asyncio.to_thread(heard.reader.read, heard.stored.pieces)
        return heard

    def look_anew(self) -> None:
        """After somebody was forgotten: the day is read from the store once more."""
        self._heard = _Heard(date.min, Reader(Meeting, "meeting"))

    async def keep_near(self) -> None:
        """Loads the days around today that weren't heard lately, one after the other, nearest first."""
        today = self._site.today()
        await self._heard_arrivals(today - timedelta(days=1))  # who stayed overnight
        for distance in range(1, NEAR.days + 1):
            for day in (today + timedelta(days=distance), today - timedelta(days=distance)):
                heard = await self._cache.heard(meetings_list(day))
                if heard is None or self._site.now() - heard > FRESH_ENOUGH:
                    await asyncio.sleep(PACE)
                    pieces, _ = await self._asked(day)
                    await self._cache.keep(meetings_list(day), Stored(pieces, self._site.now(), len(pieces)), day)
                    await asyncio.to_thread(self._meet, pieces)

    def _meet(self, pieces: tuple[bytes, ...]) -> None:
        self._directory.meet_meetings(Reader(Meeting, "meeting").read(pieces).items)

    async def _heard_arrivals(self, day: date) -> None:
        """A server that fails at this doesn't cost anybody the day's meetings."""
        try:
            await self._arrivals.refreshed(day)
        except FoyerError as error:
            log.info("The arrivals of other desks could not be heard: %s", type(error).__name__)

    async def _asked(self, day: date) -> tuple[tuple[bytes, ...], int]:
        """An answer that set out before a write of ours arrived doesn't know it yet: it is asked for again."""
        while True:
            sent = len(self._sync.became)
            pieces = await self._connection.call(lambda api: api.meetings.between(day, day))
            if len(self._sync.became) == sent:
                return pieces, sent

    async def _taken(self, day: date, stored: Stored | None, sent: int) -> DayList | None:
        """Reads what changed, off the GUI thread, and learns whom and what it tells of.

        `sent` counts the writes that had reached the server when `stored` was asked for.
        """
        heard = self._heard_of(day)
        heard.sent = sent
        if stored is not None and (heard.stored is None or heard.stored.pieces != stored.pieces):
            read = await asyncio.to_thread(heard.reader.read, stored.pieces)
            known = set(map(id, heard.read.items)) if heard.read else set()
            fresh = [meeting for meeting in read.items if id(meeting) not in known]
            self._site.learn(_company(fresh))
            await asyncio.to_thread(self._directory.meet_meetings, fresh)
            heard.read = read
        heard.stored = stored or heard.stored
        return await asyncio.to_thread(self._list, heard)

    def _heard_of(self, day: date) -> _Heard:
        if self._heard.date != day:
            self._heard = _Heard(day, Reader(Meeting, "meeting"))
        return self._heard

    def _list(self, heard: _Heard) -> DayList | None:
        waiting = [row for row in self._sync.pending if row.kind is Kind.MEETING and day_of(row.body) == heard.date]
        if heard.stored is None and not waiting:
            return None
        shown, made_of = heard.shown, (heard.read, heard.stored, self._site.zone, *waiting)
        if shown is None or not shown.is_of(made_of):
            whole = self._whole(heard, waiting)
            shown = _Shown(whole, DayRows.of(whole.visits), made_of)
        rows = shown.rows.with_arrivals(self._arrivals.known)
        if rows is not shown.rows:
            shown = replace(shown, list=replace(shown.list, visits=rows.visits), rows=rows)
        heard.shown = shown
        return shown.list

    def _whole(self, heard: _Heard, waiting: Iterable[Operation]) -> DayList:
        day = heard.date
        own = [pending_meeting(operation, self._directory) for operation in waiting]
        told = self._on(day, heard)
        rows = [visit for _, of_meeting in told.values() for visit in of_meeting]
        for meeting, operation in own:
            rows += visits(meeting, self._site, day, operation=operation)
        if heard.shown is not None:
            rows = heard.shown.rows.same(rows)
        rows.sort(key=lambda visit: (visit.expected, visit.meeting.id))
        return DayList(
            date=day,
            visits=tuple(rows),
            visitors=sum(visit.visitor is not None for visit in rows),
            meetings=len(told) + len(own),
            unreadable=len(heard.read.unreadable) if heard.read else 0,
            heard_at=heard.stored.heard_at if heard.stored else None,
        )

    def _on(self, day: date, heard: _Heard) -> dict[int, tuple[Meeting, tuple[Visit, ...]]]:
        """Some servers answer more than the day that was asked for: only what overlaps it is kept."""
        first, last = self._site.bounds(day)
        known = heard.visits or {}
        current: dict[int, tuple[Meeting, tuple[Visit, ...]]] = {}
        for meeting in heard.read.items if heard.read else ():
            if meeting.start_at < last and (meeting.end_at > first or meeting.start_at >= first):
                before = known.get(id(meeting))
                stands_for = self._sync.became.get(meeting.id, "")
                if before is not None and _still_so(before[1][0], stands_for, self._site):
                    rows = before[1]
                else:
                    rows = visits(meeting, self._site, day, stands_for=stands_for)
                current[id(meeting)] = (meeting, rows)
        heard.visits = current
        return current


def _still_so(visit: Visit, stands_for: str, site: Site) -> bool:
    """A list may tell of a meeting before the answer to what made it comes: only then is it known whose row it is."""
    return visit.starts.tzinfo is site.zone and visit.key.startswith(stands_for)


def _company(meetings: list[Meeting]) -> Company | None:
    return next((meeting.company for meeting in meetings if meeting.company), None)
