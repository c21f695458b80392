"""The figures of visits, counted one by one: as this desk does it over the days that its own file has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from app.models.statistics.figures import BY, Answer, Hour, Largest, Peak, Row, Step, VisitFigures
from app.models.statistics.period import Period
from app.models.text.folding import fold

MOST_ROWS = 50
"""Hosts, or companies, that are named."""

_QUARTER = 15 * 60


class CountedVisit(Struct, frozen=True, gc=False):
    """One visit, as `figures` defines it. Moments are in seconds since 1970; `came` and `left` are None where that
    isn't so. `walk_in`: they came without an invitation."""

    day: date
    expected: int
    came: int | None
    left: int | None
    walk_in: bool
    host: str
    company: str


Stay = tuple[int, int | None]
"""When somebody came, and when they left, if they did: in seconds since 1970."""


class Now(Struct, frozen=True):
    """The present: `today` is the site's day; `late` are the seconds after which a visitor isn't in time."""

    moment: datetime
    today: date
    late: int


def as_it_stood(visits: Iterable[CountedVisit], moment: datetime) -> Iterator[CountedVisit]:
    """The visits as they were at that moment, in UTC. Whoever came later was expected until then, and who walked in
    later wasn't there at all."""
    until = int(moment.timestamp())
    for one in visits:
        came = one.came if one.came is not None and one.came <= until else None
        left = one.left if came is not None and one.left is not None and one.left <= until else None
        if came is not None or not one.walk_in:
            yield replace(one, came=came, left=left)


def count(
    period: Period,
    visits: Sequence[CountedVisit],
    *,
    known: Iterable[date],
    now: Now,
    zone: ZoneInfo,
    by: Collection[str] = BY,
) -> Answer:
    """The figures of the visits of the period, and those parts of BY that are asked for. `known` are its days of which
    `visits` has all, and it has none of others; `zone` is the site's."""
    days = tuple(known)
    came = [one for one in visits if one.came is not None]
    invited = [one for one in visits if not one.walk_in]
    by_day = _by_day(Counter(one.day for one in invited), Counter(one.day for one in came), days)
    there = frozenset(days)
    return Answer(
        period=period,
        at=now.moment,
        visits=_figures(visits, came, period, now),
        by_hour=_by_hour(invited, came, zone) if "hour" in by else (),
        on_site_over_day=steps_of((one.came, one.left) for one in came if one.came is not None)
        if period.length == 1
        else (),
        by_day=by_day if "day" in by else (),
        by_month=by_month(by_day) if "month" in by else (),
        by_host=_largest(Counter(one.host for one in invited), Counter(one.host for one in came))
        if "host" in by
        else Largest(),
        by_company=_largest(Counter(one.company for one in invited), Counter(one.company for one in came))
        if "company" in by
        else Largest(),
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


def _figures(visits: Sequence[CountedVisit], came: Sequence[CountedVisit], period: Period, now: Now) -> VisitFigures:
    moment = int(now.moment.timestamp())
    delays = [one.came - one.expected for one in came if one.came is not None and not one.walk_in]
    stays = Counter(stay_of(one.came, one.left) for one in came if one.came is not None and one.left is not None)
    waited = [one for one in visits if one.came is None and one.day >= now.today]
    late = [one.expected for one in waited if one.day == now.today and one.expected + now.late <= moment]
    coming = [one.expected for one in waited if one.day > now.today or one.expected + now.late > moment]
    ahead = [expected for expected in coming if expected > moment]
    walk_ins = sum(one.walk_in for one in visits)
    median = median_of(sorted(stays.items()))
    has_today = now.today in period
    return VisitFigures(
        expected=len(visits) - walk_ins,
        arrived=len(came),
        walk_ins=walk_ins,
        no_shows=len(visits) - len(came) - len(waited),
        left=stays.total(),
        to_come=len(coming),
        on_site=sum(one.day == now.today and one.left is None for one in came) if has_today else None,
        late=len(late) if has_today else None,
        longest_late=moment - min(late) if late else None,
        next_expected=_utc(min(ahead)) if has_today and ahead else None,
        peak=_peak(came),
        median_stay=int(median * 60) if median is not None else None,
        mean_delay=sum(delays) / len(delays) if delays else None,
    )


def _by_hour(invited: Iterable[CountedVisit], came: Iterable[CountedVisit], zone: ZoneInfo) -> tuple[Hour, ...]:
    expected = _hours((one.expected for one in invited), zone)
    arrived = _hours((one.came for one in came if one.came is not None), zone)
    return tuple(Hour(hour, expected[hour], arrived[hour]) for hour in range(24))


def _hours(moments: Iterable[int], zone: ZoneInfo) -> Counter[int]:
    """How many are in each hour: within a quarter of one they all are in the same, in every zone."""
    hours: Counter[int] = Counter()
    for quarter, number in Counter(moment // _QUARTER for moment in moments).items():
        hours[datetime.fromtimestamp(quarter * _QUARTER, zone).hour] += number
    return hours


def _by_day(expected: Counter[date], arrived: Counter[date], days: Iterable[date]) -> tuple[Row, ...]:
    return tuple(Row(str(day), "", expected[day], arrived[day]) for day in days)


def by_month(days: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of days put together."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in days:
        of_month = sums[row.key[: len("2026-03")]]
        of_month[0] += row.expected
        of_month[1] += row.arrived
    return tuple(Row(month, "", *counts) for month, counts in sums.items())


def steps_of(stays: Iterable[Stay]) -> tuple[Step, ...]:
    """How many are on site, from each moment at which that changes."""
    return tuple(Step(_utc(moment), present) for moment, present in _presence(stays))


def peak_of(stays: Iterable[Stay]) -> tuple[int, int] | None:
    """The most who are on site at once, and since when at first, in seconds since 1970; None when nobody ever is."""
    best: tuple[int, int] | None = None
    for moment, present in _presence(stays):
        if best is None or present > best[0]:
            best = present, moment
    return best


def _presence(stays: Iterable[Stay]) -> Iterator[tuple[int, int]]:
    moves: dict[int, int] = {}
    for came, left in stays:
        moves[came] = moves.get(came, 0) + 1
        if left is not None:
            moves[left] = moves.get(left, 0) - 1
    present = 0
    for moment in sorted(moves):
        if moves[moment]:
            present += moves[moment]
            yield moment, present


def _peak(came: Iterable[CountedVisit]) -> Peak | None:
    """Of all days."""
    by_day: defaultdict[date, list[Stay]] = defaultdict(list)
    for one in came:
        if one.came is not None:
            by_day[one.day].append((one.came, one.left))
    peaks = [peak for day in sorted(by_day) if (peak := peak_of(by_day[day]))]
    best = max(peaks, key=lambda peak: peak[0], default=None)
    return Peak(best[0], _utc(best[1])) if best else None


def _rows(expected: Counter[str], arrived: Counter[str]) -> Iterable[Row]:
    """Of several spellings of a name the last in their order is shown."""
    rows: dict[str, Row] = {}
    for label in sorted(expected.keys() | arrived.keys()):
        name = name_key(label)
        before = rows.get(name) or Row(name, label, 0, 0)
        rows[name] = Row(name, label, before.expected + expected[label], before.arrived + arrived[label])
    return rows.values()


def _largest(expected: Counter[str], arrived: Counter[str]) -> Largest:
    rows = sorted(_rows(expected, arrived), key=lambda row: (-row.arrived, -row.expected, row.key))
    rest = rows[MOST_ROWS:]
    return Largest(
        tuple(rows[:MOST_ROWS]), len(rest), sum(row.expected for row in rest), sum(row.arrived for row in rest)
    )


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
