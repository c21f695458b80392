"""A visit: a visitor of one day of a meeting, and how it stands after what the desks said of it.

A visit is no row of its own: who is expected comes from the meetings, who came from the events. Beside the attributes
of the vendor's page ours have `meeting`, {"id", "title", "walkIn"}, and `events`, [{"id", "kind", "at", "undoes",
"desk"}], those with which a visitor answered something also with `answers`, [{"question", "answer"}], and those with a
`note` with it: all that was ever said of this visit, so that each desk can put it together with what it has still to
say itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, select

from app.models.moments import expected_on
from app.models.objects.desk_vocabulary import VISIT_STATUSES, walks_in
from app.models.visit_events import Answer, Event, EventKind, Stands, stands, taken_back
from app.server.bodies.wire import Document, local, written
from app.server.storage.tables.visits import events

EXPECTED, CHECKED_IN, CHECKED_OUT = VISIT_STATUSES

SINCE = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
"""Moments of events are kept as so many since then."""


class VisitId(NamedTuple):
    """`day` is in the site's calendar."""

    day: date
    meeting: str
    visitor: str

    def __str__(self) -> str:
        return f"{self.day}/{self.meeting}/{self.visitor}"


@dataclass(frozen=True, slots=True)
class ServerVisit:
    """What a visit's JSON is made of: making thousands of these costs little, while thousands of JSON objects don't.
    `meeting` and `visitor` are JSON objects; `expected_at` is in the site's zone."""

    id: VisitId
    meeting: Document
    visitor: Document
    expected_at: datetime
    events: list[Event]
    stands: Stands

    @property
    def status(self) -> int:
        """A number of VISIT_STATUSES."""
        if self.stands.on_site:
            return CHECKED_IN
        return CHECKED_OUT if self.stands.left else EXPECTED


def visits_of(
    meeting: Document, zone: ZoneInfo, day: date, events_by_visit: dict[VisitId, list[Event]]
) -> Iterator[ServerVisit]:
    """The visits of one meeting on `day`."""
    expected_at = _expected(meeting, day, zone)
    for visitor in meeting["visitors"]:
        identity = VisitId(day, meeting["id"], visitor["id"])
        heard = events_by_visit.get(identity, [])
        yield ServerVisit(identity, meeting, visitor, expected_at, heard, stands(heard))


def events_of(connection: Connection, *only: ColumnElement[bool]) -> dict[VisitId, list[Event]]:
    """Everything that was said of visits, as it happened; `only` says of which, by the table's columns."""
    events_by_visit: defaultdict[VisitId, list[Event]] = defaultdict(list)
    for row in connection.execute(select(events).where(*only).order_by(events.c.happened_at, events.c.id)):
        at = SINCE + row.happened_at * MICROSECOND
        event = Event(
            id=row.id,
            kind=EventKind(row.kind),
            at=at,
            undoes=row.undoes,
            desk=row.desk,
            agrees=row.agrees,
            answers=tuple(Answer(**one) for one in from_json(row.answers)) if row.answers else (),
            note=row.note,
        )
        events_by_visit[VisitId(date.fromisoformat(row.day), row.meeting, row.visitor)].append(event)
    return events_by_visit


def _expected(meeting: Document, day: date, zone: ZoneInfo) -> datetime:
    """When the visitors of a meeting are expected on `day`, in the site's zone."""
    begins, ends = (datetime.fromisoformat(meeting[name]) for name in ("startAt", "endAt"))
    return expected_on(day, begins, ends, zone).astimezone(zone)


def as_json(visit: ServerVisit, zone: ZoneInfo) -> bytes:
    """The visit as it is listed."""

    def clock(moment: datetime | None) -> str | None:
        return local(moment, zone) if moment else None

    document: Document = {
        "object": "visit",
        "id": str(visit.id),
        "visitor": visit.visitor,
        "visiting": visit.meeting["host"],
        "status": {"object": "status", "id": visit.status, "value": VISIT_STATUSES[visit.status]},
        "partOfGroup": int(len(visit.meeting["visitors"]) > 1),
        "expectedAt": clock(visit.expected_at),
        "leavingAt": clock(datetime.fromisoformat(visit.meeting["endAt"])),
        "arrivedAt": clock(visit.stands.arrived_at),
        "leftAt": clock(visit.stands.left_at),
        "agreesToTerms": int(_agrees(visit.events)),
        "meeting": {
            "id": visit.meeting["id"],
            "title": visit.meeting["title"],
            "walkIn": walks_in(visit.meeting),
        },
        "events": [_event_document(event, zone) for event in visit.events],
    }
    return written(document)


def _agrees(heard: list[Event]) -> bool:
    """Whether the visitor signed the terms with a check-in that nobody took back."""
    gone = taken_back(heard)
    return any(event.agrees and event.id not in gone for event in heard)


def _event_document(event: Event, zone: ZoneInfo) -> Document:
    document: Document = {
        "id": event.id,
        "kind": event.kind.value,
        "at": event.at.astimezone(zone).isoformat(),
        "undoes": event.undoes or None,
        "desk": event.desk or None,
    }
    if event.answers:
        document["answers"] = [_answer_document(one) for one in event.answers]
    if event.note:
        document["note"] = event.note
    return document


def _answer_document(answer: Answer) -> Document:
    return {"question": answer.question, "answer": answer.answer}
