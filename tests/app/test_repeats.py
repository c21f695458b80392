"""The rules that a person builds: their text, their days over the changes of the clock, and the same at the server."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.models.calendars.weekdays import CODES, weekday_places
from app.models.drafts import MeetingDraft
from app.server.recurrence import starts as server_starts
from app.services.meetings.repeats import WEEKDAYS, Every, Repeats, by_rule, next_dates

BRUSSELS, NEW_YORK = ZoneInfo("Europe/Brussels"), ZoneInfo("America/New_York")
A_YEAR = 366

zones = st.sampled_from([BRUSSELS, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Apia")])
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
starts = st.builds(
    lambda day, minutes, zone: datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone),
    days,
    st.integers(0, 24 * 60 - 1),
    zones,
)
ends = st.one_of(
    st.just({}), st.builds(lambda day: {"until": day}, days), st.builds(lambda n: {"times": n}, st.integers(1, 999))
)
some_days = st.sets(st.integers(0, 6)).map(lambda found: tuple(sorted(found)))
places = st.builds(lambda number, code: f"{number}{code}", st.sampled_from([1, 2, 3, 4, 5, -1]), st.sampled_from(CODES))
kinds = st.one_of(
    st.just({"every": Every.DAY}),
    st.builds(lambda found: {"every": Every.WEEK, "days": found}, some_days),
    st.builds(lambda on: {"every": Every.MONTH, "on": on}, st.just("") | places | st.integers(1, 31).map(str)),
)
repeats = st.builds(
    lambda kind, end, interval, out: Repeats(**kind, **end, interval=interval, left_out=tuple(sorted(out))),
    kinds,
    ends,
    st.integers(1, 30),
    st.sets(days, max_size=4),
)


@given(repeats, starts)
def test_read_again_it_is_the_same(repeats: Repeats, start: datetime) -> None:
    assert Repeats.read(repeats.rule(start), repeats.exdate(start), start) == repeats


@given(repeats, starts)
def test_its_days_are_those_of_the_library(repeats: Repeats, start: datetime) -> None:
    """The library is asked on the wall clock, with the end as a day, which needs no zone."""
    plain = Repeats(repeats.every, repeats.interval, repeats.days, repeats.on).rule(start)
    wall = start.replace(tzinfo=None)
    asked = rrulestr(plain, dtstart=wall).xafter(wall, count=repeats.times or 60, inc=True)
    by_rule = [one for one in asked if (one - wall).days < 1000 and not (repeats.until and one.date() > repeats.until)]
    expected = sorted({wall, *by_rule} - {datetime.combine(day, wall.time()) for day in repeats.left_out})
    found = next_dates(repeats.rule(start), repeats.exdate(start), start, 4)
    assert list(found[: len(expected)]) == [_clock(one, start) for one in expected[:4]][: len(found)]


def _clock(wall: datetime, start: datetime) -> datetime:
    return wall.replace(tzinfo=start.tzinfo).astimezone(UTC).astimezone(start.tzinfo)


@pytest.mark.parametrize(
    ("zone", "first", "hour"),
    [
        *product([BRUSSELS], [date(2026, 3, 1), date(2026, 10, 4), date(2026, 3, 29), date(2026, 10, 25)], [2, 10]),
        *product([NEW_YORK], [date(2026, 2, 15), date(2026, 10, 4), date(2026, 3, 8), date(2026, 11, 1)], [2, 10]),
    ],
)
@pytest.mark.parametrize(
    "chosen",
    [
        Repeats(Every.DAY),
        Repeats(Every.DAY, interval=7, times=20),
        Repeats(Every.WEEK, until=date(2026, 10, 25)),
        Repeats(Every.WEEK, until=date(2026, 11, 1), left_out=(date(2026, 3, 8), date(2026, 3, 29))),
        Repeats(Every.WEEK, left_out=(date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25), date(2026, 11, 1))),
        Repeats(Every.WEEK, days=WEEKDAYS, times=200),
        Repeats(Every.WEEK, interval=2, days=(1, 6)),
        Repeats(Every.MONTH),
        Repeats(Every.MONTH, on="-1SU", until=date(2026, 12, 31)),
        Repeats(Every.MONTH, on="31"),
    ],
)
def test_the_server_makes_the_same_moments_of_it(chosen: Repeats, zone: ZoneInfo, first: date, hour: int) -> None:
    """A year with both changes of the clock; at 02:30 in the very nights as well."""
    start = datetime(first.year, first.month, first.day, hour, 30, tzinfo=zone)
    rule, exdate = chosen.rule(start), chosen.exdate(start)
    end = start + timedelta(days=A_YEAR)
    here = [int(one.timestamp()) for one in next_dates(rule, exdate, start, A_YEAR) if one < end]
    there = server_starts(rule, "", "", exdate, start.replace(tzinfo=None), zone)
    assert here == [one for one in there if one < end.timestamp()]
    assert here


def test_ten_stays_ten_when_the_clocks_change_and_a_skipped_hour_is_an_hour_later() -> None:
    ten = datetime(2026, 3, 22, 10, tzinfo=BRUSSELS)
    assert [f"{one:%d %H:%M %z}" for one in next_dates("FREQ=WEEKLY", "", ten, 3)] == [
        "22 10:00 +0100",
        "29 10:00 +0200",
        "05 10:00 +0200",
    ]
    night = datetime(2026, 3, 28, 2, 30, tzinfo=BRUSSELS)
    assert [f"{one:%d %H:%M}" for one in next_dates("FREQ=DAILY", "", night, 3)] == ["28 02:30", "29 03:30", "30 02:30"]


def test_the_last_day_is_whole_and_written_in_utc() -> None:
    start = datetime(2026, 3, 17, 23, 30, tzinfo=NEW_YORK)
    daily = Repeats(Every.DAY, until=date(2026, 3, 19))
    assert daily.rule(start) == "FREQ=DAILY;UNTIL=20260320T035959Z"
    assert [one.day for one in next_dates(daily.rule(start), "", start, 9)] == [17, 18, 19]


@pytest.mark.parametrize(
    ("rule", "exdate", "last", "left_out"),
    [
        ("RRULE:FREQ=DAILY;UNTIL=20260330", "", date(2026, 3, 30), ()),
        ("freq=daily;until=20260329T220000Z", "", date(2026, 3, 29), ()),
        ("FREQ=DAILY;UNTIL=20260330T100000", "20260318", date(2026, 3, 30), (date(2026, 3, 18),)),
        ("FREQ=DAILY", "20260318T100000, 20260330T080000Z", None, (date(2026, 3, 18), date(2026, 3, 30))),
    ],
)
def test_other_ways_to_write_the_same_are_read(
    rule: str, exdate: str, last: date | None, left_out: tuple[date, ...]
) -> None:
    start = datetime(2026, 3, 17, 10, tzinfo=BRUSSELS)
    assert Repeats.read(rule, exdate, start) == Repeats(Every.DAY, until=last, left_out=left_out)


@pytest.mark.parametrize(
    ("rule", "exdate"),
    [
        ("FREQ=YEARLY", ""),
        ("FREQ=HOURLY", ""),
        ("FREQ=DAILY;BYDAY=MO", ""),
        ("FREQ=WEEKLY;WKST=SU", ""),
        ("FREQ=WEEKLY;BYDAY=1MO", ""),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ""),
        ("FREQ=DAILY;INTERVAL=31", ""),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260330", ""),
        ("FREQ=DAILY", "20260318T110000Z"),
        ("FREQ=DAILY", "tomorrow"),
        ("FREQ=DAILY;UNTIL=soon", ""),
        ("often", ""),
        ("", ""),
    ],
)
def test_what_can_not_be_said_is_not_said_wrongly(rule: str, exdate: str) -> None:
    assert Repeats.read(rule, exdate, datetime(2026, 3, 17, 10, tzinfo=BRUSSELS)) is None


@pytest.mark.parametrize(
    ("before", "after", "on", "becomes"),
    [
        (date(2026, 3, 12), date(2026, 4, 1), "2TH", "1WE"),
        (date(2026, 3, 26), date(2026, 4, 24), "-1TH", "-1FR"),
        (date(2026, 3, 26), date(2026, 4, 24), "4TH", "4FR"),
        (date(2026, 3, 26), date(2026, 4, 10), "-1TH", "2FR"),
        (date(2026, 3, 12), date(2026, 4, 30), "2TH", "-1TH"),
        (date(2026, 3, 12), date(2026, 4, 1), "3FR", "3FR"),
        (date(2026, 3, 12), date(2026, 4, 1), "", ""),
        (date(2026, 3, 12), date(2026, 4, 1), "12", "12"),
    ],
)
def test_what_is_derived_from_the_start_moves_with_it(before: date, after: date, on: str, becomes: str) -> None:
    assert Repeats(Every.MONTH, on=on).moved(before, after) == Repeats(Every.MONTH, on=becomes)


@given(days)
def test_a_day_is_one_of_its_own_places(day: date) -> None:
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    for place in weekday_places(day):
        assert by_rule(Repeats(Every.MONTH, on=place).rule(start), start, 1) == (start,)


def test_the_start_takes_place_even_where_the_rule_begins_later() -> None:
    start = datetime(2026, 3, 12, 10, tzinfo=BRUSSELS)
    assert [one.day for one in next_dates("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "", start, 9)] == [12, 17, 24]
    assert by_rule("FREQ=WEEKLY;BYDAY=TU", start, 1) == (datetime(2026, 3, 17, 10, tzinfo=BRUSSELS),)
    assert by_rule("FREQ=WEEKLY;UNTIL=20260301", start, 1) == ()


@pytest.mark.parametrize("rule", ["FREQ=DAILY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=XX", "INTERVAL=2", "x"])
def test_a_rule_without_readable_days_is_an_error_and_no_endless_search(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        next_dates(rule, "", datetime(2026, 3, 12, 10, tzinfo=BRUSSELS), 5)


def test_a_day_that_never_comes_is_given_up() -> None:
    start = datetime(2026, 3, 12, 10, tzinfo=BRUSSELS)
    assert next_dates("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "", start, 5) == (start,)
    far = start.replace(year=2990)
    assert next_dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", far, 5) == (far,)


def test_the_days_left_out_are_sent_and_come_back() -> None:
    start = datetime(2026, 3, 17, 10, tzinfo=BRUSSELS)
    weekly = Repeats(Every.WEEK, times=4, left_out=(date(2026, 3, 24), date(2026, 3, 31)))
    draft = MeetingDraft(recurrence=weekly.rule(start), exdate=weekly.exdate(start))
    body = draft.body()
    assert body["recurrence"] == {"rrule": "FREQ=WEEKLY;COUNT=4", "exdate": "20260324T090000Z,20260331T080000Z"}
    assert MeetingDraft.from_body(body) == draft
