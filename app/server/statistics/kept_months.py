"""The counts of months that are over, kept so that a page over years needn't look at each visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, func, insert, literal, null, select

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period
from app.server.context import ServerContext
from app.server.statistics import kept_visits
from app.server.statistics.presence import peaks
from app.server.statistics.visit_counts import Kind, grouped, kept_among, months_of, name_of, whole_month, within
from app.server.storage.tables import visit_counts as table
from app.server.storage.tables import visits

_COLUMNS = ("month", "kind", "key", "label", "expected", "arrived", "walk_ins", "departed", "delay", "peak", "peak_at")


def keep(context: ServerContext) -> None:
    """Counts the months that are over and whose counts aren't there, each in a transaction of its own; and sees to it
    that visits are kept far enough ahead. Raises what the database does."""
    today = context.now().astimezone(context.zone).date()
    with context.database.reading() as connection:
        is_settled = kept_visits.is_settled(connection, context.zone, today)
        lacking = [*_lacking(connection, today)]
    if not is_settled:
        with context.database.writing() as connection:
            kept_visits.settle(connection, context.zone, today)
    for month in lacking:
        with context.database.writing() as connection:
            _count(connection, month)


def _lacking(connection: Connection, today: date) -> list[Period]:
    first = connection.scalar(select(func.min(visits.c.day)))
    over = whole_month(today).first - ONE_DAY
    if first is None or date.fromisoformat(first) > over:
        return []
    months = [*months_of(Period(whole_month(date.fromisoformat(first)).first, over))]
    known = kept_among(connection, months)
    return [month for month in months if name_of(month.first) not in known]


def _count(connection: Connection, month: Period) -> None:
    """Unless another server did."""
    if kept_among(connection, [month]):
        return
    name = name_of(month.first)
    row: dict[str, Any] = {"month": name, "kind": Kind.MONTH, "key": name, "label": "", "peak": 0, "peak_at": None}
    row |= dict.fromkeys(("expected", "arrived", "walk_ins", "departed", "delay"), 0)
    connection.execute(insert(table).values(row))
    for kind in (Kind.HOUR, Kind.CAME_HOUR, Kind.HOST, Kind.COMPANY, Kind.STAY):
        counted = grouped(kind, within(month)).subquery()
        rows = select(literal(name), literal(kind.value), counted, literal(0), cast(null(), BigInteger))
        connection.execute(insert(table).from_select(_COLUMNS, rows))
    days, tops = grouped(Kind.DAY, within(month)).subquery(), peaks(within(month)).subquery()
    both = days.outerjoin(tops, tops.c.day == days.c.key)
    counted_days = select(
        literal(name), literal(Kind.DAY.value), *days.c, func.coalesce(tops.c.peak, 0), tops.c.at
    ).select_from(both)
    connection.execute(insert(table).from_select(_COLUMNS, counted_days))
