"""The rows of a meeting: one for each of its visitors on a day, whether a server has it or it waits to be sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.models.contacts import KnownPerson
from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, PersonSummary, invited
from app.models.text.spellings import searchable
from app.models.visit_row import VisitRow, Waits


def meeting_asked_for(operation: str, body: Body, host: KnownPerson | None) -> MeetingSummary:
    """The meeting that a body asks for, before any server has it: its id is the operation's. `host` is the person of
    the body's hostId, None when this desk doesn't know them: then what was typed stands in the place of their name.

    Raises KeyError or ValueError for a body that isn't a meeting's.
    """
    typed = body["hostId"]
    return MeetingSummary(
        id=operation,
        occurrence="",
        title=str(body.get("title", "")),
        starts=datetime.fromisoformat(body["startAt"]),
        ends=datetime.fromisoformat(body["endAt"]),
        host=PersonSummary(id=typed, first_name=host.name, mobile=host.phone) if host else PersonSummary(id=typed),
        visitors=tuple(map(invited, body.get("visitors", ()))),
    )


def visit_row(
    meeting: MeetingSummary,
    number: int,
    *,
    key: str,
    day: date,
    expected: datetime,
    late: timedelta,
    waits: Waits | None = None,
) -> VisitRow:
    """The row of the visitor `number`, counted from 0, or of a meeting that nobody was invited to.

    `day` is one of the site's calendar, `expected` is in UTC; the visitor is late from `late` after it. `waits` is the
    operation while the server doesn't have the meeting.
    """
    visitor = meeting.visitors[number] if meeting.visitors else PersonSummary()
    host, title = meeting.host or PersonSummary(), meeting.title
    return VisitRow(
        key=key,
        id=f"{day.isoformat()}/{meeting.id}/{visitor.id or number}" if meeting.visitors else "",
        meeting=meeting.id,
        day=day,
        number=number,
        group=len(meeting.visitors),
        first_name=visitor.first_name,
        last_name=visitor.last_name,
        name=visitor.name,
        company=visitor.company,
        mobile=visitor.number,
        language=visitor.language,
        host=host.name,
        host_number=host.number,
        title=title,
        starts=meeting.starts.astimezone(UTC),
        ends=meeting.ends.astimezone(UTC),
        expected=expected,
        late_from=expected + late,
        searched=searchable(f"{_words(visitor)} {host.name} {title}"),
        waits=waits,
        code=meeting.codes.get(visitor.id, ""),
    )


def _words(visitor: PersonSummary) -> str:
    """The plate twice: as it was written, and as it is read off a car."""
    return f"{visitor.name} {visitor.company} {visitor.plate} {''.join(filter(str.isalnum, visitor.plate))}"
