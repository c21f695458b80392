"""The visits that a figure counts, page by page: picked out of the rows that are counted, so that a list has as many as
the figure says, and read whole for one page alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from app.models.statistics.counting import name_key
from app.models.statistics.period import Period
from app.models.visits.visit_filter import Which
from app.server.bodies.queries import PeriodVisitsQuery
from app.server.context import ServerContext
from app.server.statistics import kept_visits
from app.server.statistics.days import within
from app.server.statistics.standing import Present, standing
from app.server.storage.tables.visits import visits
from app.server.visits.single import known_visits
from app.server.visits.visit import VisitId, as_json

_V = visits.c


def page(connection: Connection, context: ServerContext, query: PeriodVisitsQuery) -> tuple[int, list[bytes]]:
    """How many visits of the period the filters let through, and the JSON of those on the page that is asked for, by
    the time at which they are expected."""
    where = and_(*_passing(connection, context, query))
    total = connection.scalar(select(func.count()).select_from(visits).where(where)) or 0
    expected = {
        VisitId(date.fromisoformat(row.day), row.meeting, row.visitor): row.expected_at
        for row in _rows(connection, where, total, query)
    }
    zone = context.zone
    return total, [
        as_json(replace(visit, expected_at=datetime.fromtimestamp(expected[visit.id], zone)), zone)
        for visit in known_visits(connection, zone, [*expected])
    ]


def _rows(connection: Connection, where: ColumnElement[bool], total: int, query: PeriodVisitsQuery) -> list[Any]:
    """Those of the page, out of `total`; of the second half they are looked for from the end, which is nearer."""
    before = (query.page - 1) * query.page_size
    many = min(query.page_size, total - before)
    if many <= 0:
        return []
    order = (_V.day, _V.expected_at, _V.meeting, _V.visitor)
    found = select(*order).where(where).limit(many)
    if before <= total // 2:
        return [*connection.execute(found.order_by(*order).offset(before))]
    backwards = found.order_by(*(column.desc() for column in order)).offset(total - before - many)
    return [*connection.execute(backwards)][::-1]


def _passing(connection: Connection, context: ServerContext, query: PeriodVisitsQuery) -> list[ColumnElement[bool]]:
    now = context.now().astimezone(context.zone)
    present = Present(now.date(), int(now.timestamp()), 60 * query.late)
    counted = Period(query.first, min(query.last, kept_visits.last_day(connection)))
    passing = [within(counted), standing(query.which, present)]
    if query.hour is not None:
        passing.append((_V.came_hour if query.which is Which.ARRIVED else _V.hour) == query.hour)
    if query.at is not None:
        at = int(query.at.timestamp())
        passing += [_V.came_at <= at, or_(_V.left_at.is_(None), _V.left_at > at)]
    if query.host or query.without_host:
        passing.append(_V.host == name_key(query.host))
    if query.company or query.without_company:
        passing.append(_V.company == name_key(query.company))
    return passing
