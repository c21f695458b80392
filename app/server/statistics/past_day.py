"""The figures of a day as they stood at a moment, so that today, which isn't over, is compared with as much of another
day. Counted visit by visit: no day has many."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from msgspec.structs import replace
from sqlalchemy import Connection, select

from app.models.statistics.counting import CountedVisit, Now, as_it_stood, count
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.statistics import kept_visits, ticket_counts
from app.server.storage.tables.visits import visits


def past_day(
    connection: Connection, context: ServerContext, day: date, by: Collection[str], late: int, at: datetime
) -> Answer:
    """As `answer`, with what was known at `at`; of tickets only those that were opened and solved are of then."""
    zone = context.zone
    known = (day,) if day <= kept_visits.last_day(connection) else ()
    now = Now(at, at.astimezone(zone).date(), late)
    stood = [*as_it_stood(_visits(connection, day), at)]
    counted = count(Period(day, day), stood, known=known, now=now, zone=zone, by=by)
    if "tickets" not in by:
        return counted
    starts, ends = day_span(day, zone)
    until = min(ends, int(at.timestamp()) + 1)
    present = int(context.now().timestamp())
    return replace(counted, tickets=ticket_counts.figures(connection, starts, until, present))


def _visits(connection: Connection, day: date) -> list[CountedVisit]:
    column = visits.c
    told = (column.expected_at, column.came_at, column.left_at, column.walk_in, column.host_label, column.company_label)
    found = connection.execute(select(*told).where(column.day == day.isoformat()))
    return [CountedVisit(day, *row) for row in found]
