"""Visits: each visitor of a day's meetings, and how the visit stands after what the desks said of it.

A visit is no row of its own: who is expected comes from the meetings, who came from the events. Beside the attributes
of the vendor's page ours have `meeting`, {"id", "title"}, and `events`, [{"id", "kind", "at", "undoes", "desk"}]: all
that was ever said of this visit, so that each desk can put it together with what it has still to say itself.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, insert, select

from app.models.moments import expected_on
from app.models.objects.desk_vocabulary import VISIT_STATUSES
from app.models.text.folding import fold
from app.models.text.spellings import searchable
from app.models.visit_events import Event, EventKind, Stands, stands
from app.server import meetings, people
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import EventRequest, VisitListQuery
from app.server.bodies.wire import Document, day_span, local, written
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.storage.answers import Question, Topic, note
from app.server.storage.tables import events
from app.server.storage.tables import meetings as meeting_rows

EXPECTED, CHECKED_IN, CHECKED_OUT = VISIT_STATUSES

_APART = timedelta(days=1)
"""How far a desk's clock may be from the server's."""

_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


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


class ListedVisit(NamedTuple):
    """A visit in a day's list: when it is expected, in seconds since 1970, its status, what was said of it, what is
    searched in, and its JSON."""

    id: VisitId
    expected_at: float
    status: int
    events: list[Event]
    words: str
    document: bytes


class VisitsOfDay(NamedTuple):
    """A day's list in its order, and the same by the JSON of the meetings: when something changes, what is of other
    meetings is taken over."""

    listed: list[ListedVisit]
    by_meeting: dict[bytes, list[ListedVisit]]


def page(context: ServerContext, day: date, query: VisitListQuery) -> tuple[int, list[bytes]]:
    """How many visits of `day`, one of the site's calendar, pass the filters, and the JSON of those on the page that is
    asked for, by the time at which they are expected. The day is read once for all its pages and for all desks, until
    something changes in it. Raises Refusal 400 when its meetings are larger than an answer may be."""
    visits = context.answers.of(
        _question(context, day, query),
        lambda connection, before: _listed(connection, context.zone, day, before, came_alone=_came_alone(query)),
        size=lambda visits: sum(len(visit.document) for visit in visits.listed),
    )
    return _page(visits, query)


def page_at_once(context: ServerContext, day: date, query: VisitListQuery) -> tuple[int, list[bytes]] | None:
    """The same without waiting for the database; None when that can't be, or would take long because words are searched
    for."""
    visits = context.answers.at_once(_question(context, day, query))
    return None if visits is None or query.q else _page(visits, query)


def _came_alone(query: VisitListQuery) -> bool:
    """Whether only visitors who came are asked for: other meetings stay unread then."""
    return bool(query.status) and EXPECTED not in query.status


def _question(context: ServerContext, day: date, query: VisitListQuery) -> Question:
    kind = "came" if _came_alone(query) else "visits"
    return Question(kind, *day_span(day, context.zone), (Topic.MEETINGS, Topic.EVENTS))


def _page(visits: VisitsOfDay, query: VisitListQuery) -> tuple[int, list[bytes]]:
    words = fold(query.q).split()
    passing = [visit.document for visit in visits.listed if _passes(visit, query, words)]
    if query.sort == "desc":
        passing.reverse()
    first = (query.page - 1) * query.page_size
    return len(passing), passing[first : first + query.page_size]


def say(connection: Connection, context: ServerContext, visit: VisitId, request: EventRequest, key: str) -> bytes:
    """Keeps what is said of a visit and gives the visit's JSON as it stands after it.

    `key` becomes the event's id, a new one is made for ""; the same again changes nothing. Raises Refusal 410 for a
    visit that there isn't, since 404 tells a desk that a server has no such call; 400 when `at` is more than a
    day ahead of the server's clock, or more than a day behind it and before the day of the visit (a desk that was cut
    off for longer tells of what happened then); 422 when the key was used for something else.
    """
    now = context.now()
    if request.at > now + _APART:
        raise Refusal(400, "at is more than a day ahead of the server's clock")
    if request.at < now - _APART and request.at.timestamp() < day_span(visit.day, context.zone)[0]:
        raise Refusal(400, "at is before the day of the visit, and more than a day ago")
    identity = key or uuid.uuid4().hex
    whole = _KeyedEvent(visit=str(visit), event=request)
    once(connection, identity, whole, lambda: add(connection, context.zone, visit, request, identity))
    events_by_visit = _events_of(
        connection, visit.day, (events.c.meeting == visit.meeting) & (events.c.visitor == visit.visitor)
    )
    this_meeting = meeting_rows.c.id == visit.meeting
    for document in meetings.touching(connection, *day_span(visit.day, context.zone), this_meeting):
        for known in _visits(from_json(document), context.zone, visit.day, events_by_visit):
            if known.id == visit:
                return _written(known, context.zone)
    # the refusal leaves the caller's transaction, so nothing was kept, the key neither
    raise Refusal(410, f"No visitor {visit.visitor} is expected on {visit.day} for a meeting {visit.meeting}")


def add(connection: Connection, zone: ZoneInfo, visit: VisitId, request: EventRequest, identity: str) -> str:
    """Writes an event of a visit and gives its id; doesn't look whether there is such a visit. `zone` is the site's."""
    row = {
        "id": identity,
        "day": visit.day.isoformat(),
        "meeting": visit.meeting,
        "visitor": visit.visitor,
        "kind": request.kind.value,
        "happened_at": (request.at - _SINCE) // _MICROSECOND,
        "undoes": request.undoes,
        "desk": request.desk,
        "agrees": request.agrees_to_terms,
    }
    connection.execute(insert(events).values(row))
    note(connection, Topic.EVENTS, *day_span(visit.day, zone))
    return identity


class _KeyedEvent(BaseModel):
    """The request that an Idempotency-Key stands for: the event, and of which visit."""

    visit: str
    event: EventRequest


def _visits(
    meeting: Document, zone: ZoneInfo, day: date, events_by_visit: dict[VisitId, list[Event]]
) -> Iterator[ServerVisit]:
    """The visits of one meeting on `day`."""
    expected_at = _expected(meeting, day, zone)
    for visitor in meeting["visitors"]:
        identity = VisitId(day, meeting["id"], visitor["id"])
        heard = events_by_visit.get(identity, [])
        yield ServerVisit(identity, meeting, visitor, expected_at, heard, stands(heard))


def _events_of(connection: Connection, day: date, *only: ColumnElement[bool]) -> dict[VisitId, list[Event]]:
    """Everything that was said of the visits of `day`, as it happened; `only` narrows it down."""
    events_by_visit: defaultdict[VisitId, list[Event]] = defaultdict(list)
    of_day = select(events).where(events.c.day == day.isoformat(), *only)
    for row in connection.execute(of_day.order_by(events.c.happened_at, events.c.id)):
        at = _SINCE + row.happened_at * _MICROSECOND
        event = Event(id=row.id, kind=EventKind(row.kind), at=at, undoes=row.undoes, desk=row.desk, agrees=row.agrees)
        events_by_visit[VisitId(day, row.meeting, row.visitor)].append(event)
    return events_by_visit


def _expected(meeting: Document, day: date, zone: ZoneInfo) -> datetime:
    """When the visitors of a meeting are expected on `day`, in the site's zone."""
    begins, ends = (datetime.fromisoformat(meeting[name]) for name in ("startAt", "endAt"))
    return expected_on(day, begins, ends, zone).astimezone(zone)


def _listed(
    connection: Connection, zone: ZoneInfo, day: date, before: VisitsOfDay | None, *, came_alone: bool
) -> VisitsOfDay:
    """The visits of `day` by the time at which they are expected; with `came_alone` of those meetings of which anybody
    came. A meeting that takes place twice on one day is one visit. `before` is an older list of the same."""
    only: list[ColumnElement[bool]] = []
    if came_alone:
        only.append(meeting_rows.c.id.in_(select(events.c.meeting).where(events.c.day == day.isoformat())))
    heard = _events_of(connection, day)
    by_meeting: dict[bytes, list[ListedVisit]] = {}
    for document in meetings.touching(connection, *day_span(day, zone), *only):
        rows = before.by_meeting.get(document) if before else None
        if rows is None or any(row.events != heard.get(row.id, []) for row in rows):
            rows = [_row(visit, zone) for visit in _visits(from_json(document), zone, day, heard)]
        by_meeting[document] = rows
    first_of_each: dict[VisitId, ListedVisit] = {}
    for rows in by_meeting.values():
        for row in rows:
            first_of_each.setdefault(row.id, row)
    return VisitsOfDay(sorted(first_of_each.values(), key=lambda row: row.expected_at), by_meeting)


def _row(visit: ServerVisit, zone: ZoneInfo) -> ListedVisit:
    return ListedVisit(
        visit.id, visit.expected_at.timestamp(), visit.status, visit.events, _words(visit), _written(visit, zone)
    )


def _words(visit: ServerVisit) -> str:
    visitor, meeting = visit.visitor, visit.meeting
    names = (people.name_of(visitor), visitor["companyName"], people.name_of(meeting["host"]), meeting["title"])
    return "\n".join(names)


def _passes(visit: ListedVisit, query: VisitListQuery, words: list[str]) -> bool:
    """Whether the visit has a status that is asked for, and all of `words`, which are folded."""
    if query.status and visit.status not in query.status and not (query.with_events and visit.events):
        return False
    if not words:
        return True
    searched = searchable(visit.words)
    return all(word in searched for word in words)


def _written(visit: ServerVisit, zone: ZoneInfo) -> bytes:
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
        "meeting": {"id": visit.meeting["id"], "title": visit.meeting["title"]},
        "events": [_event_document(event, zone) for event in visit.events],
    }
    return written(document)


def _agrees(heard: list[Event]) -> bool:
    """Whether the visitor signed the terms with a check-in that nobody took back."""
    undone = {event.undoes for event in heard}
    return any(event.agrees and event.id not in undone for event in heard)


def _event_document(event: Event, zone: ZoneInfo) -> Document:
    return {
        "id": event.id,
        "kind": event.kind.value,
        "at": event.at.astimezone(zone).isoformat(),
        "undoes": event.undoes or None,
        "desk": event.desk or None,
    }
