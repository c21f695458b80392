"""The visits of a period page by page: of our own server, of another one, and while nobody is reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import Unreachable
from app.models.moments import ONE_DAY
from app.models.statistics.period import Period
from app.models.visits.visit_filter import VisitFilter, Which
from app.services.visits.period_visits import ListedVisits
from tests.app.following.desk import FollowingDesk
from tests.app.outbox_desk import meeting
from tests.faults import FaultyServer

PATH = "GET /vm/statistics/visits"
DAY = date(2026, 3, 12)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
EVERY_DAY = {"recurrence": {"rrule": "FREQ=DAILY;COUNT=150"}}


@pytest.fixture
async def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def foreign():
    """Another vendor's."""
    server = FaultyServer(honours_keys=False)
    yield server
    server.close()


@pytest.fixture
async def opened(tmp_path):
    """Opens a desk at a server."""
    desks = []

    def open_desk(server):
        desks.append(FollowingDesk(tmp_path, server))
        return desks[-1]

    yield open_desk
    for desk in desks:
        await desk.close()


async def shown(desk, period, which=Which.ALL, page=1, *, begins=True):
    told: list[ListedVisits] = []
    await desk.services.period_visits.show(period, VisitFilter(which), page, told.append, begins=begins)
    return told


async def test_a_year_is_listed_page_by_page_by_one_call_each(server, opened):
    desk = opened(server)
    await server.make("/vm/meetings", meeting(**EVERY_DAY))
    await desk.refresh()
    here, first = await shown(desk, YEAR)
    assert (here.ours, here.total, here.over) == (False, 2, False)  # of the only day that this desk has
    assert (first.ours, first.total, first.last_page, len(first.visits), first.over) == (True, 300, 2, 200, True)
    (second,) = await shown(desk, YEAR, page=2, begins=False)
    assert (second.page, second.first, len(second.visits)) == (2, 201, 100)
    days = [visit.day for visit in (*first.visits, *second.visits)]
    assert days == [DAY + number // 2 * ONE_DAY for number in range(300)]
    assert desk.line.asked.count(PATH) == 2


async def test_all_pages_are_taken_along_up_to_a_bound(server, opened, monkeypatch):
    desk = opened(server)
    await server.make("/vm/meetings", meeting(**EVERY_DAY))
    await desk.refresh()
    visits = desk.services.period_visits
    whole = await visits.in_all(YEAR, VisitFilter(), ours=True)
    assert (len({one.id for one in whole.visits}), whole.total) == (300, 300)
    here = await visits.in_all(YEAR, VisitFilter(), ours=False)
    assert (len(here.visits), here.total, here.lacking) == (2, 2, 364)
    monkeypatch.setattr("app.services.visits.period_visits.MOST_IN_ALL", 200)
    some = await visits.in_all(YEAR, VisitFilter(), ours=True)
    assert (len(some.visits), some.total) == (200, 300)


async def test_a_page_that_is_gone_is_the_last_one_there_is(server, opened):
    desk = opened(server)
    await server.make("/vm/meetings", meeting(**EVERY_DAY))
    (last,) = await shown(desk, YEAR, page=5, begins=False)
    assert (last.page, len(last.visits)) == (2, 100)


async def test_while_our_own_server_is_away_the_file_lists_what_it_has(server, opened):
    desk = opened(server)
    await server.make("/vm/meetings", meeting(**EVERY_DAY))
    for day in (DAY, DAY + ONE_DAY):
        await desk.day.refresh(day)
    desk.line.up = False
    told: list[ListedVisits] = []
    with pytest.raises(Unreachable):
        await desk.services.period_visits.show(YEAR, VisitFilter(), 1, told.append, begins=True)
    assert (len(told[-1].visits), told[-1].lacking, told[-1].over) == (4, YEAR.length - 2, True)
    assert not told[-1].ours


async def test_another_server_is_asked_for_92_days_and_never_for_the_list(foreign, opened):
    desk = opened(foreign)
    await foreign.make("/vm/meetings", meeting())
    for days in (-46, -200):
        day = DAY + timedelta(days)
        times = {"startAt": f"{day}T09:00:00+01:00", "endAt": f"{day}T10:00:00+01:00"}
        await foreign.make("/vm/meetings", meeting(**times))
    await desk.refresh()
    period = Period(DAY - timedelta(300), DAY)
    told = await shown(desk, period)
    assert [(one.asked, one.asking, one.over) for one in told[:2]] == [(0, 92, False), (1, 92, False)]
    assert (told[-1].total, told[-1].lacking, told[-1].asked, told[-1].over) == (4, 300, 92, True)
    asked = {one["from"] for one in desk.line.queries if "from" in one}
    assert min(asked) == str(DAY - timedelta(92))
    (here,) = await shown(desk, period, begins=False)
    assert (here.total, here.lacking, here.over) == (4, 208, True)
    further = await shown(desk, period)
    assert (further[-1].total, further[-1].lacking - further[-1].asked) == (4, 116)
    assert (await shown(desk, period))[-1].total == 6
    assert PATH not in desk.line.asked


async def test_days_that_the_file_lacks_are_asked_for_one_after_the_other(foreign, opened):
    desk = opened(foreign)
    await desk.refresh()
    for day in (13, 14):
        times = {"startAt": f"2026-03-{day}T09:00:00+01:00", "endAt": f"2026-03-{day}T10:00:00+01:00"}
        await foreign.make("/vm/meetings", meeting(**times))
    told = await shown(desk, Period(DAY, DAY + 2 * ONE_DAY), Which.EXPECTED)
    assert [(len(one.visits), one.asked, one.over) for one in told] == [(0, 0, False), (2, 1, False), (4, 2, True)]


async def test_the_pages_of_the_file_are_those_of_the_whole(foreign, opened):
    desk = opened(foreign)
    people = [{"firstName": "Ana", "lastName": str(number)} for number in range(90)]
    for day in (10, 11, 12):
        times = {"startAt": f"2026-03-{day}T09:00:00+01:00", "endAt": f"2026-03-{day}T10:00:00+01:00"}
        await foreign.make("/vm/meetings", meeting(visitors=people, **times))
    period = Period(date(2026, 3, 10), DAY)
    first = (await shown(desk, period))[-1]
    (second,) = await shown(desk, period, page=2, begins=False)
    assert [(one.page, one.total, len(one.visits)) for one in (first, second)] == [(1, 270, 200), (2, 270, 70)]
    ids = [visit.id for visit in (*first.visits, *second.visits)]
    assert len({*ids}) == 270
    assert [one[:10] for one in ids] == sorted(one[:10] for one in ids)
