"""The visits of each day, counted in SQL: days that are over from their counts, where these are there, and the others
row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, null, or_, select

from app.models.moments import ONE_DAY
from app.models.statistics.counting import Stay, peak_of
from app.models.statistics.period import Period
from app.server.storage.tables.visits import visit_days, visits

_V = visits.c


class DayCount(NamedTuple):
    """`delay` are the seconds that those who were expected came after that, all together. `peak` is the most who were
    on site at once, and since when at first, in seconds since 1970."""

    day: str
    expected: int
    arrived: int
    walk_ins: int
    departed: int
    delay: int
    peak: int
    peak_at: int | None


def of_days(connection: Connection, period: Period) -> list[DayCount]:
    """In order; days without a visit may lack."""
    columns = (visit_days.c[name] for name in DayCount._fields)
    kept = select(*columns).where(visit_days.c.day.between(str(period.first), str(period.last)))
    found = [DayCount(*row) for row in connection.execute(kept)]
    rest = [*ranges(period, {one.day for one in found})]
    return sorted([*found, *counted(connection, rest)])


def counted(connection: Connection, rest: list[Period]) -> list[DayCount]:
    """The days of these periods that have a visit, row by row."""
    if not rest:
        return []
    where = or_(*map(within, rest))
    sums = select(
        _V.day,
        func.sum(case((_V.walk_in, 0), else_=1)),
        func.count(_V.came_at),
        func.sum(case((_V.walk_in, 1), else_=0)),
        func.count(_V.left_at),
        func.coalesce(func.sum(case((_V.walk_in, null()), else_=_V.came_at - _V.expected_at)), 0),
    )
    stays = stays_of(connection, where)
    return [
        DayCount(day, *map(int, counts), *(peak_of(stays[day]) or (0, None)))
        for day, *counts in connection.execute(sums.where(where).group_by(_V.day))
    ]


def stays_of(connection: Connection, where: ColumnElement[bool]) -> defaultdict[str, list[Stay]]:
    """From when to when the visitors were there, by their days."""
    stays: defaultdict[str, list[Stay]] = defaultdict(list)
    came = select(_V.day, _V.came_at, _V.left_at).where(and_(where, _V.came_at.is_not(None)))
    for day, came_at, left_at in connection.execute(came):
        stays[day].append((came_at, left_at))
    return stays


def ranges(period: Period, but: set[str]) -> Iterator[Period]:
    """The days of the period but for these, those together that follow each other."""
    first: date | None = None
    for day in period:
        if str(day) not in but:
            first = first or day
        elif first:
            yield Period(first, day - ONE_DAY)
            first = None
    if first:
        yield Period(first, period.last)


def within(period: Period) -> ColumnElement[bool]:
    """Whether a visit is on one of its days."""
    return _V.day.between(str(period.first), str(period.last))
