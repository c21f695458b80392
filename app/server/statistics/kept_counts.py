"""The counts of days that are over and of their months, kept so that a page over years needn't look at each visit."""

from __future__ import annotations

from datetime import date
from threading import Event

from sqlalchemy import Connection, delete, func, insert, literal, select

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period, whole_month
from app.server.context import ServerContext
from app.server.statistics import kept_visits
from app.server.statistics.days import DayCount, counted, within
from app.server.statistics.visit_counts import Kind, grouped, kept_until, months_of, name_of
from app.server.storage.tables.visits import visit_counts, visit_days, visits


def keep(context: ServerContext, ended: Event | None = None) -> None:
    """Counts the days that are over, and their months, where the counts aren't there, a month in each transaction,
    until all are or it is `ended`; and sees to it that visits are kept far enough ahead. Raises what the database
    does."""
    today = context.now().astimezone(context.zone).date()
    with context.database.reading() as connection:
        is_settled = kept_visits.is_settled(connection, context.zone, today)
        lacking = _lacking(connection, today)
    if not is_settled:
        with context.database.writing() as connection:
            kept_visits.settle(connection, context.zone, today)
    for month in lacking:
        if ended and ended.is_set():
            return
        with context.database.writing() as connection:
            _count(connection, month)


def _lacking(connection: Connection, today: date) -> list[Period]:
    """The months until yesterday, the last one as far as that, of which something lacks."""
    first = connection.scalar(select(func.min(visits.c.day)))
    yesterday = today - ONE_DAY
    if first is None or date.fromisoformat(first) > yesterday:
        return []
    months = [*months_of(Period(whole_month(date.fromisoformat(first)).first, yesterday))]
    kept, name = kept_until(connection, {name_of(month.first) for month in months}), func.substr(visit_days.c.day, 1, 7)
    days = {row[0]: row[1] for row in connection.execute(select(name, func.count()).group_by(name))}
    return [
        month
        for month in months
        if kept.get(name_of(month.first)) != month.last or days.get(name_of(month.first), 0) < month.length
    ]


def _count(connection: Connection, month: Period) -> None:
    """What lacks of it: another server may have counted some."""
    of_month = visit_days.c.day.between(str(month.first), str(month.last))
    known = set(connection.scalars(select(visit_days.c.day).where(of_month)))
    there = {one.day: one for one in counted(connection, [month])} if len(known) < month.length else {}
    rows = [
        (there.get(str(day)) or DayCount(str(day), 0, 0, 0, 0, 0, 0, None))._asdict()
        for day in month
        if str(day) not in known
    ]
    if rows:
        connection.execute(insert(visit_days), rows)
    name = name_of(month.first)
    if kept_until(connection, [name]).get(name) == month.last:
        return
    connection.execute(delete(visit_counts).where(visit_counts.c.month == name))
    marker = {"month": name, "kind": Kind.MONTH, "key": str(month.last), "label": "", "expected": 0, "arrived": 0}
    connection.execute(insert(visit_counts).values(marker))
    for kind in (Kind.HOUR, Kind.CAME_HOUR, Kind.HOST, Kind.COMPANY, Kind.STAY):
        sums = select(literal(name), literal(kind.value), grouped(kind, within(month)).subquery())
        connection.execute(insert(visit_counts).from_select([*marker], sums))
