"""Who comes on a day: the meetings of one calendar day of the site, as one visit a visitor."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import Visitor
from app.models.reading import Read, Reader
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.site import Site

DAYS_KEPT = 14


class Status(Enum):
    """Where a visit stands, as far as this desk can know."""

    EXPECTED = "expected"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor of one meeting, or a meeting that nobody was invited to (`visitor` is None).

    `starts` and `ends` are in the site's zone. `searched` holds every word that a search may find it by, folded.
    """

    key: str
    meeting: Meeting
    visitor: Visitor | None
    starts: datetime
    ends: datetime
    searched: str

    @property
    def name(self) -> str:
        return self.visitor.name if self.visitor else ""

    @property
    def host(self) -> str:
        return self.meeting.host.name if self.meeting.host else ""

    def status(self, now: datetime) -> Status:
        return Status.EXPECTED if now < self.ends else Status.ENDED


@dataclass(frozen=True, slots=True)
class DayList:
    """A day as the server told it at `heard_at`; `unreadable` counts the meetings that could not be read."""

    date: date
    visits: tuple[Visit, ...]
    meetings: int
    unreadable: int
    heard_at: datetime


class Day:
    """Keeps the days that were looked at, so that one that was seen before is shown at once."""

    def __init__(self, *, connection: Connection, site: Site, directory: Directory) -> None:
        self._connection = connection
        self._site = site
        self._directory = directory
        self._readers: OrderedDict[date, Reader[Meeting]] = OrderedDict()
        self._lists: dict[date, DayList] = {}
        self._visits: dict[date, dict[int, tuple[Meeting, tuple[Visit, ...]]]] = {}

    async def stored(self, day: date) -> DayList | None:
        """The day as last heard, or None when this desk never loaded it."""
        return self._lists.get(day)

    async def refreshed(self, day: date) -> DayList:
        """The day as the server has it now. Visits that haven't changed are the same objects as before."""
        pieces = await self._connection.call(lambda api: api.meetings.between(day, day))
        read = await asyncio.to_thread(self._reader(day).read, pieces)
        for meeting in read.items:
            self._site.learn(meeting.company)
            self._directory.meet_meeting(meeting)
        found = self._listed(day, read)
        self._lists[day] = found
        return found

    def _reader(self, day: date) -> Reader[Meeting]:
        reader = self._readers.setdefault(day, Reader(Meeting, "meeting"))
        self._readers.move_to_end(day)
        while len(self._readers) > DAYS_KEPT:
            oldest, _ = self._readers.popitem(last=False)
            self._lists.pop(oldest, None)
            self._visits.pop(oldest, None)
        return reader

    def _listed(self, day: date, read: Read[Meeting]) -> DayList:
        """Some servers answer more than the day that was asked for: only what overlaps it is kept."""
        first, last = self._site.bounds(day)
        here = [
            meeting
            for meeting in read.items
            if meeting.start_at < last and (meeting.end_at > first or meeting.start_at >= first)
        ]
        known = self._visits.get(day, {})
        visits_of: dict[int, tuple[Meeting, tuple[Visit, ...]]] = {}
        for meeting in here:
            before = known.get(id(meeting))
            current = before and before[1] and before[1][0].starts.tzinfo is self._site.zone
            visits_of[id(meeting)] = before if before and current else (meeting, visits(meeting, self._site))
        self._visits[day] = visits_of
        rows = [visit for _, of_meeting in visits_of.values() for visit in of_meeting]
        rows.sort(key=lambda visit: (visit.starts, visit.meeting.id))
        return DayList(day, tuple(rows), len(here), len(read.unreadable), self._site.now())


def visits(meeting: Meeting, site: Site) -> tuple[Visit, ...]:
    """A visit for each visitor, in the order of the invitation; one without a visitor when nobody was invited."""
    starts, ends = site.local(meeting.start_at), site.local(meeting.end_at)
    host = meeting.host.name if meeting.host else ""
    return tuple(
        Visit(
            key=f"{meeting.id}/{meeting.occurrence_id}/{visitor.id or number if visitor else ''}",
            meeting=meeting,
            visitor=visitor,
            starts=starts,
            ends=ends,
            searched=fold(" ".join((_of_visitor(visitor), host, meeting.title))),
        )
        for number, visitor in enumerate(meeting.visitors or (None,))
    )


def _of_visitor(visitor: Visitor | None) -> str:
    """The plate twice: as it was written, and as it is read off a car."""
    if visitor is None:
        return ""
    plate = visitor.license_plate
    return f"{visitor.name} {visitor.company_name} {plate} {''.join(filter(str.isalnum, plate))}"
