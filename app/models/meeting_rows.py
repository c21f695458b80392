"""The rows of a meeting: one for each of its visitors on a day, whether a server has it or it waits to be sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.models.contacts import KnownPerson
from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, PersonSummary, invited
from app.models.text.folding import fold
from app.models.visit_row import VisitRow, Waits


def meeting_asked_for(operation: str, body: Body, host: KnownPerson | None) -> MeetingSummary:
    """The meeting that a body asks for, before any server has it: its id is the operation's. `host` is known by id,
    else by the id or name that was typed."""
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
    """Of the visitor of that number, or of a meeting that nobody is invited to. `late` is how long after they were
    `expected` they are in time."""
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
        searched=fold(f"{_words(visitor)} {host.name} {title}"),
        waits=waits,
    )


def _words(visitor: PersonSummary) -> str:
    """The plate twice: as it was written, and as it is read off a car."""
    return f"{visitor.name} {visitor.company} {visitor.plate} {''.join(filter(str.isalnum, visitor.plate))}"
