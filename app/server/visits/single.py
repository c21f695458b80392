"""One visit, also one that nobody expects any more: who came before a meeting was cancelled or moved, or before a desk
heard of that, stays in the lists."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, select

from app.server.bodies.wire import Document, day_span
from app.server.occurrences import Span
from app.server.storage.tables.meetings import former_occurrences, meetings, occurrences
from app.server.storage.tables.visits import events
from app.server.visits.visit import ServerVisit, VisitId, events_of, visits_of


def known_visit(connection: Connection, zone: ZoneInfo, visit: VisitId) -> ServerVisit | None:
    """The visit, when it is expected or anything was said of it. None when there is no such visit, and was none."""
    columns = select(meetings.c.document, meetings.c.cancelled_visitors).where(meetings.c.id == visit.meeting)
    row = connection.execute(columns).one_or_none()
    span = _span(connection, visit, zone)
    if row is None or span is None:
        return None
    meeting = from_json(row.document)
    (times, stands), left_out = span, from_json(row.cancelled_visitors or b"[]")
    this_visit = (events.c.meeting == visit.meeting) & (events.c.visitor == visit.visitor)
    heard = events_of(connection, visit.day, this_visit)
    for visitors, expected in ((meeting["visitors"], stands), (left_out, False)):
        for known in visits_of(_at(meeting, times, zone) | {"visitors": visitors}, zone, visit.day, heard):
            if known.id == visit:
                return known if expected or known.events else None
    return None


def _at(meeting: Document, times: Span, zone: ZoneInfo) -> Document:
    starts, ends = (datetime.fromtimestamp(moment, zone).isoformat() for moment in times)
    return meeting | {"startAt": starts, "endAt": ends}


def _span(connection: Connection, visit: VisitId, zone: ZoneInfo) -> tuple[Span, bool] | None:
    """When the meeting takes place on the day of the visit, and whether it still does; None for another day."""
    starts, ends = day_span(visit.day, zone)
    for table in (occurrences, former_occurrences):
        near = (table.c.meeting == visit.meeting) & (table.c.starts_at < ends) & (table.c.ends_at > starts)
        times = select(table.c.starts_at, table.c.ends_at).where(near).order_by(table.c.starts_at).limit(1)
        if row := connection.execute(times).one_or_none():
            return Span(*row), table is occurrences
    return None
