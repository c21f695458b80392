"""The figures as this desk counts them from its own file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.models.statistics.figures import Peak, Row
from app.models.statistics.period import Period
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

TODAY = Period(DAY, DAY)


@pytest.fixture
async def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    desk = ArrivalsDesk(tmp_path, server)
    yield desk
    await desk.close()


async def test_today_against_plan(server, desk):
    await server.make("/vm/meetings", meeting())
    later = meeting("Audit", startAt="2026-03-12T14:00:00+01:00", endAt="2026-03-12T15:00:00+01:00")
    bo = {"firstName": "Bo", "lastName": "Ek"}
    await server.make("/vm/meetings", later | {"hostId": "Tom Okafor", "visitors": [bo]})
    walked_in = meeting(startAt="2026-03-12T09:40:00+01:00", endAt="2026-03-12T10:40:00+01:00", walkIn=True)
    await server.make("/vm/meetings", walked_in | {"visitors": [{"firstName": "Ada", "lastName": "Lee"}]})
    await desk.refresh()
    desk.clock = NOW - timedelta(minutes=12, seconds=8)
    await desk.check_in("Amélie Dubois")  # at 09:30
    desk.clock = NOW
    await desk.check_in("Ada Lee")
    desk.clock = NOW + timedelta(minutes=10)
    await desk.check_out("Amélie Dubois")
    answer = await desk.services.statistics().here(TODAY)
    visits = answer.visits
    assert (visits.expected, visits.arrived, visits.walk_ins, visits.no_shows) == (3, 2, 1, 0)
    assert (visits.on_site, visits.left, visits.late, visits.to_come) == (1, 1, 1, 1)
    assert visits.not_told == 1  # nobody mails, and Amélie Dubois isn't in any more
    assert visits.longest_late == (desk.site.moment() - datetime(2026, 3, 12, 8, tzinfo=UTC)).seconds
    assert visits.next_expected == datetime(2026, 3, 12, 13, tzinfo=UTC)
    assert visits.peak == Peak(2, datetime(2026, 3, 12, 8, 42, 8, tzinfo=UTC))
    assert (visits.mean_delay, visits.median_stay) == (30 * 60, 22 * 60)
    assert [(one.hour, one.expected, one.arrived) for one in answer.by_hour if one.expected or one.arrived] == [
        (9, 2, 2),
        (14, 1, 0),
    ]
    assert [step.count for step in answer.on_site_over_day] == [1, 2, 1]
    assert answer.by_day == (Row("2026-03-12", "", 3, 2),)
    assert answer.by_month == (Row("2026-03", "", 3, 2),)
    assert [(row.label, row.expected, row.arrived) for row in answer.by_host.rows] == [
        ("Sofia Marchetti", 2, 2),
        ("Tom Okafor", 1, 0),
    ]
    assert (answer.known, answer.missing, answer.tickets) == ((DAY,), (), None)


async def test_who_is_in_since_yesterday_is_no_arrival_of_today_and_is_told_all_the_same(server, desk):
    await server.make("/vm/meetings", meeting())
    await desk.refresh()
    await desk.check_in("Amélie Dubois")
    desk.clock = NOW + timedelta(days=1)
    today = DAY + timedelta(days=1)
    visits = (await desk.services.statistics().here(Period(today, today))).visits
    assert (visits.on_site, visits.arrived, visits.since_before) == (0, 0, 1)
    assert (await desk.services.statistics().here(Period(DAY, today))).visits.since_before is None


async def test_days_of_which_the_file_lacks_something_are_missing(server, desk):
    await server.make("/vm/meetings", meeting())
    await desk.refresh()
    days = Period(date(2026, 3, 11), date(2026, 3, 13))
    answer = await desk.services.statistics().here(days)
    assert (answer.known, answer.missing) == ((DAY,), (date(2026, 3, 11), date(2026, 3, 13)))
    desk.clock = NOW + timedelta(days=1)
    assert (await desk.services.statistics().here(days)).known == ()
    await desk.refresh()  # of the day that is over
    answer = await desk.services.statistics().here(days)
    assert (answer.known, answer.visits.no_shows, answer.visits.late) == ((DAY,), 2, 0)
