"""The visits of a period as bars, and as the rows of a table: pure functions of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from app.models.statistics.figures import Answer, Hour, Largest, Row, Step
from app.models.statistics.period import Period, whole_month
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.leads import Lead, ToDay, ToPeriod, came_in, in_at, visits_of
from ui.widgets.charts.bars import Bar, Series
from ui.widgets.charts.columns_chart import Mark
from ui.wording.dates import MONTHS, WEEK, whole_day

EXPECTED, ARRIVED = Series("Expected", "outline"), Series("Arrived")

FIRST_HOUR, LAST_HOUR = 7, 17
"""Hours that are shown also when nobody came in them."""

NAMED_DAYS = 16
"""So many days have the name of the weekday below them."""

MOST_NAMES = 10
"""Hosts or companies that are drawn; the table has more."""

_HALF_HOUR = timedelta(minutes=30)


class Drawn(Struct, frozen=True):
    """A chart's bars, and the table of the same figures."""

    bars: tuple[Bar, ...]
    table: ChartTable


def by_hour(answer: Answer) -> Drawn:
    """The hours of the site's clock."""
    busy = [one.hour for one in answer.by_hour if one.expected or one.arrived]
    if not busy:
        return Drawn((), ChartTable())
    first, last = min(FIRST_HOUR, *busy), max(LAST_HOUR, *busy)
    hours = [one for one in answer.by_hour if first <= one.hour <= last]
    leads = tuple(came_in(answer.period, one) for one in hours)
    bars = tuple(
        Bar(
            one.hour,
            f"{one.hour:02}",
            (one.expected, one.arrived),
            f"{_hour_words(one)}: {_came_words(one)}",
            target=lead,
        )
        for one, lead in zip(hours, leads, strict=True)
    )
    rows = tuple((_hour_words(one), f"{one.expected:,}", f"{one.arrived:,}") for one in hours)
    return Drawn(bars, ChartTable(("Hour", "Expected", "Arrived"), rows, leads))


def now_mark(bars: Sequence[Bar], now: datetime, *, parts: int = 1) -> Mark | None:
    """Where `now`, in the site's zone, stands among the hours, or the `parts` of each; None where it is before or after
    all of them."""
    if not bars:
        return None
    at = (now.hour + now.minute / 60 - int(bars[0].label)) * parts
    return Mark(at, f"Now {now:%H:%M}") if 0 <= at <= len(bars) else None


def by_day(answer: Answer, today: date) -> Drawn:
    """Each day of the period, also those of which nothing is known. Of these, and of empty ones, the day is shown."""
    counted = {one.key: one for one in answer.by_day}
    named = answer.period.length <= NAMED_DAYS
    bars, rows, leads = [], [], []
    for day in answer.period:
        row = counted.get(day.isoformat())
        lead: Lead = (came_in(Period(day, day), row) if row else None) or ToDay(day)
        words = _came_words(row) if row else "not known"
        bars.append(
            Bar(
                day,
                WEEK[day.weekday()][:3] if named else f"{day.day} {MONTHS[day.month - 1][:3]}",
                (row.arrived if row else None,),
                f"{whole_day(day)}: {words}",
                second=str(day.day) if named else "",
                strong=day == today,
                target=lead,
            )
        )
        figures = (f"{row.expected:,}", f"{row.arrived:,}") if row else ("not known", "not known")
        rows.append((whole_day(day), *figures))
        leads.append(lead)
    return Drawn(tuple(bars), ChartTable(("Day", "Expected", "Arrived"), tuple(rows), tuple(leads)))


def by_month(answer: Answer, today: date) -> Drawn:
    """Each month leads to the figures of those of its days that are counted."""
    bars, rows, leads = [], [], []
    for row in answer.by_month:
        month = whole_month(date.fromisoformat(f"{row.key}-01"))
        first = month.first
        lead = ToPeriod(Period(max(first, answer.period.first), min(month.last, answer.period.last)))
        name = MONTHS[first.month - 1]
        spoken = f"{name} {first.year}: {_came_words(row)}"
        strong = (first.year, first.month) == (today.year, today.month)
        bars.append(Bar(row.key, name[:3], (row.arrived,), spoken, second=str(first.year), strong=strong, target=lead))
        rows.append((f"{name} {first.year}", f"{row.expected:,}", f"{row.arrived:,}"))
        leads.append(lead)
    return Drawn(tuple(bars), ChartTable(("Month", "Expected", "Arrived"), tuple(rows), tuple(leads)))


def over_the_day(steps: Sequence[Step], day: date, zone: ZoneInfo, now: datetime) -> Drawn:
    """The most that were on site at once in each half hour of a day, not known after `now`, which is in the zone."""
    local = [(step.moment.astimezone(zone), step.count) for step in steps]
    if not local:
        return Drawn((), ChartTable())
    first = datetime.combine(day, datetime.min.time(), zone)
    begin = min(local[0][0].hour, FIRST_HOUR) if local[0][0].date() >= day else 0
    end = max(local[-1][0].hour if local[-1][0].date() == day else 23, LAST_HOUR)
    bars, rows, leads = [], [], []
    for number in range(begin * 2, end * 2 + 2):
        starts = first + number * _HALF_HOUR
        count, moment = _most_between(local, starts, starts + _HALF_HOUR) if starts <= now else (None, None)
        words = f"{starts:%H:%M} to {starts + _HALF_HOUR:%H:%M}"
        label = f"{starts:%H}" if starts.minute == 0 else ""
        spoken = "not yet" if count is None else f"at most {count:,} on site"
        lead = in_at(moment, day) if moment and count else None
        bars.append(Bar(number, label, (count,), f"{words}: {spoken}", target=lead))
        if count is not None:
            rows.append((words, f"{count:,}"))
            leads.append(lead)
    return Drawn(tuple(bars), ChartTable(("Time", "Most on site"), tuple(rows), tuple(leads)))


def largest_hosts(answer: Answer) -> Drawn:
    leads = [visits_of(answer.period, host=row) for row in answer.by_host.rows]
    return _largest(answer.by_host, leads, first="Host", nobody="No host told")


def largest_companies(answer: Answer) -> Drawn:
    leads = [visits_of(answer.period, company=row) for row in answer.by_company.rows]
    return _largest(answer.by_company, leads, first="Company", nobody="No company told")


def _largest(found: Largest, named: Sequence[Lead | None], *, first: str, nobody: str) -> Drawn:
    """Each leads to its visits, as `named` says. `nobody` is what those without one are called."""
    leads = [*named]
    rows = [(row.label or nobody, f"{row.expected:,}", f"{row.arrived:,}") for row in found.rows]
    if found.rest:
        leads.append(None)
        rows.append((_others(found.rest), f"{found.rest_expected:,}", f"{found.rest_arrived:,}"))
    bars = [
        _named_bar(row.key, row.label or nobody, row.expected, row.arrived, lead)
        for row, lead in zip(found.rows[:MOST_NAMES], leads, strict=False)
    ]
    beyond = found.rows[MOST_NAMES:]
    others = found.rest + len(beyond)
    if others:
        expected = found.rest_expected + sum(row.expected for row in beyond)
        arrived = found.rest_arrived + sum(row.arrived for row in beyond)
        rest = _named_bar(None, _others(others), expected, arrived, None)
        bars.append(replace(rest, values=(None, None)))  # a bar of theirs would make all others small
    return Drawn(tuple(bars), ChartTable((first, "Expected", "Arrived"), tuple(rows), tuple(leads)))


def known_counts(answer: Answer, today: date) -> Iterable[tuple[date, int]]:
    """Of the days that are over: today's isn't all yet."""
    days = ((date.fromisoformat(row.key), row.arrived) for row in answer.by_day)
    return [(day, arrived) for day, arrived in days if day < today]


def _named_bar(key: object, name: str, expected: int, arrived: int, lead: Lead | None) -> Bar:
    """Who was expected and came is written as one figure, since walk-ins come beside those who were expected."""
    spoken = f"{name}: {arrived:,} arrived, {expected:,} expected"
    return Bar(key, name, (arrived, expected), spoken, shown=(f"{arrived:,}", f"{expected:,}"), target=lead)


def _others(count: int) -> str:
    return "1 other" if count == 1 else f"{count:,} others"


def _most_between(steps: Sequence[tuple[datetime, int]], starts: datetime, ends: datetime) -> tuple[int, datetime]:
    """How many there are at the most, and when that is so at first."""
    before = [count for moment, count in steps if moment <= starts][-1:] or [0]
    within = [(count, moment) for moment, count in steps if starts <= moment < ends]
    return max([(before[0], starts), *within], key=lambda one: one[0])


def _hour_words(hour: Hour) -> str:
    return f"{hour.hour:02}:00 to {(hour.hour + 1) % 24:02}:00"


def _came_words(row: Hour | Row) -> str:
    return f"{row.arrived:,} arrived, {row.expected:,} expected"
