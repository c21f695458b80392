"""Each figure, bar and row of *Overview* leads to exactly the visits that it counts, over generated days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.counting import CountedVisit, Now, count
from app.models.statistics.figures import Answer, Solved, TicketFigures
from app.models.statistics.period import Period
from app.models.visit_row import Arrival, VisitRow
from app.models.visits.visit_filter import Which, picked
from ui.pages.overview.cards import visit_charts as charts
from ui.pages.overview.cards.ticket_charts import solved_by_category
from ui.pages.overview.leads import Lead, ToDay, ToPeriod, ToTickets, ToVisits
from ui.pages.overview.tiles.figures import first_figures, further_figures
from ui.pages.today.day.filter_words import visit_filter_words

ZONE = ZoneInfo("Europe/Brussels")
DAYS = (date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 4, 1))
"""The clocks are turned on the second one."""
LATE = timedelta(minutes=15)


@some.composite
def visits(draw: some.DrawFn) -> list[VisitRow]:
    return [draw(_visit(number)) for number in range(draw(some.integers(0, 8)))]


@some.composite
def _visit(draw: some.DrawFn, number: int) -> VisitRow:
    came, stayed = draw(some.none() | some.integers(0, 90)), draw(some.none() | some.integers(0, 200))
    return _row(
        number,
        draw(some.sampled_from(DAYS)),
        draw(some.sampled_from((0, 3, 9, 10, 16))),
        came=came,
        stayed=stayed,
        host=draw(some.sampled_from(("Ada Lee", "Bo Ek"))),
        company=draw(some.sampled_from(("Acme", "ACME", ""))),
        walk_in=draw(some.booleans()),
    )


def _row(
    number: int,
    day: date,
    hour: int,
    *,
    came: int | None = None,
    stayed: int | None = None,
    host: str = "Ada Lee",
    company: str = "",
    walk_in: bool = False,
) -> VisitRow:
    """`came` are minutes after the visitor was expected, `stayed` those until they left."""
    starts = datetime.combine(day, time(hour, 5), ZONE).astimezone(UTC)
    arrived = None if came is None else starts + timedelta(minutes=came)
    left = arrived + timedelta(minutes=stayed) if arrived and stayed is not None else None
    return VisitRow(
        key=str(number),
        id=f"{day}/M-{number}/V-{number}",
        meeting=f"M-{number}",
        day=day,
        number=0,
        group=1,
        first_name="Ana",
        last_name=str(number),
        company=company,
        mobile="",
        language="",
        host=host,
        host_number="",
        title="Audit",
        starts=starts,
        ends=starts + timedelta(hours=1),
        expected=starts,
        late_from=starts + LATE,
        searched="",
        name=f"Ana {number}",
        walk_in=walk_in,
        arrival=Arrival(arrived_at=arrived, left_at=left),
    )


def _counted(rows: Sequence[VisitRow], period: Period, now: datetime) -> Answer:
    counted = []
    for one in _of(period, rows):
        came, left = (moment and int(moment.timestamp()) for moment in (one.arrival.arrived_at, one.arrival.left_at))
        walked_in = came is not None and one.walk_in
        expected = int(one.expected.timestamp())
        counted.append(CountedVisit(one.day, expected, came, left, walked_in, one.host, one.company))
    present = Now(now.astimezone(UTC), now.date(), int(LATE.total_seconds()))
    return count(period, counted, known=tuple(period), now=present, zone=ZONE)


def _of(period: Period, rows: Sequence[VisitRow]) -> list[VisitRow]:
    return [one for one in rows if one.day in period]


def _figures(answer: Answer, today: date) -> Iterator[tuple[Lead, int]]:
    figures = first_figures(answer, None, today=today, local=lambda moment: moment.astimezone(ZONE))
    for one in (*figures, *further_figures(answer, None, today=today)):
        checked_in = answer.visits.arrived - answer.visits.walk_ins
        yield one.lead, checked_in if one.name == "Expected to checked in" else int(one.value)


def _bars(answer: Answer, today: date, now: datetime) -> Iterator[tuple[Lead, int]]:
    for bar in charts.over_the_day(answer.on_site_over_day, answer.period.first, ZONE, now).bars:
        if isinstance(bar.target, ToVisits):
            yield bar.target, int(bar.values[0] or 0)
    rows = {one.hour: one for one in answer.by_hour} | {date.fromisoformat(one.key): one for one in answer.by_day}
    for bar in (*charts.by_hour(answer).bars, *charts.by_day(answer, today).bars):
        if isinstance(bar.target, ToVisits):
            row = rows[bar.key]
            yield bar.target, row.arrived if bar.target.chosen.which is Which.ARRIVED else row.expected


def _led_to(lead: Lead, rows: Sequence[VisitRow], now: datetime) -> list[VisitRow]:
    match lead:
        case ToVisits(period, chosen):
            return picked(_of(period, rows), chosen, now)
        case ToDay(day, status):
            return [one for one in rows if one.day == day and one.status(now) is status]
    raise AssertionError(lead)


@given(rows=visits(), today=some.sampled_from(DAYS))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_each_leads_to_as_many_as_it_counts(rows: list[VisitRow], today: date) -> None:
    now = datetime.combine(today, time(10, 8), ZONE)
    for period in (Period(today, today), Period(DAYS[0], DAYS[-1]), Period(date(2025, 10, 1), DAYS[-1])):
        answer = _counted(rows, period, now)
        for lead, value in [*_figures(answer, today), *_bars(answer, today, now)]:
            assert len(_led_to(lead, rows, now)) == value, lead
        for drawn in (charts.largest_hosts(answer), charts.largest_companies(answer)):
            for bar in drawn.bars:
                assert isinstance(bar.target, ToVisits)
                led = picked(_of(bar.target.period, rows), bar.target.chosen, now)
                came = [one for one in led if one.arrival.arrived_at]
                assert bar.values == (len(came), len(led) - sum(one.walk_in for one in came))


def test_a_month_that_the_period_cuts_leads_to_those_of_its_days_that_are_counted() -> None:
    period = Period(date(2026, 1, 15), date(2026, 3, 10))
    now = datetime(2026, 3, 30, 10, tzinfo=ZONE)
    bars = charts.by_month(_counted([], period, now), now.date()).bars
    assert [bar.target for bar in bars] == [
        ToPeriod(Period(period.first, date(2026, 1, 31))),
        ToPeriod(Period(date(2026, 2, 1), date(2026, 2, 28))),
        ToPeriod(Period(date(2026, 3, 1), period.last)),
    ]


def test_solved_tickets_without_a_category_lead_to_themselves() -> None:
    figures = TicketFigures(solved_by_category=(Solved("", "", 2, 60), Solved("4", "Audiovisual", 1, 60)))
    (nobodys, audio) = solved_by_category(figures, Period(DAYS[0], DAYS[-1])).bars
    solved = TicketQuery(solved_from=DAYS[0], solved_to=DAYS[-1])
    assert nobodys.target == ToTickets(replace(solved, without_category=True))
    assert audio.target == ToTickets(replace(solved, category="4"))


def test_each_list_says_what_it_holds() -> None:
    now = datetime(2026, 3, 28, 10, 8, tzinfo=ZONE)
    answer = _counted([_row(1, DAYS[0], 9)], Period(DAYS[0], DAYS[0]), now)
    (hour,) = [bar.target for bar in charts.by_hour(answer).bars if isinstance(bar.target, ToVisits)]
    (host,) = [bar.target for bar in charts.largest_hosts(answer).bars if isinstance(bar.target, ToVisits)]
    words = [visit_filter_words(lead.chosen, lambda moment: moment.astimezone(ZONE)) for lead in (hour, host)]
    assert words == ["Expected from 09:00 to 10:00", "Host: Ada Lee"]
