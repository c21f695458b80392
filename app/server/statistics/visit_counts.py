"""By what else than days visits are counted, in SQL: months from their counts, where these are there, and what lies
around them row by row. The month that goes on has its counts as far as yesterday."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period, whole_month
from app.server.storage.tables.visits import visit_counts, visits

_V, _KEPT = visits.c, visit_counts.c


class Kind(StrEnum):
    """By what visits are counted. The key of MONTH says until which day a month's counts are there. A stay is in whole
    minutes."""

    MONTH = "month"
    HOUR = "hour"
    CAME_HOUR = "came"
    HOST = "host"
    COMPANY = "company"
    STAY = "stay"


_KEYS: dict[Kind, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
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
}


class Count(NamedTuple):
    """Of one key; of all of a kind there are so many `keys`."""

    key: str
    label: str
    expected: int
    arrived: int
    keys: int


class Shares(NamedTuple):
    """The months of a period whose counts are there, as far as they are, and the other days."""

    months: list[str]
    rest: list[Period]


def shares(connection: Connection, period: Period) -> Shares:
    """What the period is counted from."""
    pieces = [*months_of(period)]
    kept = kept_until(connection, {name_of(month.first) for month in pieces})
    months: list[str] = []
    rest: list[Period] = []
    for month in pieces:
        name, first = name_of(month.first), month.first
        if first.day == 1 and name in kept and kept[name] <= month.last:
            months.append(name)
            first = kept[name] + ONE_DAY
        if first > month.last:
            continue
        if rest and rest[-1].last + ONE_DAY == first:
            first = rest.pop().first
        rest.append(Period(first, month.last))
    return Shares(months, rest)


def kept_until(connection: Connection, months: Collection[str]) -> dict[str, date]:
    """Until which day the counts of those of these months are there that have some."""
    columns = select(_KEPT.month, _KEPT.key).where(_KEPT.month.in_(months), _KEPT.kind == Kind.MONTH, _KEPT.key != "")
    return {row.month: date.fromisoformat(row.key) for row in connection.execute(columns)}


def counts(connection: Connection, kind: Kind, parts: Shares, most: int | None = None) -> list[Count]:
    """By key; with `most` only the largest ones, by who arrived, then by who was expected."""
    values: dict[str, Any] = {"months": parts.months}
    for number, period in enumerate(parts.rest):
        values |= {f"first_{number}": str(period.first), f"last_{number}": str(period.last)}
    found = connection.execute(_counting(kind, len(parts.rest), most), values)
    return [Count(row[0], row[1], *map(int, row[2:])) for row in found]


@cache
def _counting(kind: Kind, ranges: int, most: int | None) -> Select[Any]:
    """Made once: that takes longer than to count a day."""
    columns = (_KEPT[name] for name in ("key", "label", *_SUMS))
    kept = select(*columns).where(_KEPT.month.in_(bindparam("months", expanding=True)), _KEPT.kind == kind)
    each = (_V.day.between(bindparam(f"first_{number}"), bindparam(f"last_{number}")) for number in range(ranges))
    table = union_all(kept, grouped(kind, or_(*each))).subquery() if ranges else kept.subquery()
    sums = {name: func.sum(table.c[name]).label(name) for name in _SUMS}
    key = table.c.key
    found = select(key, func.max(table.c.label), *sums.values(), func.count().over()).group_by(key)
    if most is None:
        return found.order_by(key)
    return found.order_by(sums["arrived"].desc(), sums["expected"].desc(), key).limit(most)


def grouped(kind: Kind, where: ColumnElement[bool]) -> Select[Any]:
    """Key, label and sums of the visits for which `where` is true."""
    key, label = _KEYS[kind]
    sums = (value.label(name) for name, value in _SUMS.items())
    there = {Kind.CAME_HOUR: _V.came_at, Kind.STAY: _V.left_at}.get(kind)
    found = select(cast(key, String).label("key"), func.max(label).label("label"), *sums).where(where).group_by(key)
    return found if there is None else found.where(there.is_not(None))


def months_of(period: Period) -> Iterator[Period]:
    """The period, cut at the ends of months."""
    first = period.first
    while first <= period.last:
        last = min(period.last, whole_month(first).last)
        yield Period(first, last)
        first = last + ONE_DAY


def name_of(day: date) -> str:
    """The name of its month: 2026-03."""
    return day.isoformat()[:7]
