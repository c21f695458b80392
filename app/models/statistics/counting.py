"""The figures of visits, counted one by one: as this desk does it over the days that its own file has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.statistics.figures import Answer, Hour, Largest, Peak, Row, Step, VisitFigures
from app.models.statistics.period import Period
from app.models.text.folding import fold

MOST_ROWS = 50
"""Hosts, or companies, that are named."""


class CountedVisit(NamedTuple):
    """One visit, as `figures` defines it. Moments are in seconds since 1970; `came` and `left` are None where that
    isn't so. `walk_in`: they came without an invitation."""

    day: date
    expected: int
    came: int | None
    left: int | None
    walk_in: bool
    host: str
    company: str


class Now(Struct, frozen=True):
    """The present: `today` is the site's day; `late` are the seconds after which a visitor isn't in time."""

    moment: datetime
    today: date
    late: int


def count(period: Period, visits: Sequence[CountedVisit], *, known: Iterable[date], now: Now, zone: ZoneInfo) -> Answer:
    """Everything about the visits of the period. `known` are its days of which `visits` has all, and it has none of
    others; `zone` is the site's."""
    days = tuple(known)
    by_day = _rows((one.day.isoformat(), "", one) for one in visits)
    by_month = _rows((one.day.isoformat()[:7], "", one) for one in visits)
    there = frozenset(days)
    return Answer(
        period=period,
        at=now.moment,
        visits=_figures(visits, period, now),
        by_hour=_by_hour(visits, zone),
        on_site_over_day=_steps(visits) if period.length == 1 else (),
        by_day=tuple(by_day.get(day.isoformat(), Row(day.isoformat(), "", 0, 0)) for day in days),
        by_month=tuple(
            by_month.get(month, Row(month, "", 0, 0)) for month in dict.fromkeys(day.isoformat()[:7] for day in days)
        ),
        by_host=_largest((name_key(one.host), one.host, one) for one in visits),
        by_company=_largest((name_key(one.company), one.company, one) for one in visits),
        known=days,
        missing=tuple(day for day in period if day not in there),
    )


def name_key(name: str) -> str:
    """By what a host or a company is told from the others, in whichever spelling."""
    return " ".join(fold(name).split())


def stay_of(came: int, left: int) -> int:
    """How long somebody stayed, in whole minutes."""
    return max(0, left - came) // 60


def median_of(counts: Iterable[tuple[int, int]]) -> float | None:
    """The median of values of which each is there so many times, in their order; None for none."""
    ordered = [*counts]
    total, passed = sum(count for _, count in ordered), 0
    lower: int | None = None
    for value, count in ordered:
        passed += count
        if lower is None and 2 * passed >= total:
            lower = value
        if lower is not None and 2 * passed > total:
            return (lower + value) / 2
    return None


def _figures(visits: Sequence[CountedVisit], period: Period, now: Now) -> VisitFigures:
    moment = int(now.moment.timestamp())
    came = [one for one in visits if one.came is not None]
    delays = [one.came - one.expected for one in came if one.came is not None and not one.walk_in]
    stays = Counter(stay_of(one.came, one.left) for one in came if one.came is not None and one.left is not None)
    waited = [one for one in visits if one.came is None and one.day >= now.today]
    late = [one.expected for one in waited if one.day == now.today and one.expected + now.late <= moment]
    coming = [one.expected for one in waited if one.day > now.today or one.expected + now.late > moment]
    walk_ins = sum(one.walk_in for one in visits)
    median = median_of(sorted(stays.items()))
    has_today = now.today in period
    return VisitFigures(
        expected=len(visits) - walk_ins,
        arrived=len(came),
        walk_ins=walk_ins,
        no_shows=len(visits) - len(came) - len(waited),
        left=sum(one.left is not None for one in came),
        to_come=len(coming),
        on_site=sum(one.day == now.today and one.left is None for one in came) if has_today else None,
        late=len(late) if has_today else None,
        longest_late=moment - min(late) if late else None,
        next_expected=_utc(min(coming)) if has_today and coming else None,
        peak=_peak(came),
        median_stay=int(median * 60) if median is not None else None,
        mean_delay=sum(delays) / len(delays) if delays else None,
    )


def _by_hour(visits: Iterable[CountedVisit], zone: ZoneInfo) -> tuple[Hour, ...]:
    expected: Counter[int] = Counter()
    arrived: Counter[int] = Counter()
    for one in visits:
        if not one.walk_in:
            expected[_hour(one.expected, zone)] += 1
        if one.came is not None:
            arrived[_hour(one.came, zone)] += 1
    return tuple(Hour(hour, expected[hour], arrived[hour]) for hour in range(24))


def _hour(seconds: int, zone: ZoneInfo) -> int:
    return datetime.fromtimestamp(seconds, zone).hour


def _steps(visits: Iterable[CountedVisit]) -> tuple[Step, ...]:
    """How many are on site, from each moment at which that changes."""
    moves: Counter[int] = Counter()
    for one in visits:
        if one.came is not None:
            moves[one.came] += 1
            if one.left is not None:
                moves[one.left] -= 1
    present, steps = 0, []
    for moment, move in sorted(moves.items()):
        if move:
            present += move
            steps.append(Step(_utc(moment), present))
    return tuple(steps)


def _peak(came: Iterable[CountedVisit]) -> Peak | None:
    """Of all days."""
    by_day: defaultdict[date, list[CountedVisit]] = defaultdict(list)
    for one in came:
        by_day[one.day].append(one)
    peaks = [Peak(step.count, step.moment) for day in sorted(by_day) for step in _steps(by_day[day])]
    return max(peaks, key=lambda peak: peak.count, default=None)


def _rows(visits: Iterable[tuple[str, str, CountedVisit]]) -> dict[str, Row]:
    """By key, of visits with a key and a label each; of several spellings the last in their order is shown."""
    expected: Counter[str] = Counter()
    arrived: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for key, label, one in visits:
        expected[key] += not one.walk_in
        arrived[key] += one.came is not None
        labels[key] = max(labels.get(key, ""), label)
    return {key: Row(key, label, expected[key], arrived[key]) for key, label in labels.items()}


def _largest(visits: Iterable[tuple[str, str, CountedVisit]]) -> Largest:
    rows = sorted(_rows(visits).values(), key=lambda row: (-row.arrived, -row.expected, row.key))
    rest = rows[MOST_ROWS:]
    return Largest(
        tuple(rows[:MOST_ROWS]), len(rest), sum(row.expected for row in rest), sum(row.arrived for row in rest)
    )


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
