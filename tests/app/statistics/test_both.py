"""The desk's own file and our own server count alike; another server is never asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period
from app.models.visits.visit_filter import VisitFilter, Which
from app.services.visits.period_visits import ListedVisits
from tests.app.following.desk import FollowingDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

PATH = "/vm/statistics"
DAY = date(2026, 3, 12)

NARROWED = (
    (VisitFilter(Which.EXPECTED, hour=9), 3),
    (VisitFilter(Which.ARRIVED, hour=9), 3),
    (VisitFilter(host="tom okafor"), 2),
    (VisitFilter(company="acme"), 2),
    (VisitFilter(Which.NO_SHOWS, company=""), 0),
    (VisitFilter(host=""), 0),
    (VisitFilter(company=""), 5),
    (VisitFilter(at=NOW + timedelta(minutes=5)), 3),
)
"""Of the day below, and how many visits each lets through."""


@pytest.fixture
async def server(clock):
    server = FaultyServer(now=lambda: clock[0].clock if clock else NOW)
    yield server
    server.close()


@pytest.fixture
def clock():
    """Of the desk, and of its server."""
    return []


@pytest.fixture
async def desk(server, tmp_path, clock):
    desk = FollowingDesk(tmp_path, server)
    clock.append(desk)
    yield desk
    await desk.close()


def spans(starts, ends, **different):
    return meeting(startAt=f"2026-03-{starts}:00+01:00", endAt=f"2026-03-{ends}:00+01:00", **different)


async def test_both_count_alike_whatever_happened_on_a_day(server, desk):
    firms = {"Bo": "Acme", "Al": "ACME"}
    people = [{"firstName": name, "lastName": "Ek", "companyName": firm} for name, firm in firms.items()]
    for body in (
        spans("12T08:00", "12T09:00", title="Walk-in"),
        spans("12T09:30", "12T11:00", visitors=people, hostId="Tom Okafor"),
        spans("12T09:00", "12T10:00", walkIn=True, visitors=[{"firstName": "Ada", "lastName": "Lee"}]),
        spans("11T22:00", "12T06:00", visitors=[{"firstName": "Over", "lastName": "Night"}]),
        spans("11T09:00", "13T17:00", visitors=[{"firstName": "Three", "lastName": "Days"}]),
        spans("12T13:00", "12T14:00", visitors=[{"firstName": "Not", "lastName": "Coming"}]),
    ):
        await server.make("/vm/meetings", body)
    await desk.refresh()
    await desk.check_in("Amélie Dubois", "Ada Lee", "Bo Ek")
    desk.pass_time(600)
    await desk.check_out("Amélie Dubois")
    (taken_back,) = await desk.check_in("Al Ek")
    await desk.undo(taken_back)
    await desk.send()
    await desk.refresh()
    statistics = desk.services.statistics()
    for period in (Period(DAY, DAY), Period(DAY - ONE_DAY, DAY + ONE_DAY)):
        for day in period:
            await desk.day.refresh(day)
        here, there = await statistics.here(period), await statistics.of(period)
        assert there.tickets is not None
        assert replace(there, tickets=None) == here
        for which, count in _counts(here):
            listed: list[ListedVisits] = []
            await desk.services.period_visits.show(period, VisitFilter(which), 1, listed.append, begins=True)
            assert [(which, len(one.visits), one.total) for one in listed] == [(which, count, count)] * len(listed)
            assert [one.ours for one in listed] == ([False] if which is Which.NOT_TOLD else [False, True])
    for chosen, count in NARROWED:
        listed = []
        await desk.services.period_visits.show(Period(DAY, DAY), chosen, 1, listed.append, begins=True)
        assert [(one.ours, one.total) for one in listed] == [(False, count), (True, count)], chosen
    for moment in (NOW - timedelta(hours=1), desk.site.moment()):
        here, there = [await ask(Period(DAY, DAY), at=moment) for ask in (statistics.here, statistics.of)]
        assert replace(there, tickets=None) == here
    assert desk.line.asked.count(f"GET {PATH}") == 4


def _counts(answer):
    visits = answer.visits
    counts = {
        Which.EXPECTED: visits.expected,
        Which.ARRIVED: visits.arrived,
        Which.CHECKED_IN: visits.arrived - visits.walk_ins,
        Which.WALK_INS: visits.walk_ins,
        Which.NO_SHOWS: visits.no_shows,
        Which.ON_SITE: visits.on_site,
        Which.LEFT: visits.left,
        Which.LATE: visits.late,
        Which.TO_COME: visits.to_come,
        Which.NOT_TOLD: visits.not_told,
    }
    return [(which, count) for which, count in counts.items() if count is not None]


async def test_while_our_own_server_is_away_the_file_answers(server, desk):
    await server.make("/vm/meetings", meeting())
    await desk.refresh()
    desk.line.up = False
    answer = await desk.services.statistics().of(Period(DAY, DAY + ONE_DAY))
    assert (answer.visits.expected, answer.known, answer.missing) == (2, (DAY,), (DAY + ONE_DAY,))


async def test_another_server_is_never_asked(tmp_path):
    server = FaultyServer(honours_keys=False)
    desk = FollowingDesk(tmp_path, server)
    await server.make("/vm/meetings", meeting())
    await desk.refresh()
    answer = await desk.services.statistics().of(Period(DAY, DAY))
    assert (answer.visits.expected, answer.tickets) == (2, None)
    assert f"GET {PATH}" not in desk.line.asked
    await desk.close()
    server.close()
