"""Single visits, also such that nobody expects any more: who came before a meeting was cancelled or moved, or before a
desk heard of that, stays in the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, and_, or_, select

from app.models.visit_events import Event
from app.server.bodies.wire import Document, day_span
from app.server.occurrences import Span
from app.server.storage.tables.meetings import former_occurrences, meetings, occurrences
from app.server.storage.tables.visits import events
from app.server.visits.visit import ServerVisit, VisitId, events_of, visits_of


def known_visit(connection: Connection, zone: ZoneInfo, visit: VisitId) -> ServerVisit | None:
    """The visit, when it is expected or anything was said of it. None when there is no such visit, and was none."""
    return next(known_visits(connection, zone, [visit]), None)


def known_visits(connection: Connection, zone: ZoneInfo, visits: Collection[VisitId]) -> Iterator[ServerVisit]:
    """Those of these visits that are expected or of which anything was said, in the same order. However many they are,
    the database is asked four times."""
    ids = {visit.meeting for visit in visits}
    columns = select(meetings.c.id, meetings.c.document, meetings.c.cancelled_visitors)
    rows = {row.id: row for row in connection.execute(columns.where(meetings.c.id.in_(ids)))}
    spans = _spans(connection, {(visit.meeting, visit.day) for visit in visits}, zone)
    heard = events_of(
        connection,
        events.c.day.in_({visit.day.isoformat() for visit in visits}),
        events.c.meeting.in_(ids),
        events.c.visitor.in_({visit.visitor for visit in visits}),
    )
    for visit in visits:
        row, span = rows.get(visit.meeting), spans.get((visit.meeting, visit.day))
        if row is not None and span is not None and (known := _known(row, span, visit, heard, zone)):
            yield known


def _known(
    row: Any, span: tuple[Span, bool], visit: VisitId, heard: dict[VisitId, list[Event]], zone: ZoneInfo
) -> ServerVisit | None:
    meeting, (times, stands), left_out = from_json(row.document), span, from_json(row.cancelled_visitors or b"[]")
    for visitors, expected in ((meeting["visitors"], stands), (left_out, False)):
        for known in visits_of(_at(meeting, times, zone) | {"visitors": visitors}, zone, visit.day, heard):
            if known.id == visit:
                return known if expected or known.events else None
    return None


def _at(meeting: Document, times: Span, zone: ZoneInfo) -> Document:
    starts, ends = (datetime.fromtimestamp(moment, zone).isoformat() for moment in times)
    return meeting | {"startAt": starts, "endAt": ends}


def _spans(
    connection: Connection, wanted: set[tuple[str, date]], zone: ZoneInfo
) -> dict[tuple[str, date], tuple[Span, bool]]:
    """When each meeting first takes place on its day, and whether it still does; without those of another day."""
    found: dict[tuple[str, date], tuple[Span, bool]] = {}
    for table in (occurrences, former_occurrences):
        on_day: defaultdict[date, list[str]] = defaultdict(list)
        for meeting, day in wanted - found.keys():
            on_day[day].append(meeting)
        if not on_day:
            break
        bounds = {day: day_span(day, zone) for day in on_day}
        near = (
            and_(table.c.meeting.in_(on_day[day]), table.c.starts_at < ends, table.c.ends_at > starts)
            for day, (starts, ends) in bounds.items()
        )
        times = select(table.c.meeting, table.c.starts_at, table.c.ends_at).where(or_(*near))
        for meeting, first, last in connection.execute(times.order_by(table.c.starts_at)):
            for day, (starts, ends) in bounds.items():
                if first < ends and last > starts and (meeting, day) in wanted:
                    found.setdefault((meeting, day), (Span(first, last), table is occurrences))
    return found
