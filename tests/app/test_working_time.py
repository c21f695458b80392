"""Working time against a plain count of minutes, over weekends, days off and both changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.tickets.working_time import WorkingTime

SITE = ZoneInfo("Europe/Brussels")
MINUTE = timedelta(minutes=1)
NINE_TO_FIVE = ((time(9), time(12, 30)), (time(13), time(17)))
HOLIDAYS = frozenset({date(2026, 3, 30), date(2026, 10, 26)})
WEEKS = (
    dict.fromkeys(range(5), NINE_TO_FIVE),
    dict.fromkeys(range(7), ((time(0), time(0)),)),  # around the clock
    {5: ((time(22), time(0)),), 6: ((time(0), time(6)),), 0: ((time(8), time(8, 15)),)},
)


def _is_worked(minute, hours):
    """As somebody sees it who looks at the clock on the wall."""
    wall = minute.astimezone(SITE)
    if wall.date() in HOLIDAYS:
        return False
    spans = hours.get(wall.weekday(), ())
    return any(opens <= wall.time() and (wall.time() < closes or closes == time(0)) for opens, closes in spans)


def _minutes(start, count):
    return [start + MINUTE * number for number in range(count)]


@settings(max_examples=30, derandomize=True, deadline=None, database=None)
@given(
    near=st.sampled_from([datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)]),
    later=st.integers(0, 6 * 1440),
    length=st.integers(0, 6 * 1440),
    week=st.sampled_from(WEEKS),
)
def test_as_many_minutes_are_worked_as_a_plain_count_says(near, later, length, week):
    start = near + later * MINUTE
    calendar = WorkingTime(SITE, week, HOLIDAYS)
    worked = [minute for minute in _minutes(start, length) if _is_worked(minute, week)]
    assert calendar.worked(start, start + length * MINUTE) == 60 * len(worked)
    if worked:
        assert calendar.due_after(start, 60 * len(worked)) == worked[-1] + MINUTE


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-27T16:00", 2, "2026-03-31T10:00"),  # over a weekend, a change to summer time and a day off
        ("2026-10-23T16:00", 2, "2026-10-27T10:00"),
        ("2026-12-31T16:30", 7.5, "2027-01-01T16:30"),
        ("2026-03-12T06:00", 3.5, "2026-03-12T12:30"),
        ("2026-03-12T12:45", 0.25, "2026-03-12T13:15"),
        ("2026-03-12T20:00", 0, "2026-03-12T20:00"),
    ],
)
def test_when_so_much_will_have_been_worked(start, hours, due):
    calendar = WorkingTime(SITE, WEEKS[0], HOLIDAYS)
    found = calendar.due_after(datetime.fromisoformat(start).replace(tzinfo=SITE), int(hours * 3600))
    assert found.astimezone(SITE).replace(tzinfo=None) == datetime.fromisoformat(due)


def test_where_nothing_is_worked_nothing_is_due():
    with pytest.raises(ValueError, match="too little is worked"):
        WorkingTime(SITE, {}).due_after(datetime(2026, 3, 12, tzinfo=UTC), 1)
