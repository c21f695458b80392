"""The rows of a meeting: one for each of its visitors on a day, whether a server has it or it waits to be sent."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec.structs import replace

from app.models.contacts import KnownPerson
from app.models.drafts import Body
from app.models.objects.desk_vocabulary import walks_in
from app.models.objects.summaries import MeetingSummary, PersonSummary, invited, person_in
from app.models.objects.visit_summary import summary_of
from app.models.text.sought import numbers_of
from app.models.text.spellings import searchable
from app.models.values.json_fields import object_of, object_under, text_in
from app.models.values.time_stamps import moment_in
from app.models.visit_events import stands
from app.models.visit_row import Arrival, Cancelled, VisitRow, Waits


def meeting_asked_for(operation: str, body: Body, host: KnownPerson | None) -> MeetingSummary:
    """The meeting that a body asks for, before any server has it: its id is the operation's. `host` is the person of
    the body's hostId, None when this desk doesn't know them: then what was typed stands in the place of their name.

    Raises KeyError or ValueError for a body that isn't a meeting's.
    """
    return MeetingSummary(
        id=operation,
        occurrence="",
        title=str(body.get("title", "")),
        starts=datetime.fromisoformat(body["startAt"]),
        ends=datetime.fromisoformat(body["endAt"]),
        host=host_asked_for(body["hostId"], host),
        visitors=tuple(map(invited, body.get("visitors", ()))),
        walk_in=walks_in(body),
    )


def host_asked_for(sent: str, known: KnownPerson | None) -> PersonSummary:
    """The host whom a body names by `sent`, an id or a typed name; `known` is who that is, None when nobody knows."""
    return PersonSummary(id=sent, first_name=known.name, mobile=known.phone) if known else PersonSummary(id=sent)


def visit_row(
    meeting: MeetingSummary,
    number: int,
    *,
    key: str,
    day: date,
    expected: datetime,
    late: timedelta,
    waits: Waits | None = None,
    name: str = "",
    visitor: PersonSummary | None = None,
    cancelled: Cancelled | None = None,
) -> VisitRow:
    """The row of the visitor `number`, counted from 0, or of a meeting that nobody was invited to.

    `visitor` is who that is, where it is nobody of the meeting's visitors. Their visit is called `name`, without the
    day; by the ids of both where that is "".

    `day` is one of the site's calendar, `expected` is in UTC; the visitor is late from `late` after it. `waits` is the
    operation while the server doesn't have the meeting, or a change of it.
    """
    if visitor is None:
        visitor = meeting.visitors[number] if meeting.visitors else PersonSummary()
        name = name or (f"{meeting.id}/{visitor.id or number}" if meeting.visitors else "")
    host, title = meeting.host or PersonSummary(), meeting.title
    code = meeting.codes.get(visitor.id, "")
    return VisitRow(
        key=key,
        id=f"{day.isoformat()}/{name}" if name else "",
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
        code=code,
        cancelled=cancelled,
        plate=visitor.plate,
        walk_in=meeting.walk_in,
        numbers=numbers_of((visitor.mobile, visitor.phone), (name, visitor.id, code)),
    )


def rows_told(pieces: Iterable[bytes], zone: tzinfo, late: timedelta) -> list[VisitRow]:
    """The rows of visits out of their JSON alone, as a server lists them. The key of each is the visit's id: the day's
    own row has another. `zone` is the site's. One that can't be read takes no other with it."""
    rows = []
    for piece in pieces:
        with suppress(ValueError):
            rows.append(_row_told(piece, zone, late))
    return rows


def _row_told(piece: bytes, zone: tzinfo, late: timedelta) -> VisitRow:
    fields = object_of(piece, "visit")
    summary = summary_of(fields, zone)
    expected, leaving = (moment_in(fields.get(name), zone) for name in ("expectedAt", "leavingAt"))
    if expected is None:
        raise ValueError("expectedAt: not a time stamp")
    meeting = object_under(fields, "meeting")
    alone = MeetingSummary(
        id=text_in(meeting, "id"),
        occurrence="",
        title=text_in(meeting, "title"),
        starts=expected,
        ends=leaving or expected,
        host=person_in(object_under(fields, "visiting")),
        visitors=(person_in(object_under(fields, "visitor")),),
        walk_in=walks_in(meeting),
    )
    day, stood = date.fromisoformat(summary.id.partition("/")[0]), stands(summary.events)
    row = visit_row(alone, 0, key=summary.id, day=day, expected=expected.astimezone(UTC), late=late)
    return replace(row, arrival=Arrival(stood.arrived_at, stood.left_at))


def _words(visitor: PersonSummary) -> str:
    """The plate twice: as it was written, and as it is read off a car."""
    return f"{visitor.name} {visitor.company} {visitor.plate} {''.join(filter(str.isalnum, visitor.plate))}"
