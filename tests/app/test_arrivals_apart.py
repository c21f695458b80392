"""Two desks on one desk server, apart for a while: whatever each said, and whoever comes back first, all say the same.

FOYER_TEST_EXAMPLES=2000 tries more of them than the suite does.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

EXAMPLES = int(os.environ.get("FOYER_TEST_EXAMPLES", "16"))
AMELIE, JOHN = NAMES = ("Amélie Dubois", "John Doe")
LATER = meeting(startAt="2026-03-12T10:00:00+01:00")


@pytest.fixture
async def met(tmp_path):
    """A server, and two desks that have heard of the day's meeting."""
    server = FaultyServer()
    await server.make("/vm/meetings", LATER)
    desks = [ArrivalsDesk(tmp_path, server, name=name) for name in ("Desk 1", "Desk 2")]
    for desk in desks:
        await desk.refresh()
    yield server, *desks
    for desk in desks:
        await desk.close()
    server.close()


async def test_an_arrival_is_seen_at_the_other_desk_after_one_refresh(met):
    _, one, two = met
    await one.check_in(AMELIE)
    await one.send()
    await two.refresh()
    assert await two.standing() == {AMELIE: "on site", JOHN: "expected"}
    (present,) = two.present()
    assert (present.desk, present.person.name, present.person.host) == ("Desk 1", AMELIE, "Sofia Marchetti")
    said = await two.arrivals.check_in([await two.visit(AMELIE)])
    assert (said.entries, len(said.already)) == ((), 1)


async def test_an_undo_and_a_departure_are_seen_at_the_other_desk_too(met):
    _, one, two = met
    entries = await one.check_in(AMELIE, JOHN)
    await one.send()
    await two.refresh()
    await two.check_out(JOHN)
    await one.undo(entries[0])
    for desk in (one, two):
        await desk.send()
    for desk in (one, two):
        await desk.refresh()
        assert await desk.standing() == {AMELIE: "expected", JOHN: "left"}


async def test_another_desks_check_in_is_taken_back_long_after_it_was_said(met):
    server, one, two = met
    await one.check_in(AMELIE)
    await one.send()
    await two.refresh()
    two.pass_time(3600)
    back = await two.arrivals.take_back_check_ins([await two.visit(AMELIE)])
    assert ([visit.name for visit in back.taken], back.not_in) == ([AMELIE], ())
    await two.send()
    await one.refresh()
    for desk in (one, two):
        assert (await desk.visit(AMELIE)).arrival.arrived_at is None
    assert (await server.visits())[0]["status"]["value"] == "Expected"


async def test_who_was_checked_out_meanwhile_has_been_here_whatever_is_taken_back(met):
    """One desk doesn't know yet that the visitor left at the other one."""
    _, one, two = met
    await one.check_in(AMELIE)
    await one.send()
    await two.refresh()
    two.pass_time(60)
    await two.check_out(AMELIE)
    one.pass_time(120)
    assert (await one.arrivals.take_back_check_ins([await one.visit(AMELIE)])).taken
    for desk in (one, two, one):
        await desk.send()
        await desk.refresh()
    for desk in (one, two):
        assert (await desk.standing())[AMELIE] == "left"
    back = await one.arrivals.take_back_check_ins([await one.visit(AMELIE)])
    assert ([visit.name for visit in back.not_in], back.taken) == ([AMELIE], ())


@pytest.mark.parametrize("first", [0, 1])
async def test_whoever_saw_them_first_counts_whichever_desk_comes_back_first(met, first):
    server, *desks = met
    one, two = desks
    two.pass_time(300)
    await two.check_in(AMELIE)
    (earlier,) = await one.check_in(AMELIE)
    for desk in (desks[first], desks[1 - first]):
        await desk.send()
    for desk in desks:
        await desk.refresh()
        assert (await desk.visit(AMELIE)).arrival.arrived_at == earlier.at
    (visit,) = await server.visits()
    assert visit["arrivedAt"] == "2026-03-12T09:42:08+01:00"
    assert len(visit["events"]) == 2


async def test_who_came_at_a_desk_whose_clock_is_ahead_can_leave_at_another(met):
    _, one, two = met
    one.pass_time(900)
    await one.check_in(AMELIE)
    await one.send()
    await two.refresh()
    await two.check_out(AMELIE)
    assert (await two.standing())[AMELIE] == "left"
    await two.send()
    await one.refresh()
    assert (await one.standing())[AMELIE] == "left"


async def test_what_another_desk_said_is_known_after_a_restart_without_a_network(met, tmp_path):
    server, one, two = met
    await one.check_in(AMELIE)
    await one.send()
    await two.refresh()
    await two.close()
    again = ArrivalsDesk(tmp_path, server, name="Desk 2")
    again.line.up = False
    assert [present.person.name for present in again.present()] == [AMELIE]
    assert await again.arrivals.heard_at() == NOW
    await again.close()


async def test_the_moment_of_the_last_answer_is_kept_when_it_told_nothing_new(met, tmp_path):
    server, one, _ = met
    await one.refresh()
    one.pass_time(600)
    await one.refresh()
    await one.close()
    again = ArrivalsDesk(tmp_path, server, clock=one.clock)
    assert await again.arrivals.heard_at() == NOW + timedelta(seconds=600)
    await again.close()


# What may happen, in any order. A desk is 0 or 1, a visitor as well.

WHICH = st.integers(0, 1)
HAPPENS = st.one_of(
    st.tuples(st.just("check in"), WHICH, WHICH),
    st.tuples(st.just("check in"), WHICH, WHICH),
    st.tuples(st.just("check out"), WHICH, WHICH),
    st.tuples(st.just("undo"), WHICH, st.integers(0, 5)),
    st.tuples(st.just("send"), WHICH, st.integers(0, 40)),
    st.tuples(st.just("lose answers"), WHICH, st.integers(1, 2)),
    st.tuples(st.just("line"), WHICH, WHICH),
    st.tuples(st.just("refresh"), WHICH, st.just(0)),
    st.tuples(st.just("set the clock"), WHICH, st.integers(-400, 400)),
    st.tuples(st.just("restart"), st.integers(0, 2), st.just(0)),
)


class Apart:
    """Both desks know the same two visitors; `said` holds what each desk may still take back."""

    def __init__(self, server, folder, meeting_id):
        self.server = server
        self.folder = folder
        self.meeting_id = meeting_id
        self.desks = [self._desk(number) for number in (0, 1)]
        self.said = defaultdict(list)

    def _desk(self, number, clock=NOW):
        return ArrivalsDesk(self.folder, self.server, name=f"Desk {number}", clock=clock)

    async def rows(self, desk):
        return [visit for visit in await desk.rows() if visit.meeting == self.meeting_id]

    async def happens(self, what, which, how):
        if what == "restart":
            await self.restart(which)
            return
        desk = self.desks[which]
        match what:
            case "check in" | "check out":
                await self.say(desk, which, what == "check in", how)
            case "undo" if self.said[which]:
                desk.pass_time()
                await desk.arrivals.undo([self.said[which].pop(how % len(self.said[which]))])
            case "send":
                await desk.send_for(how)
            case "lose answers":
                desk.line.lost += how
            case "line":
                desk.line.up = bool(how)
            case "refresh" if desk.line.up:
                await desk.refresh()
            case "set the clock":
                desk.pass_time(how)

    async def say(self, desk, which, comes, visitor):
        """What a person did is so at once at that desk, whatever the clocks say."""
        desk.pass_time()
        visit = (await self.rows(desk))[visitor]
        said = await (desk.arrivals.check_in if comes else desk.arrivals.check_out)([visit])
        self.said[which] += said.entries
        now = await desk.arrivals.of(visit.id)
        assert now.on_site if comes else not now.on_site

    async def restart(self, which):
        if which == 2:
            self.server.restart()
            return
        before = self.desks[which]
        await before.close()
        self.desks[which] = self._desk(which, before.clock)
        self.desks[which].line.up = before.line.up

    async def come_back(self, first):
        for desk in (self.desks[first], self.desks[1 - first]):
            desk.line.up, desk.line.lost = True, 0
            await desk.send()
        for desk in self.desks:
            assert not desk.pending
            await desk.refresh()

    async def told(self):
        """How each of the two visitors stands, as the desks say it and as the server does."""
        at_desks = []
        for desk in self.desks:
            rows = [visit.arrival for visit in await self.rows(desk)]
            at_desks.append([(arrival.arrived_at, arrival.left_at) for arrival in rows])
        return at_desks, await self.server_says()

    async def server_says(self):
        listed = {visit["id"]: visit for visit in await self.server.visits()}
        (meeting,) = [one for one in await self.server.meetings() if one["id"] == self.meeting_id]
        of_meeting = [f"{DAY}/{meeting['id']}/{visitor['id']}" for visitor in meeting["visitors"]]
        return [
            (listed[visit]["arrivedAt"], listed[visit]["leftAt"]) if visit in listed else (None, None)
            for visit in of_meeting
        ]

    async def close(self):
        for desk in self.desks:
            await desk.close()


def seconds(site, moment):
    """As the server writes it."""
    return site.local(moment).isoformat(timespec="seconds") if moment else None


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(happened=st.lists(HAPPENS, min_size=4, max_size=24), first=WHICH)
def test_all_agree_in_the_end(happened, first):
    folder = Path(tempfile.mkdtemp())
    server = FaultyServer(database=f"sqlite:///{folder / 'server.sqlite3'}")

    async def story():
        apart = Apart(server, folder, await server.make("/vm/meetings", LATER))
        for desk in apart.desks:
            await desk.refresh()
        for one in happened:
            await apart.happens(*one)
        await apart.come_back(first)
        (one, two), told = await apart.told()
        assert one == two
        site = apart.desks[0].site
        assert [(seconds(site, came), seconds(site, left)) for came, left in one] == told
        events = [event["id"] for visit in await server.visits() for event in visit["events"]]
        assert len(events) == len(set(events))
        await apart.close()

    try:
        asyncio.run(story())
    finally:
        server.close()
        shutil.rmtree(folder)
