"""What this desk counts of its own file, against a plain count of the same visits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from app.models.statistics.counting import MOST_ROWS, CountedVisit, Now, as_it_stood, count
from app.models.statistics.period import Period
from tests import plain_counts
from tests.plain_counts import PlainVisit, as_counted, plain_count

LATE = timedelta(minutes=15)
ZONES = tuple(map(ZoneInfo, ("Europe/Brussels", "America/St_Johns", "Australia/Lord_Howe")))
DAYS = (date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 4, 5))
"""Clocks are turned on two of them, each on its side of the world."""

minutes = some.none() | some.integers(0, 200)


@some.composite
def visits(draw, zone):
    day, wall = draw(some.sampled_from(DAYS)), time(draw(some.sampled_from((0, 1, 2, 3, 9, 23))), 30)
    expected = datetime.combine(day, wall, zone).astimezone(ZoneInfo("UTC"))
    came, stays = draw(minutes), draw(minutes)
    arrived = None if came is None else expected + timedelta(minutes=came - 30)
    return PlainVisit(
        day=day,
        expected=expected,
        host=draw(some.sampled_from(("Ada Lee", "Bo Ek"))),
        company=draw(some.sampled_from(("Acme", "ACME", ""))),
        walk_in=arrived is not None and draw(some.booleans()),
        came=arrived,
        left=arrived + timedelta(minutes=stays) if arrived and stays is not None else None,
    )


@given(data=some.data(), zone=some.sampled_from(ZONES), today=some.sampled_from(DAYS))
@settings(max_examples=25)
def test_each_figure_is_that_of_a_plain_count(data, zone, today):
    plain = data.draw(some.lists(visits(zone), max_size=8))
    now = datetime.combine(today, time(10), zone).astimezone(ZoneInfo("UTC"))
    for period in (Period(DAYS[0], DAYS[-1]), Period(today, today)):
        counted = _count(period, [_counted(one) for one in plain if one.day in period], now, zone)
        assert as_counted(counted) == plain_count(plain, period.first, period.last, now, zone, LATE)
    stood = _count(period, [*as_it_stood([_counted(one) for one in plain if one.day == today], now)], now, zone)
    assert as_counted(stood) == plain_count(plain_counts.as_it_stood(plain, now), today, today, now, zone, LATE)


def test_the_others_are_counted_together():
    first = datetime(2026, 3, 28, 9, tzinfo=ZONES[0])
    hosts = [f"Host {number:02}" for number in range(MOST_ROWS + 3) for _ in range(2)]
    some_visits = [_counted(PlainVisit(DAYS[0], first, host, "", came=first)) for host in hosts]
    by_host = _count(Period(DAYS[0], DAYS[0]), some_visits, first, ZONES[0]).by_host
    assert (len(by_host.rows), by_host.rows[0].label) == (MOST_ROWS, "Host 00")
    assert (by_host.rest, by_host.rest_expected, by_host.rest_arrived) == (3, 6, 6)


def _count(period, counted, now, zone):
    present = Now(now, now.astimezone(zone).date(), int(LATE.total_seconds()))
    return count(period, counted, known=tuple(period), now=present, zone=zone)


def _counted(one):
    came, left = (moment and int(moment.timestamp()) for moment in (one.came, one.left))
    return CountedVisit(one.day, int(one.expected.timestamp()), came, left, one.walk_in, one.host, one.company)
