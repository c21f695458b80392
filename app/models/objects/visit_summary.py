"""As much of a visit as a list draws, read from its JSON without a model: who it is, and what was said of their coming
and going. `visit_summary` raises ValueError as those of summaries.py do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo

from msgspec import Struct

from app.models.entries import VisitorSnapshot
from app.models.objects.summaries import person_in
from app.models.values.json_fields import Fields, company_zone, id_in, list_under, object_of, object_under, text_in
from app.models.values.time_stamps import moment_in
from app.models.visit_events import Answer, Event, EventKind

_IS_IN = {"2", "checkedin"}
_IS_OUT = {"3", "checkedout"}
"""The API's numbers and words of a visit's status, folded."""


class VisitSummary(Struct, frozen=True):
    """`id` is date/meeting/visitor. `events` is everything that was said of the visit. Where a server tells no events,
    they are made of its status and its two times: the same always make the same events, so hearing it again adds
    nothing."""

    id: str
    person: VisitorSnapshot
    events: tuple[Event, ...]


def visit_summary(piece: bytes, zone: tzinfo = UTC, heard_at: datetime | None = None) -> VisitSummary:
    """`piece` is the visit's JSON; `heard_at` is when the server told it, aware of its zone. Raises ValueError."""
    return summary_of(object_of(piece, "visit"), zone, heard_at)


def summary_of(fields: Fields, zone: tzinfo = UTC, heard_at: datetime | None = None) -> VisitSummary:
    """The same out of the JSON's attributes."""
    zone = company_zone(fields) or zone
    visit = id_in(fields)
    visitor, host, meeting = (object_under(fields, name) for name in ("visitor", "visiting", "meeting"))
    who, whom = person_in(visitor), person_in(host)
    person = VisitorSnapshot(
        name=who.name,
        company=who.company,
        mobile=who.number,
        host=whom.name,
        host_number=whom.number,
        meeting=text_in(meeting, "title"),
    )
    return VisitSummary(visit, person, tuple(_events(fields, zone)) or tuple(_by_status(visit, fields, zone, heard_at)))


def _events(fields: Fields, zone: tzinfo) -> Iterator[Event]:
    """One that can't be read, such as a kind that a newer desk says, takes no other with it."""
    for one in list_under(fields, "events"):
        at = moment_in(one.get("at"), zone) if isinstance(one, dict) else None
        if at is None or not text_in(one, "id"):
            continue
        try:
            kind = EventKind(one.get("kind"))
        except ValueError:
            continue
        answers = tuple(_answers(one)) if "answers" in one else ()
        yield Event(
            id=text_in(one, "id"),
            kind=kind,
            at=at,
            undoes=text_in(one, "undoes"),
            desk=text_in(one, "desk"),
            answers=answers,
            note=text_in(one, "note"),
        )


def _answers(fields: Fields) -> Iterator[Answer]:
    for one in list_under(fields, "answers"):
        if isinstance(one, dict) and text_in(one, "question") and text_in(one, "answer"):
            yield Answer(text_in(one, "question"), text_in(one, "answer"))


def _by_status(visit: str, fields: Fields, zone: tzinfo, heard_at: datetime | None) -> Iterator[Event]:
    """Who is in and who left is what the times say, and where one lacks or can't be read, what the status says: the
    list of an evacuation misses nobody. That time is the one that was expected, else the beginning of the day, and none
    after the server told it."""
    status = _status(fields)
    came, left = moment_in(fields.get("arrivedAt"), zone), moment_in(fields.get("leftAt"), zone)
    if status & _IS_IN and came is None:
        came, left = _expected(visit, fields, zone, heard_at), None
    elif status & _IS_OUT:
        left = left or came or _expected(visit, fields, zone, heard_at)
        came = came or left
    for kind, at in ((EventKind.CHECK_IN, came), (EventKind.CHECK_OUT, left)):
        if at is not None:
            yield Event(f"{visit}/{kind.value}/{at.astimezone(UTC).isoformat()}", kind, at)


def _status(fields: Fields) -> set[str]:
    """The number and the word of the status, whether it is an object or one of the two."""
    status = object_under(fields, "status")
    words = (text_in(status, "id"), text_in(status, "value"), text_in(fields, "status"))
    return {"".join(filter(str.isalnum, word)).casefold() for word in words}


def _expected(visit: str, fields: Fields, zone: tzinfo, heard_at: datetime | None) -> datetime | None:
    try:
        day = date.fromisoformat(visit.partition("/")[0])
    except ValueError:
        day = None
    begins = datetime.combine(day, time(), zone).astimezone(UTC) if day else None
    expected = moment_in(fields.get("expectedAt"), zone) or begins
    return min(filter(None, (expected, heard_at)), default=None)
