"""Meetings that repeat: every occurrence on its day, at the same time on the wall."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.server.recurrence import starts
from tests.server.postgresql import EACH_DATABASE

BRUSSELS = ZoneInfo("Europe/Brussels")
MORNING = {"startAt": "2026-03-23T09:00:00+01:00", "endAt": "2026-03-23T10:30:00+01:00"}  # a Monday


async def years(day_of, first, last):
    """What takes place in each of the years, both included."""
    return [each for year in range(first, last + 1) for each in await day_of(f"{year}-01-01", f"{year}-12-31")]


@EACH_DATABASE
async def test_each_day_shows_its_own_occurrence(meet, day_of):
    made = await meet(**MORNING, recurrence={"rrule": "FREQ=DAILY;COUNT=3"})
    listed = await day_of("2026-03-20", "2026-03-31")
    assert [each["startAt"][:10] for each in listed] == ["2026-03-23", "2026-03-24", "2026-03-25"]
    assert {each["id"] for each in listed} == {made["id"]}
    assert [each["occurrenceId"] for each in listed] == [
        f"{made['id']}/20260323T0900",
        f"{made['id']}/20260324T0900",
        f"{made['id']}/20260325T0900",
    ]
    assert [each["title"] for each in await day_of("2026-03-24")] == [made["title"]]


async def test_nine_o_clock_stays_nine_o_clock_when_summer_time_comes(meet, day_of):
    await meet(**MORNING, recurrence={"rrule": "FREQ=WEEKLY;COUNT=2"})
    before, after = await day_of("2026-03-23", "2026-03-30")
    assert (before["startAt"], before["endAt"]) == ("2026-03-23T09:00:00+01:00", "2026-03-23T10:30:00+01:00")
    assert (after["startAt"], after["endAt"]) == ("2026-03-30T09:00:00+02:00", "2026-03-30T10:30:00+02:00")


async def test_and_when_it_goes(meet, day_of):
    times = {"startAt": "2026-10-24T09:00:00+02:00", "endAt": "2026-10-24T09:30:00+02:00"}
    await meet(**times, recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    assert (await day_of("2026-10-25"))[0]["startAt"] == "2026-10-25T09:00:00+01:00"


async def test_a_time_that_the_clock_skips_is_the_one_an_hour_later(meet, day_of):
    times = {"startAt": "2026-03-28T02:30:00+01:00", "endAt": "2026-03-28T02:45:00+01:00"}
    await meet(**times, recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    assert (await day_of("2026-03-29"))[0]["startAt"] == "2026-03-29T03:30:00+02:00"


async def test_an_occurrence_over_midnight_is_on_both_days(meet, day_of):
    times = {"startAt": "2026-03-23T22:00:00+01:00", "endAt": "2026-03-24T02:00:00+01:00"}
    await meet(**times, recurrence={"rrule": "FREQ=WEEKLY;COUNT=2"})
    assert [each["startAt"][:10] for each in await day_of("2026-03-31")] == ["2026-03-30"]
    assert not await day_of("2026-04-01")


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        ({"rrule": "FREQ=DAILY;BYDAY=MO,WE;UNTIL=20260401T070000Z"}, ["23", "25", "30", "01"]),
        ({"rrule": "FREQ=DAILY;BYDAY=MO,WE;UNTIL=20260401T065959Z"}, ["23", "25", "30"]),
        ({"rrule": "FREQ=WEEKLY;UNTIL=20260330"}, ["23", "30"]),
        ({"rrule": "RRULE:freq=weekly;interval=2;count=2"}, ["23", "06"]),
        ({"rrule": "FREQ=DAILY;COUNT=3", "exdate": "20260324"}, ["23", "25"]),
        ({"rrule": "FREQ=DAILY;COUNT=3", "exdate": "20260324T080000Z"}, ["23", "25"]),
        ({"rrule": "FREQ=DAILY;COUNT=3", "exrule": "FREQ=DAILY;INTERVAL=2;COUNT=2"}, ["24"]),
        ({"rdate": "20260326T090000,20260327T070000Z"}, ["23", "26", "27"]),
        ({"rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=1"}, ["23", "24"]),
        ("FREQ=WEEKLY;COUNT=2", ["23", "30"]),
        ({}, ["23"]),
        ({"rrule": ""}, ["23"]),
    ],
)
async def test_rules_of_rfc_5545(meet, day_of, recurrence, days):
    await meet(**MORNING, recurrence=recurrence)
    assert [each["startAt"][8:10] for each in await day_of("2026-03-01", "2026-04-30")] == days


async def test_single_and_repeating_meetings_run_by_time_together(meet, day_of):
    await meet(**MORNING, title="nine", recurrence={"rrule": "FREQ=DAILY"})
    await meet(title="eight", startAt="2026-03-30T08:00:00+02:00", endAt="2026-03-30T08:30:00+02:00")
    await meet(title="ten", startAt="2026-03-30T10:00:00+02:00", endAt="2026-03-30T10:30:00+02:00")
    assert [each["title"] for each in await day_of("2026-03-30")] == ["eight", "nine", "ten"]


@EACH_DATABASE
async def test_a_series_without_an_end_is_followed_for_ten_years(meet, day_of):
    await meet(**MORNING, recurrence={"rrule": "FREQ=YEARLY"})
    assert len(await years(day_of, 2026, 2040)) == 11


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"rrule": "FREQ=HOURLY"}, "recurrence can't be read at FREQ=HOURLY"),
        ({"rrule": "FREQ=DAILY;INTERVAL=0"}, "recurrence can't be read at INTERVAL=0"),
        ({"rrule": "FREQ=DAILY;COUNT=2;COUNT=3"}, "recurrence can't be read at COUNT=3"),
        ({"rrule": "FREQ=DAILY;BYHOUR=9"}, "recurrence can't be read at BYHOUR=9"),
        ({"rrule": "BYDAY=MO"}, "recurrence has no FREQ"),
        ({"rrule": "FREQ=DAILY;UNTIL=20261399"}, "recurrence holds 20261399, which is no date"),
        ({"rdate": "00010101T000000Z"}, "recurrence holds 00010101T000000Z, which is not between 1970 and 2199"),
        ({"rdate": "99991231T225959Z"}, "recurrence holds 99991231T225959Z, which is not between 1970 and 2199"),
        ({"exdate": "22000101"}, "recurrence holds 22000101, which is not between 1970 and 2199"),
        ({"exdate": "yesterday"}, "recurrence is not a list such as"),
        ({"rrule": "FREQ=DAILY;COUNT=1", "exdate": "20260323"}, "recurrence leaves no day"),
    ],
)
async def test_a_rule_that_cannot_be_followed(desk, meeting, rules, reason):
    answer = await desk.post("/vm/meetings", json=meeting | MORNING | {"recurrence": rules})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(reason)


@pytest.mark.parametrize("never", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU"])
async def test_a_rule_that_never_comes_leaves_the_first_meeting(meet, day_of, never):
    await meet(**MORNING, recurrence={"rrule": never})
    assert [each["startAt"][:10] for each in await years(day_of, 2026, 2040)] == ["2026-03-23"]


@pytest.mark.parametrize("until", ["99991231T235959Z", "99991231T235959", "99991231", "21991231T230000Z"])
async def test_an_end_that_means_never_is_as_good_as_none(meet, day_of, until):
    await meet(**MORNING, recurrence={"rrule": f"FREQ=YEARLY;UNTIL={until}"})
    assert len(await years(day_of, 2026, 2040)) == 11


async def test_leap_days_come_every_four_years(meet, day_of):
    times = {"startAt": "2028-02-29T09:00:00+01:00", "endAt": "2028-02-29T10:00:00+01:00"}
    await meet(**times, recurrence={"rrule": "FREQ=YEARLY"})
    listed = [each["startAt"][:10] for each in await years(day_of, 2026, 2040)]
    assert listed == ["2028-02-29", "2032-02-29", "2036-02-29"]


_dates = st.lists(
    st.builds(
        "{:04}{:02}{:02}{}".format,
        st.integers(0, 9999),
        st.integers(0, 13),
        st.integers(0, 32),
        st.sampled_from(["", "T000000", "T235959", "T000000Z", "T235959Z"]),
    ),
    max_size=3,
).map(",".join)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(_dates, _dates, st.sampled_from(["Pacific/Kiritimati", "Pacific/Midway", "Europe/Brussels"]))
def test_no_list_of_dates_fails_without_a_reason(further, left_out, zone):
    first = datetime(2026, 3, 23, 9)  # noqa: DTZ001 a wall clock
    with suppress(ValueError):
        starts("FREQ=DAILY;UNTIL=99991231T235959Z", "", further, left_out, first, ZoneInfo(zone))


_numbers = st.lists(st.integers(-400, 400), min_size=1, max_size=3).map(lambda each: ",".join(map(str, each)))
_lists = st.sampled_from(["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"])
_parts = st.one_of(
    st.builds("COUNT={}".format, st.integers(-1, 20000)),
    st.builds("INTERVAL={}".format, st.integers(-1, 1200)),
    st.builds("UNTIL={:08}".format, st.integers(0, 99999999)),
    st.builds("{}={}".format, _lists, _numbers),
    st.builds("BYDAY={}{}".format, st.integers(-60, 60), st.sampled_from(["MO", "SU", "XX"])),
    st.text(max_size=10),
)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.lists(_parts, max_size=4))
def test_no_rule_runs_for_ever_or_fails_without_a_reason(frequency, parts):
    first = datetime(2026, 3, 23, 9)  # noqa: DTZ001 a wall clock
    with suppress(ValueError):
        moments = list(starts(";".join([f"FREQ={frequency}", *parts]), "", "", "", first, BRUSSELS))
        assert moments == sorted(set(moments))
        assert len(moments) <= 10 * 366 + 1
