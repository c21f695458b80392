"""What *Overview* makes of figures: differences in words, lengths of time, and which days are meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.models.statistics.figures import Answer, Largest, Peak, Row, Step, TicketFigures, VisitFigures
from app.models.statistics.period import Period
from ui.pages.overview.cards.visit_charts import by_day, largest_hosts, over_the_day
from ui.pages.overview.periods import BEFORE, DAYS, WEEKDAY, compared_with, period_of
from ui.pages.overview.tiles.figures import Compared, first_figures, further_figures
from ui.pages.overview.words import days_words, length_words, missing_words, period_words, share_words
from ui.widgets.charts.bars import scale

THURSDAY = date(2026, 3, 12)
FRIDAY = date(2026, 3, 13)
ONE_DAY, BRUSSELS = Period(THURSDAY, THURSDAY), ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 3, 12, 11, tzinfo=UTC)


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def told(now: VisitFigures, then: VisitFigures | None, *, tickets: TicketFigures | None = None) -> dict[str, str]:
    """The differences of the large figures, by their names."""
    known = (THURSDAY,) if then else ()
    answer = Answer(ONE_DAY, NOON, now, tickets=tickets, known=(THURSDAY,))
    before = Answer(ONE_DAY.earlier(timedelta(weeks=1)), NOON, then or VisitFigures(), tickets=tickets, known=known)
    until = datetime(2026, 3, 5, 12, tzinfo=BRUSSELS)
    compared = Compared.of(before, answer, THURSDAY, until=until)
    figures = first_figures(answer, compared, today=THURSDAY, local=lambda moment: moment.astimezone(BRUSSELS))
    figures += further_figures(answer, compared, today=THURSDAY)
    return {one.name: one.difference.signed for one in figures if one.difference}


def test_a_difference_is_said_in_words_and_by_a_sign() -> None:
    more = told(VisitFigures(arrived=39, left=1, mean_delay=240.0), VisitFigures(arrived=27, left=4, mean_delay=-60.0))
    assert more["Arrived"] == "▲ 12 more than Thu 5 Mar until 12:00"
    assert more["Left"] == "▼ 3 fewer than Thu 5 Mar until 12:00"
    assert more["Walk-ins"] == "= as many as Thu 5 Mar until 12:00"
    assert more["Expected to checked in"] == "▲ 5 min later than Thu 5 Mar until 12:00"
    assert told(VisitFigures(arrived=39), None)["Arrived"] == "? nothing known of Thu 5 Mar"


@pytest.mark.parametrize(
    ("name", "meant", "before", "weekday"),
    [
        ("today", ("2026-03-12", "2026-03-12"), ("2026-03-11", "2026-03-11"), ("2026-03-05", "2026-03-05")),
        ("week", ("2026-03-09", "2026-03-12"), ("2026-03-02", "2026-03-05"), ("2026-03-02", "2026-03-05")),
        ("14", ("2026-02-27", "2026-03-12"), ("2026-02-13", "2026-02-26"), ("2026-02-13", "2026-02-26")),
        ("month", ("2026-03-01", "2026-03-12"), ("2026-02-01", "2026-02-12"), ("2026-02-15", "2026-02-26")),
        ("last month", ("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31"), ("2026-01-04", "2026-01-31")),
        ("yesterday", ("2026-03-11", "2026-03-11"), ("2026-03-10", "2026-03-10"), ("2026-03-04", "2026-03-04")),
        ("year", ("2026-01-01", "2026-03-12"), ("2025-01-01", "2025-03-12"), ("2025-10-16", "2025-12-25")),
    ],
)
def test_each_period_is_compared_with_as_much_of_the_one_before(
    name: str, meant: tuple[str, str], before: tuple[str, str], weekday: tuple[str, str]
) -> None:
    period = period_of(name, THURSDAY)
    assert period == days(*meant)
    assert compared_with(BEFORE, name, period) == days(*before)
    assert compared_with(WEEKDAY, name, period) == days(*weekday)
    assert compared_with("", name, period) is None


def test_before_whole_months_are_as_many_whole_months() -> None:
    for first, last, before in (
        ("2026-03-01", "2026-03-31", ("2026-02-01", "2026-02-28")),
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),
        ("2026-01-01", "2026-02-28", ("2025-11-01", "2025-12-31")),
        ("2026-03-01", "2026-03-30", ("2026-01-30", "2026-02-28")),
        ("2026-03-02", "2026-03-31", ("2026-01-31", "2026-03-01")),
    ):
        assert compared_with(BEFORE, DAYS, days(first, last)) == days(*before)


def counted(period: Period, *missing: date, server: bool = False) -> Answer:
    """Nobody came on these days, some of which may be missing."""
    known = tuple(day for day in period if day not in missing)
    return Answer(period, NOON, known=known, missing=missing, tickets=TicketFigures() if server else None)


def test_what_is_missing_is_named_with_its_years_and_why() -> None:
    far = date(2030, 3, 1)
    assert missing_words(counted(Period(far, far), far, server=True)) == (
        "This day is too far ahead to be counted. The server counts visits up to about a year ahead."
    )
    years = days("2026-12-30", "2027-01-03")
    assert missing_words(counted(years, date(2027, 1, 2), date(2027, 1, 3), server=True)) == (
        "2 of these 5 days are missing: 2 – 3 Jan 2027. The server counts visits up to about a year ahead."
        " The figures are those of the other 3."
    )
    assert missing_words(counted(ONE_DAY, THURSDAY)).startswith("This desk knows nothing of Thu 12 Mar: ")


@pytest.mark.parametrize(
    ("missing_now", "missing_then", "words"),
    [
        ((), (), "as many as 1 – 12 Feb 2026"),
        ((), ("2026-02-03",), "not all is known of 1 – 12 Feb 2026"),
        (("2026-03-03",), (), "not all of these days are known"),
    ],
)
def test_counts_of_which_days_lack_are_not_compared(
    missing_now: Sequence[str], missing_then: Sequence[str], words: str
) -> None:
    now = counted(days("2026-03-01", "2026-03-12"), *map(date.fromisoformat, missing_now))
    then = counted(days("2026-02-01", "2026-02-12"), *map(date.fromisoformat, missing_then))
    compared = Compared.of(then, now, THURSDAY, until=None)
    figures = first_figures(now, compared, today=THURSDAY, local=lambda moment: moment.astimezone(BRUSSELS))
    assert {one.difference.words for one in figures if one.difference} == {words}


def test_the_most_at_once_are_told_with_their_day_among_several() -> None:
    for period, at in ((days("2026-03-10", "2026-03-12"), "on Thu 12 Mar at 12:00"), (ONE_DAY, "at 12:00")):
        answer = Answer(period, NOON, VisitFigures(arrived=6, peak=Peak(6, NOON)), known=tuple(period))
        figures = first_figures(answer, None, today=FRIDAY, local=lambda moment: moment.astimezone(BRUSSELS))
        assert next(one.detail for one in figures if one.name == "Most at once") == at


def test_who_is_in_since_earlier_days_is_said_beside_those_who_came_today() -> None:
    visits = VisitFigures(arrived=6, on_site=5, since_before=9, peak=Peak(6, NOON))
    figures = first_figures(
        Answer(ONE_DAY, NOON, visits, known=(THURSDAY,)),
        None,
        today=THURSDAY,
        local=lambda moment: moment.astimezone(BRUSSELS),
    )
    (on_site,) = (one for one in figures if one.name == "On site")
    assert (on_site.value, on_site.detail) == ("5", "most at once: 6, at 12:00; 9 more since earlier days")


def test_of_days_to_come_nobody_is_said_not_to_have_come() -> None:
    answer = counted(days("2026-03-20", "2026-03-22"), server=True)
    figures = first_figures(answer, None, today=THURSDAY, local=lambda moment: moment)
    assert {one.name: one.detail for one in figures if one.name in ("Arrived", "No-shows")} == {
        "Arrived": "nobody is expected",
        "No-shows": "",
    }


def test_lengths_shares_and_days_are_said_as_people_say_them() -> None:
    assert [length_words(60 * minutes) for minutes in (0, 59, 60, 95, 2880, 4500)] == [
        "0 min", "59 min", "1 h", "1 h 35 min", "2 days", "3 days 3 h",
    ]  # fmt: skip
    assert [share_words(part) for part in (None, 0.0, 0.001, 0.084, 1.0)] == ["0 %", "0 %", "under 1 %", "8 %", "100 %"]
    assert period_words(days("2025-12-30", "2026-01-02")) == "30 Dec 2025 – 2 Jan 2026"
    assert period_words(days("2026-03-01", "2026-03-12")) == "1 – 12 Mar 2026"
    march = [date(2026, 3, day) for day in (1, 2, 3, 5, 7, 9, 11, 12)]
    assert days_words(march) == "1 – 3 Mar, 5 Mar, 7 Mar, 9 Mar and 2 others"
    assert missing_words(counted(days("2026-03-01", "2026-03-12"), *march[:4])) == (
        "4 of these 12 days are missing: 1 – 3 Mar and 5 Mar. The figures are those of the other 8."
    )


@pytest.mark.parametrize(
    ("most", "top", "step"), [(0, 1, 1), (1, 1, 1), (14, 16, 4), (52, 60, 20), (174_000, 200_000, 50_000)]
)
def test_a_scale_has_round_numbers(most: int, top: int, step: int) -> None:
    lines = scale(most, lines=4)
    assert (lines[-1], lines[1]) == (top, step)


def test_a_day_that_is_missing_is_no_day_without_visitors() -> None:
    answer = Answer(days("2026-03-10", "2026-03-12"), NOON, by_day=(Row("2026-03-11", "", 3, 0),))
    assert [bar.values for bar in by_day(answer, THURSDAY).bars] == [(None,), (0,), (None,)]
    assert by_day(answer, THURSDAY).table.rows[0][1:] == ("not known", "not known")


def test_the_names_beyond_the_first_ten_are_drawn_as_one_and_are_rows_of_the_table() -> None:
    found = Largest(tuple(Row(str(number), f"Host {number}", 2, 1) for number in range(12)), 3, 5, 4)
    drawn = largest_hosts(Answer(ONE_DAY, NOON, by_host=found))
    assert drawn.bars[-1].spoken == "5 others: 6 arrived, 9 expected"
    assert len(drawn.table.rows) == 13
    assert drawn.table.rows[-1] == ("3 others", "5", "4")


def test_the_most_in_each_half_hour_of_a_day_and_nothing_of_what_comes() -> None:
    steps = [
        Step(datetime(2026, 3, 12, hour, minute, tzinfo=UTC), count) for hour, minute, count in ((7, 10, 4), (7, 40, 1))
    ]
    drawn = over_the_day(steps, THURSDAY, BRUSSELS, datetime(2026, 3, 12, 9, 10, tzinfo=BRUSSELS))
    assert drawn.table.rows[-4:] == (
        ("07:30 to 08:00", "0"),
        ("08:00 to 08:30", "4"),
        ("08:30 to 09:00", "4"),
        ("09:00 to 09:30", "1"),
    )
    assert drawn.bars[-1].spoken == "17:30 to 18:00: not yet"
