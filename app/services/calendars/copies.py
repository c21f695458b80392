"""Meetings of this desk as calendar files."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.models.calendars.calendar_event import CalendarEvent, Guest, Mailbox
from app.models.contacts import Named
from app.models.meetings.changes import EditedMeeting
from app.models.moments import utc_stamp
from app.models.values.calendar_origin import CalendarOrigin
from app.models.visit_row import VisitRow
from app.paper.calendars.writing import calendar_of
from app.services.calendars.parsing.recurrence import tidied
from app.services.meetings.changed_times import rules_of
from app.services.meetings.changes import MeetingChanges
from app.services.meetings.series import exceptions
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.visits.day import Day
from app.store.calendar_origins import CalendarOrigins


class CalendarCopies:
    """Each method may raise StoreFailed."""

    def __init__(
        self, *, changes: MeetingChanges, day: Day, origins: CalendarOrigins, contacts: Contacts, site: Site
    ) -> None:
        self._changes = changes
        self._day = day
        self._origins = origins
        self._contacts = contacts
        self._site = site

    async def text_of(self, row: VisitRow) -> str | None:
        """The row's meeting as the text of an .ics file, of one that repeats the whole series; None when it is gone
        from this desk's lists. What waits to be sent is in it. A meeting that came from a calendar file keeps what it
        was known by there."""
        edited = await self._changes.opened(row.meeting, row.day, row.starts)
        if edited is None:
            return None
        visit = await self._day.whole(row)
        known = await self._origins.of_meeting(edited.meeting)
        uid = visit.meeting.uid if visit.meeting else ""
        origin = known.origin if known else CalendarOrigin(uid or f"{edited.meeting}@foyer")
        named = await self._contacts.named_in(edited.draft.body())
        return await asyncio.to_thread(_text, edited, origin, named, self._site.now(), self._site.zone)


def _text(edited: EditedMeeting, origin: CalendarOrigin, named: Named, now: datetime, zone: ZoneInfo) -> str:
    draft = edited.draft
    assert draft.start_at is not None
    assert draft.end_at is not None
    length = draft.end_at.astimezone(UTC) - draft.start_at.astimezone(UTC)
    starts, rule = draft.start_at.astimezone(zone), ""
    left_out: tuple[datetime, ...] = ()
    further: tuple[datetime, ...] = ()
    if draft.recurrence:
        first = (edited.first or starts).astimezone(zone)
        starts = datetime.combine(first.date(), starts.time(), zone)
        with suppress(ValueError):  # a rule that only its server can follow stays there
            rule = tidied(draft.recurrence, starts)
            left_out, further = exceptions(rules_of(edited, draft), starts)
    event = CalendarEvent(
        uid=origin.uid,
        title=draft.title,
        description=draft.description,
        starts=starts,
        ends=(starts.astimezone(UTC) + length).astimezone(zone),
        sequence=origin.sequence,
        written=_written(edited.modified),
        rule=rule,
        left_out=left_out,
        further=further,
        organiser=_user(draft.host_id, named) if draft.host_id else None,
        guests=(
            *(Guest(_user(user, named)) for user in draft.user_ids),
            *(Guest(Mailbox(one.name, one.email)) for one in draft.visitors if one.name or one.email),
        ),
    )
    return calendar_of(event, now)


def _user(sent: str, named: Named) -> Mailbox:
    """Somebody whom the meeting names by an id, or by a name."""
    known = named.users.get(sent)
    return Mailbox(known.name, known.email) if known else Mailbox(sent)


def _written(modified: str) -> str:
    """When the server says that the meeting was changed last, "" where it doesn't."""
    try:
        return utc_stamp(datetime.fromisoformat(modified))
    except ValueError:
        return ""
