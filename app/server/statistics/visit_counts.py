"""Visits are counted in SQL: months that are over from their counts, where these are there, and what lies around them
row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period
from app.server.storage.tables import visit_counts, visits

_V, _KEPT = visits.c, visit_counts.c


class Kind(StrEnum):
    """By what visits are counted. MONTH says that a month's counts are there. A stay is in whole minutes."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    CAME_HOUR = "came"
    HOST = "host"
    COMPANY = "company"
    STAY = "stay"


_KEYS: dict[Kind, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    Kind.DAY: (_V.day, literal("")),
    Kind.HOUR: (_V.hour, literal("")),
    Kind.CAME_HOUR: (_V.came_hour, literal("")),
    Kind.HOST: (_V.host, _V.host_label),
    Kind.COMPANY: (_V.company, _V.company_label),
    Kind.STAY: ((_V.left_at - _V.came_at) // 60, literal("")),
}
"""What tells them apart, and its label."""

_SUMS: dict[str, ColumnElement[Any]] = {
    "expected": func.sum(case((_V.walk_in, 0), else_=1)),
    "arrived": func.count(_V.came_at),
    "walk_ins": func.sum(case((_V.walk_in, 1), else_=0)),
    "departed": func.count(_V.left_at),
    "delay": func.coalesce(func.sum(case((_V.walk_in, null()), else_=_V.came_at - _V.expected_at)), 0),
}


class Count(NamedTuple):
    """Of one key; of all of a kind there are so many `keys`. `delay` are the seconds that those who were expected came
    after that, all together."""

    key: str
    label: str
    expected: int
    arrived: int
    walk_ins: int
    departed: int
    delay: int
    keys: int


class Shares(NamedTuple):
    """The months of a period whose counts are there, and the other days."""

    months: list[str]
    rest: list[Period]

    @property
    def of_rest(self) -> ColumnElement[bool]:
        """Whether a visit is on one of the other days."""
        return or_(*(within(period) for period in self.rest))


def shares(connection: Connection, period: Period) -> Shares:
    """What the period is counted from."""
    pieces = [*months_of(period)]
    kept = kept_among(connection, pieces)
    months: list[str] = []
    rest: list[Period] = []
    for month in pieces:
        name = name_of(month.first)
        if name in kept and month == whole_month(month.first):
            months.append(name)
        elif rest and rest[-1].last + ONE_DAY == month.first:
            rest[-1] = Period(rest[-1].first, month.last)
        else:
            rest.append(month)
    return Shares(months, rest)


def kept_among(connection: Connection, months: list[Period]) -> set[str]:
    """The names of those of these months whose counts are there."""
    names = [name_of(month.first) for month in months]
    return set(connection.scalars(select(_KEPT.month).where(_KEPT.month.in_(names), _KEPT.kind == Kind.MONTH)))


def counts(connection: Connection, kind: Kind, parts: Shares, most: int | None = None) -> list[Count]:
    """By key; with `most` only the largest ones, by who arrived, then by who was expected."""
    table = _of_both(kind, parts)
    sums = {name: func.sum(table.c[name]).label(name) for name in _SUMS}
    key = table.c.key
    found = select(key, func.max(table.c.label), *sums.values(), func.count().over()).group_by(key)
    if most is None:
        found = found.order_by(key)
    else:
        found = found.order_by(sums["arrived"].desc(), sums["expected"].desc(), key).limit(most)
    return [Count(row[0], row[1], *map(int, row[2:])) for row in connection.execute(found)]


def grouped(kind: Kind, where: ColumnElement[bool]) -> Select[Any]:
    """Key, label and sums of the visits for which `where` is true."""
    key, label = _KEYS[kind]
    sums = (value.label(name) for name, value in _SUMS.items())
    there = {Kind.CAME_HOUR: _V.came_at, Kind.STAY: _V.left_at}.get(kind)
    found = select(cast(key, String).label("key"), func.max(label).label("label"), *sums).where(where).group_by(key)
    return found if there is None else found.where(there.is_not(None))


def within(period: Period) -> ColumnElement[bool]:
    """Whether a visit is on one of its days."""
    return _V.day.between(period.first.isoformat(), period.last.isoformat())


def months_of(period: Period) -> Iterator[Period]:
    """The period, cut at the ends of months."""
    first = period.first
    while first <= period.last:
        last = min(period.last, whole_month(first).last)
        yield Period(first, last)
        first = last + ONE_DAY


def whole_month(day: date) -> Period:
    """The month that a day is in."""
    first = day.replace(day=1)
    return Period(first, (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY)


def name_of(day: date) -> str:
    """The name of its month: 2026-03."""
    return day.isoformat()[:7]


def _of_both(kind: Kind, parts: Shares) -> Subquery:
    columns = (_KEPT[name] for name in ("key", "label", *_SUMS))
    kept = select(*columns).where(_KEPT.month.in_(parts.months), _KEPT.kind == kind)
    if not parts.rest:
        return kept.subquery()
    rest = grouped(kind, parts.of_rest)
    return union_all(kept, rest).subquery() if parts.months else rest.subquery()
