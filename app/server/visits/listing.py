"""The visits of a day: filtered, in pages, and read once for all desks until something changes in it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, select

from app.models.text.folding import fold
from app.models.text.spellings import searchable
from app.models.visit_events import Event
from app.server import meetings, people
from app.server.bodies.queries import VisitListQuery
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.storage.answers import Question
from app.server.storage.changes import Kind
from app.server.storage.tables.meetings import meetings as meeting_rows
from app.server.storage.tables.visits import events
from app.server.visits.single import known_visits
from app.server.visits.visit import EXPECTED, ServerVisit, VisitId, as_json, events_of, visits_of


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
    return Question(kind, *day_span(day, context.zone), (Kind.MEETING, Kind.VISIT))


def _page(visits: VisitsOfDay, query: VisitListQuery) -> tuple[int, list[bytes]]:
    words = fold(query.q).split()
    passing = [visit.document for visit in visits.listed if _passes(visit, query, words)]
    if query.sort == "desc":
        passing.reverse()
    first = (query.page - 1) * query.page_size
    return len(passing), passing[first : first + query.page_size]


def _listed(
    connection: Connection, zone: ZoneInfo, day: date, before: VisitsOfDay | None, *, came_alone: bool
) -> VisitsOfDay:
    """The visits of `day` by the time at which they are expected; with `came_alone` of those meetings of which anybody
    came. A meeting that takes place twice on one day is one visit. `before` is an older list of the same."""
    only: list[ColumnElement[bool]] = []
    if came_alone:
        only.append(meeting_rows.c.id.in_(select(events.c.meeting).where(events.c.day == day.isoformat())))
    heard = events_of(connection, events.c.day == day.isoformat())
    by_meeting: dict[bytes, list[ListedVisit]] = {}
    for document in meetings.touching(connection, *day_span(day, zone), *only):
        rows = before.by_meeting.get(document) if before else None
        if rows is None or any(row.events != heard.get(row.id, []) for row in rows):
            rows = [_row(visit, zone) for visit in visits_of(from_json(document), zone, day, heard)]
        by_meeting[document] = rows
    first_of_each: dict[VisitId, ListedVisit] = {}
    for rows in by_meeting.values():
        for row in rows:
            first_of_each.setdefault(row.id, row)
    if gone := sorted(heard.keys() - first_of_each.keys()):  # who came, and isn't expected any more
        for visit in known_visits(connection, zone, gone):
            first_of_each[visit.id] = _row(visit, zone)
    return VisitsOfDay(sorted(first_of_each.values(), key=lambda row: row.expected_at), by_meeting)


def _row(visit: ServerVisit, zone: ZoneInfo) -> ListedVisit:
    return ListedVisit(
        visit.id, visit.expected_at.timestamp(), visit.status, visit.events, _words(visit), as_json(visit, zone)
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
