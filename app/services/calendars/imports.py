"""Calendar files at this desk: what is in one, who of it is known here, and which meeting was made of it before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import Enum, auto
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.errors import FoyerError
from app.models.calendars.calendar_event import CalendarEvent, CalendarFile, Doubt
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.moments import moment_of_stamp
from app.models.text.folding import fold
from app.models.values.calendar_origin import CalendarOrigin
from app.models.visit_row import VisitRow
from app.services.calendars.drafting import People, draft_of
from app.services.calendars.reading import read_calendar_file, read_calendar_text
from app.services.meetings.repeats import next_dates
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.visits.day import Day
from app.store.calendar_origins import CalendarOrigins

_MOST_DATES = 4000
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Standing(Enum):
    """What an event is to this desk. SAME was imported before, in this version or a later one; NOT_HERE takes back what
    was never imported here."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    CANCELLED = auto()
    NOT_HERE = auto()


class ImportedEvent(Struct, frozen=True):
    """The meeting that an event makes. `origin` is None where the file doesn't tell what the event is known by;
    `meeting` is the one that was made of an earlier version, by the server's id or the operation's, "" for none.
    `is_of_one_time`: that is a series, and the event changes or takes back one of its times."""

    draft: MeetingDraft
    doubts: tuple[Doubt, ...]
    standing: Standing
    origin: CalendarOrigin | None = None
    meeting: str = ""
    is_of_one_time: bool = False

    @property
    def as_new(self) -> ImportedEvent:
        """The event as if nothing had been made of it before."""
        return replace(self, standing=Standing.NEW, meeting="", is_of_one_time=False)


class ImportedCalendar(Struct, frozen=True):
    """The events in the order of their beginnings; `unreadable` counts those that can't be read."""

    events: tuple[ImportedEvent, ...]
    unreadable: int


class CalendarImports:
    """Nothing is sent from here: an event becomes the words of a form. Each method may raise StoreFailed."""

    def __init__(
        self, *, origins: CalendarOrigins, contacts: Contacts, day: Day, site: Site, names_as_ids: Callable[[], bool]
    ) -> None:
        """`names_as_ids` says whether the server takes a name in the place of an id."""
        self._origins = origins
        self._contacts = contacts
        self._day = day
        self._site = site
        self._names_as_ids = names_as_ids

    async def of_file(self, path: Path) -> ImportedCalendar:
        """Raises FileFailed, with words that say what is in the way."""
        return await self._imported(await asyncio.to_thread(read_calendar_file, path, self._site.zone))

    async def of_text(self, text: str) -> ImportedCalendar:
        """The same of what was pasted or dropped."""
        return await self._imported(await asyncio.to_thread(read_calendar_text, text, self._site.zone))

    async def remember(self, meeting: str, origin: CalendarOrigin, draft: MeetingDraft) -> None:
        """`meeting`, the server's id or the operation's, is the event's from now on, as `draft` has it. Raises DiskFull
        or StoreFailed."""
        assert draft.start_at is not None
        over = await asyncio.to_thread(_last_moment, draft)
        await self._origins.keep(meeting, origin, draft.start_at, over)

    async def row_of(self, event: ImportedEvent) -> VisitRow | None:
        """A row of the meeting that was made of an earlier version: of one time of a series that of its day, else that
        of the nearest day on which the meeting stands, from today on before earlier ones. None when it is on no day
        that this desk knows or, where it answers, the server."""
        assert event.draft.start_at is not None
        assert event.origin is not None
        begins = moment_of_stamp(event.origin.occurrence) if event.is_of_one_time else event.draft.start_at
        near = self._site.local(begins).date()
        only = near if event.is_of_one_time else None
        row = await self._row(event.meeting, near, only)
        if row is None:
            with suppress(FoyerError):
                await self._day.refresh(near)
            row = await self._row(event.meeting, near, only)
        return row

    async def _row(self, meeting: str, near: date, only: date | None) -> VisitRow | None:
        today = self._site.today()
        days = [day for day in await self._origins.days_of(meeting) if only in (None, day)]
        for day in sorted(days, key=lambda one: (one < today, abs(one - near))):
            listed = await self._day.rows(day)
            for row in listed.visits if listed else ():
                if row.meeting == meeting:
                    return row
        return None

    async def _imported(self, calendar: CalendarFile) -> ImportedCalendar:
        people = People(await self._contacts.users())
        returning = await self._returning(calendar.events)
        series = {event.uid for event in calendar.events if not event.occurrence}
        events = [await self._one(event, people, returning, alone=event.uid not in series) for event in calendar.events]
        return ImportedCalendar(tuple(events), calendar.unreadable)

    async def _one(
        self, event: CalendarEvent, people: People, returning: dict[str, VisitorDraft], *, alone: bool
    ) -> ImportedEvent:
        """`alone`: the file doesn't have the series of which the event is one time."""
        drafted = await asyncio.to_thread(
            draft_of,
            event,
            people=people,
            returning=returning,
            zone=self._site.zone,
            names_as_ids=self._names_as_ids(),
        )
        origin = CalendarOrigin(event.uid, event.occurrence, event.sequence, event.written) if event.uid else None
        known = await self._origins.of_event(event.uid, event.occurrence) if origin else None
        if known is None and origin and origin.occurrence and alone:
            series = await self._origins.of_event(event.uid, "")
            if series is not None:
                standing = Standing.CANCELLED if event.cancelled else Standing.CHANGED
                return ImportedEvent(drafted.draft, drafted.doubts, standing, origin, series.meeting, True)
        if known is None:
            standing = Standing.NOT_HERE if event.cancelled else Standing.NEW
        elif event.cancelled:
            assert origin is not None
            standing = Standing.SAME if origin.is_outdated_by(known.origin) else Standing.CANCELLED
        else:
            assert origin is not None
            standing = Standing.CHANGED if known.origin.is_older_than(origin) else Standing.SAME
        return ImportedEvent(drafted.draft, drafted.doubts, standing, origin, known.meeting if known else "")

    async def _returning(self, events: tuple[CalendarEvent, ...]) -> dict[str, VisitorDraft]:
        """Those of the guests who visited before, by their folded addresses."""
        addresses = {fold(guest.mailbox.address) for event in events for guest in event.guests} - {""}
        known = {}
        for address in addresses:
            for visitor in await self._contacts.visitors(address):
                if fold(visitor.visitor.email) == address:
                    known[address] = visitor.draft()
        return known


def _last_moment(draft: MeetingDraft) -> datetime:
    """When the meeting is over for good; a moment in the far future for one that repeats without an end."""
    assert draft.start_at is not None
    assert draft.end_at is not None
    over = draft.end_at.astimezone(UTC)
    if not draft.recurrence:
        return over
    if "COUNT=" not in draft.recurrence and "UNTIL=" not in draft.recurrence:
        return _NEVER
    try:
        last = next_dates(draft.recurrence, "", draft.start_at, _MOST_DATES)[-1]
    except (ValueError, IndexError):
        return _NEVER
    return over + (last.astimezone(UTC) - draft.start_at.astimezone(UTC))
