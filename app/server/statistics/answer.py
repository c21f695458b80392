"""The figures of a period, put together from counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, select

from app.models.statistics.counting import MOST_ROWS, by_month, median_of, steps_of
from app.models.statistics.figures import Answer, Hour, Largest, Peak, Row, Step, VisitFigures
from app.models.statistics.period import Period
from app.models.visits.visit_filter import Which
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.statistics import kept_visits, ticket_counts
from app.server.statistics.days import DayCount, of_days, stays_of, within
from app.server.statistics.standing import Present, standing
from app.server.statistics.visit_counts import Kind, Shares, counts, shares
from app.server.storage.tables.visits import visits


def answer(connection: Connection, context: ServerContext, period: Period, by: Collection[str], late: int) -> Answer:
    """The figures of the period, in those parts of BY that are asked for. A visitor is late after so many seconds."""
    now = context.now().astimezone(context.zone)
    seconds = int(now.timestamp())
    last = kept_visits.last_day(connection)
    known = tuple(day for day in period if day <= last)
    counted = Period(period.first, min(period.last, last))
    parts = shares(connection, counted)
    by_day = of_days(connection, counted)
    waiting = _waiting(connection, counted, Present(now.date(), seconds, late))
    figures = _figures(connection, period, parts, by_day, waiting, now)
    starts, ends = day_span(period.first, context.zone)[0], day_span(period.last, context.zone)[1]
    days = _by_day(by_day, known)
    return Answer(
        period=period,
        at=now.astimezone(UTC),
        visits=figures,
        by_hour=_by_hour(connection, parts) if "hour" in by else (),
        on_site_over_day=_steps(connection, period) if period.length == 1 else (),
        by_day=days if "day" in by else (),
        by_month=by_month(days) if "month" in by else (),
        by_host=_largest(connection, Kind.HOST, parts, figures) if "host" in by else Largest(),
        by_company=_largest(connection, Kind.COMPANY, parts, figures) if "company" in by else Largest(),
        tickets=ticket_counts.figures(connection, starts, ends, seconds) if "tickets" in by else None,
        known=known,
        missing=tuple(day for day in period if day > last),
    )


class _Waiting(NamedTuple):
    """Of today and later days: who is on site today, who is late and who is to come; when the first of the late ones
    was expected, and when the next one is."""

    on_site: int
    late: int
    to_come: int
    first_late: int | None
    next_expected: int | None


def _waiting(connection: Connection, period: Period, now: Present) -> _Waiting:
    column = visits.c
    on_site, late, to_come = (standing(which, now) for which in (Which.ON_SITE, Which.LATE, Which.TO_COME))
    sums = select(
        func.count(case((on_site, 1))),
        func.count(case((late, 1))),
        func.count(case((to_come, 1))),
        func.min(case((late, column.expected_at))),
        func.min(case((and_(to_come, column.expected_at > now.seconds), column.expected_at))),
    ).where(within(Period(max(now.today, period.first), period.last)))
    return _Waiting(*connection.execute(sums).one())


def _figures(
    connection: Connection, period: Period, parts: Shares, days: list[DayCount], waiting: _Waiting, now: datetime
) -> VisitFigures:
    expected, arrived, walk_ins, left, delay = (
        sum(map(attrgetter(name), days)) for name in ("expected", "arrived", "walk_ins", "departed", "delay")
    )
    has_today = now.date() in period
    stays = sorted((int(one.key), one.arrived) for one in counts(connection, Kind.STAY, parts))
    median = median_of(stays)
    return VisitFigures(
        expected=expected,
        arrived=arrived,
        walk_ins=walk_ins,
        no_shows=expected + walk_ins - arrived - waiting.late - waiting.to_come,
        left=left,
        to_come=waiting.to_come,
        on_site=waiting.on_site if has_today else None,
        late=waiting.late if has_today else None,
        longest_late=int(now.timestamp()) - waiting.first_late if waiting.first_late is not None else None,
        next_expected=_utc(waiting.next_expected) if has_today and waiting.next_expected is not None else None,
        peak=_peak(days),
        median_stay=int(median * 60) if median is not None else None,
        mean_delay=delay / (arrived - walk_ins) if arrived > walk_ins else None,
    )


def _peak(days: list[DayCount]) -> Peak | None:
    best = max(days, key=lambda one: one.peak, default=None)
    return Peak(best.peak, _utc(best.peak_at)) if best and best.peak_at is not None else None


def _steps(connection: Connection, day: Period) -> tuple[Step, ...]:
    return steps_of(stay for stays in stays_of(connection, within(day)).values() for stay in stays)


def _by_hour(connection: Connection, parts: Shares) -> tuple[Hour, ...]:
    expected = {one.key: one.expected for one in counts(connection, Kind.HOUR, parts)}
    arrived = {one.key: one.arrived for one in counts(connection, Kind.CAME_HOUR, parts)}
    return tuple(Hour(hour, expected.get(str(hour), 0), arrived.get(str(hour), 0)) for hour in range(24))


def _by_day(counted: list[DayCount], known: tuple[date, ...]) -> tuple[Row, ...]:
    there = {one.day: Row(one.day, "", one.expected, one.arrived) for one in counted}
    return tuple(there.get(str(day)) or Row(str(day), "", 0, 0) for day in known)


def _largest(connection: Connection, kind: Kind, parts: Shares, all_of_them: VisitFigures) -> Largest:
    found = counts(connection, kind, parts, MOST_ROWS)
    rows = tuple(Row(one.key, one.label, one.expected, one.arrived) for one in found)
    return Largest(
        rows,
        found[0].keys - len(rows) if found else 0,
        all_of_them.expected - sum(row.expected for row in rows),
        all_of_them.arrived - sum(row.arrived for row in rows),
    )


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
