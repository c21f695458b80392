"""Checking in and out at one desk: durable before it is said, never twice, taken back, through every fault there is."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.errors import ConnectionFault, DiskFull
from app.models.lists import visits_list
from app.models.objects.company import Company
from app.models.operations import Kind, State
from app.models.visit_events import EventKind
from app.models.visit_row import NOT_COME, Status, Waits
from app.store.lists.answers import Answer
from tests import faults
from tests.app.arrivals_desk import DAY, ArrivalsDesk, said
from tests.app.outbox_desk import meeting
from tests.faults import FaultyServer

AMELIE, JOHN = "Amélie Dubois", "John Doe"
LATER = meeting(startAt="2026-03-12T10:00:00+01:00")
IN, OUT, UNDO = (kind.value for kind in (EventKind.CHECK_IN, EventKind.CHECK_OUT, EventKind.UNDO))


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    """A desk that has heard of today: a meeting of two visitors."""
    await server.make("/vm/meetings", LATER)
    desk = ArrivalsDesk(tmp_path, server)
    await desk.refresh()
    yield desk
    await desk.close()


async def started_again(desk, server, tmp_path):
    await desk.close()
    return ArrivalsDesk(tmp_path, server, clock=desk.clock)


async def on_the_server(server):
    """Of each visitor how they stand, and which kinds of things were said of them."""
    return {
        f"{visit['visitor']['firstname']} {visit['visitor']['lastname']}": (
            visit["status"]["value"],
            [event["kind"] for event in visit["events"]],
        )
        for visit in await server.visits()
    }


async def test_who_is_checked_in_is_on_site_here_and_then_on_the_server(desk, server):
    await desk.check_in(AMELIE)
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}
    visit = await desk.visit(AMELIE)
    assert visit.arrival.arrived_at == desk.clock
    assert visit.waiting is not None
    assert visit.waiting.state is State.WAITING
    await desk.send()
    assert (await desk.visit(AMELIE)).waiting is None
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN])}


async def test_it_is_on_the_disk_before_anybody_is_told(desk):
    told = []

    def look(change):
        if desk.present():
            journal = desk.database._connection.execute("select count(*) from journal").fetchone()
            told.append((journal, desk.database._connection.in_transaction))

    desk.lists.on_change(look)
    await desk.check_in(AMELIE)
    assert told == [((1,), False)]


async def test_who_is_in_is_not_checked_in_again_and_that_is_said(desk):
    await desk.check_in(AMELIE)
    both = [await desk.visit(AMELIE), await desk.visit(JOHN)]
    again = await desk.arrivals.check_in(both)
    assert [entry.person.name for entry in again.entries] == [JOHN]
    assert [visit.name for visit in again.already] == [AMELIE]
    assert len(desk.waiting()) == 2


async def test_two_clicks_at_once_are_one(desk):
    visit = await desk.visit(AMELIE)
    first, second = await asyncio.gather(desk.arrivals.check_in([visit]), desk.arrivals.check_in([visit]))
    assert (len(first.entries), len(second.entries)) == (1, 0)
    assert [(one.key, one.arrival.on_site) for one in second.already] == [(visit.key, True)]


async def test_a_row_that_is_named_twice_is_one(desk):
    visit = await desk.visit(AMELIE)
    assert len((await desk.arrivals.check_in([visit, visit])).entries) == 1


async def test_nobody_leaves_who_did_not_come(desk, server):
    assert await desk.check_out(AMELIE) == ()
    assert (await desk.visit(AMELIE)).arrival is NOT_COME
    assert not desk.pending


async def test_in_out_and_in_again(desk, server):
    await desk.check_in(AMELIE)
    await desk.check_out(AMELIE)
    assert (await desk.standing())[AMELIE] == "left"
    came = await desk.check_in(AMELIE)
    visit = await desk.visit(AMELIE)
    assert visit.status(desk.clock) is Status.ON_SITE
    assert visit.arrival.arrived_at == came[0].at
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN, OUT, IN])}


async def test_a_group_is_checked_in_in_one_transaction(desk, server):
    statements = []
    desk.database._connection.set_trace_callback(statements.append)
    entries = await desk.check_in(AMELIE, JOHN)
    desk.database._connection.set_trace_callback(None)
    assert said(entries) == [(AMELIE, entries[0].kind), (JOHN, entries[0].kind)]
    first, last = (number for number, sql in enumerate(statements) if "into journal" in sql)
    assert "commit" not in statements[first:last]
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN]), JOHN: ("Checked-in", [IN])}


async def test_a_full_disk_keeps_nothing_of_a_group_and_says_so(desk):
    (pages,) = desk.database._connection.execute("pragma page_count").fetchone()
    desk.database._connection.execute(f"pragma max_page_count = {pages}")
    rows = await desk.rows()

    async def come_and_go():
        for _ in range(1000):  # until what is left of the last pages is used up
            await desk.arrivals.check_in(rows)
            await desk.arrivals.check_out(rows)

    with pytest.raises(DiskFull):
        await come_and_go()
    entries = await desk.journal()
    assert len(entries) % 2 == 0  # of each group both or neither
    assert [entry.id for entry in entries] == [row.id for row in desk.waiting()]
    last = entries[-1].kind.value == IN
    assert [visit.arrival.on_site for visit in await desk.rows()] == [last, last]
    desk.database._connection.execute("pragma max_page_count = 1000000")
    say = desk.check_out if last else desk.check_in
    assert len(await say(AMELIE, JOHN)) == 2


async def test_what_was_said_is_known_after_a_restart_without_a_network(desk, server, tmp_path):
    await desk.check_in(AMELIE, JOHN)
    await desk.check_out(JOHN)
    desk = await started_again(desk, server, tmp_path)
    desk.line.up = False
    assert await desk.standing() == {AMELIE: "on site", JOHN: "left"}
    assert [one.person.name for one in desk.present()] == [AMELIE]
    assert len(desk.waiting()) == 3
    await desk.close()


@pytest.mark.parametrize("sent", [False, True], ids=["before it was sent", "after it was sent"])
async def test_an_undo_takes_it_back_here_and_on_the_server(desk, server, sent):
    entries = await desk.check_in(AMELIE)
    if sent:
        await desk.send()
    await desk.undo(*entries)
    assert (await desk.standing())[AMELIE] == "expected"
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Expected", [IN, UNDO])}
    await desk.refresh()
    assert (await desk.standing())[AMELIE] == "expected"


async def test_an_undone_departure_is_an_arrival_again(desk, server):
    (came,) = await desk.check_in(AMELIE)
    await desk.undo(*await desk.check_out(AMELIE))
    visit = await desk.visit(AMELIE)
    assert (visit.arrival.on_site, visit.arrival.arrived_at) == (True, came.at)


async def test_who_was_checked_in_by_mistake_can_be_checked_in_later(desk, server):
    await desk.undo(*await desk.check_in(AMELIE))
    await desk.check_in(AMELIE)
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN, UNDO, IN])}


async def test_mails_that_did_not_leave_go_with_the_undo(server, tmp_path):
    await server.make("/vm/meetings", LATER)
    desk = ArrivalsDesk(tmp_path, server, mails=("sofia@northgate.example", "jonas@northgate.example"))
    await desk.refresh()
    entries = await desk.check_in(AMELIE, JOHN)
    first, *_ = desk.waiting(Kind.MAIL)
    await desk.outbox.set_sending(first.id, desk.clock)
    await desk.undo(*entries)
    assert [(row.id, row.state) for row in desk.waiting(Kind.MAIL)] == [(first.id, State.SENDING)]
    await desk.close()


async def test_an_undo_and_its_mails_are_one_transaction(server, tmp_path):
    await server.make("/vm/meetings", LATER)
    desk = ArrivalsDesk(tmp_path, server, mails=("sofia@northgate.example",))
    await desk.refresh()
    entries = await desk.check_in(AMELIE)
    seen = []
    desk.lists.on_change(lambda change: seen.append((len(desk.present()), len(desk.waiting(Kind.MAIL)))))
    await desk.undo(*entries)
    assert seen == [(0, 0)]
    await desk.close()


async def test_a_clock_that_was_set_back_changes_nothing(desk, server):
    """Who is checked out is out, though the clock says that it was before they came."""
    await desk.check_in(AMELIE)
    desk.pass_time(-600)
    await desk.check_out(AMELIE)
    assert (await desk.standing())[AMELIE] == "left"
    await desk.check_in(AMELIE)
    assert (await desk.standing())[AMELIE] == "on site"
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN, OUT, IN])}


async def test_everybody_who_is_still_in_is_checked_out_at_once(desk, server):
    await desk.check_in(AMELIE, JOHN)
    present = desk.present()
    await desk.check_out(JOHN)
    entries = await desk.arrivals.check_out_all(present)
    assert [entry.person.name for entry in entries] == [AMELIE]
    assert desk.present() == ()


async def test_the_sites_zone_may_come_later_than_the_arrival(desk):
    await desk.check_in(AMELIE)
    desk.site.learn(Company(id="CO-DESK", name="Northgate House", timezone="America/New_York"))
    (present,) = desk.present()
    assert f"{desk.site.local(present.since):%H:%M %Z}" == "04:42 EDT"


WRITES_MEET = (
    faults.refused,
    faults.reset_while_sending,
    faults.reset_unread,
    faults.silence,
    faults.lost_answer,
    faults.late_silence,
    faults.broken_before,
    faults.broken_after,
    faults.bad_gateway,
    faults.drips,
    faults.drips_dry,
    faults.cut_off,
    faults.cut_json,
    faults.empty,
    faults.html,
    faults.html_after,
    faults.busy(429, "7"),
    faults.busy(503),
)


@pytest.mark.parametrize("fault", WRITES_MEET, ids=lambda fault: fault.__qualname__)
async def test_no_fault_loses_an_arrival_or_doubles_it(desk, server, fault):
    await desk.check_in(AMELIE)
    await desk.check_out(AMELIE)
    server.post_meets(fault, fault)
    await desk.send()
    assert not desk.pending
    assert await on_the_server(server) == {AMELIE: ("Checked-out", [IN, OUT])}


async def test_a_missing_sign_in_keeps_it_waiting(desk, server):
    server.post_meets(faults.signed_out)
    await desk.check_in(AMELIE)
    desk.run()
    await desk.until(lambda: desk.pending[0].attempts == 1 and desk.states() == [State.WAITING])
    assert (await desk.standing())[AMELIE] == "on site"
    desk.sync.online_again()
    await desk.sent()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN])}


@pytest.mark.parametrize("committed", [False, True])
async def test_a_desk_that_goes_down_while_it_sends_says_it_again(desk, server, tmp_path, committed):
    sending = asyncio.Event()

    async def works(request, on):
        if committed:
            await on(request)
        sending.set()
        return await asyncio.Future()

    server.post_meets(works)
    await desk.check_in(AMELIE)
    desk.run()
    await sending.wait()
    desk = await started_again(desk, server, tmp_path)
    assert desk.states() == [State.SENDING]
    desk.run()
    await desk.sent()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN])}
    await desk.close()


def no_such_call(status):
    async def answer(request, on):
        return httpx.Response(status, json={"error": "there is no such thing"})

    return answer


@pytest.fixture
async def vendors_desk(tmp_path):
    """A desk at another vendor's server, which has heard of today."""
    server = FaultyServer(honours_keys=False)
    await server.make("/vm/meetings", LATER)
    desk = ArrivalsDesk(tmp_path, server)
    yield desk
    await desk.close()
    server.close()


@pytest.mark.parametrize("heard", [True, False])
async def test_another_server_is_never_told_of_arrivals_and_they_stay_at_this_desk(vendors_desk, heard):
    desk = vendors_desk
    await desk.refresh()
    if not heard:
        desk.connection.is_desk_server = None  # as after a start
    entries = await desk.check_in(AMELIE, JOHN)
    await desk.undo(entries[1])
    await desk.send()
    assert not desk.pending
    assert desk.services.calls.exist is False
    assert not [call for call in desk.server.calls if call.startswith("POST")]
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}


@pytest.mark.parametrize("status", [404, 405])
async def test_another_server_without_the_list_is_no_error(vendors_desk, status):
    async def no_list(request, on):
        return httpx.Response(status) if "/visits/" in request.url.path else await on(request)

    vendors_desk.server.get_meets(no_list, no_list)
    assert len(await vendors_desk.refresh()) == 2


@pytest.mark.parametrize("status", [404, 405])
@pytest.mark.parametrize("known", [True, False])
async def test_a_proxy_that_answers_in_the_server_s_place_loses_no_arrival(desk, server, tmp_path, known, status):
    """Three were checked in while the network was down; "page not found" comes from something in between."""
    if not known:
        desk = await started_again(desk, server, tmp_path)
    await desk.check_in(AMELIE)
    await desk.check_in(JOHN)
    server.post_meets(*[no_such_call(status)] * 7)
    server.get_meets(*[no_such_call(status)] * 3)
    await desk.send()
    assert not desk.pending
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN]), JOHN: ("Checked-in", [IN])}
    if not known:
        await desk.close()


async def test_while_a_proxy_does_so_nothing_is_asked_of_a_person_and_the_header_says_why(desk, server):
    server.post_meets(no_such_call(404))
    desk.naps.hold()
    await desk.check_in(AMELIE)
    desk.run()
    await desk.naps.asleep.wait()
    assert desk.states() == [State.WAITING]
    assert "such as a proxy" in str(desk.connection.fault)
    server.get_meets(no_such_call(404))
    with pytest.raises(ConnectionFault):
        await desk.arrivals.refresh(DAY)


async def test_our_own_server_that_answers_404_is_taken_at_its_word_and_nothing_is_dropped(desk, server):
    server.post_meets(own(404, b"{}"))
    await desk.check_in(AMELIE)
    await desk.send()
    assert desk.states() == [State.REJECTED]
    await desk.sync.resend(desk.pending[0].id)
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN])}


def own(status, content):
    """An answer of our own server's, which did nothing."""

    async def fault(request, on):
        return faults.like(await on(httpx.Request("GET", request.url)), content, status)

    return fault


@pytest.mark.parametrize("fault", [faults.html, faults.empty_page, faults.broken_before, faults.lost_answer])
async def test_an_arrival_whose_outcome_is_unknown_is_there_once(desk, server, fault):
    server.post_meets(*[fault] * 3)
    await desk.check_in(AMELIE)
    await desk.send()
    assert await on_the_server(server) == {AMELIE: ("Checked-in", [IN])}


async def test_an_arrival_that_the_server_breaks_at_each_time_lets_the_others_pass_in_the_end(desk, server):
    server.post_meets(*[own(500, b"it broke")] * 10)
    await desk.check_in(AMELIE)
    await desk.check_in(JOHN)
    await desk.send()
    (left,) = desk.pending
    assert (left.state, left.attempts, left.status, left.words) == (State.UNCLEAR, 10, 500, "it broke")
    assert await on_the_server(server) == {JOHN: ("Checked-in", [IN])}
    await desk.sync.resend(left.id)
    await desk.send()
    assert not desk.pending


async def test_a_visit_that_the_server_does_not_expect_is_refused_in_its_words(desk, server):
    server.post_meets(no_such_call(410))
    await desk.check_in(AMELIE)
    await desk.check_in(JOHN)
    await desk.send()
    (refused,) = desk.pending
    assert (refused.state, refused.status, refused.words) == (State.REJECTED, 410, "there is no such thing")
    assert (await desk.visit(AMELIE)).waiting == Waits(refused.id, State.REJECTED, 410, "there is no such thing")
    assert await on_the_server(server) == {JOHN: ("Checked-in", [IN])}
    await desk.sync.discard(refused.id)
    assert (await desk.standing())[AMELIE] == "on site"  # they are: that the server won't hear it changes nothing


def vendors_visit(visit, status, **times):
    """What the vendor's own list says: no events, only a status and two times."""
    told = {"object": "visit", "id": visit.id, "status": {"object": "status", "id": status}, **times}
    return json.dumps(told).encode()


async def test_a_vendors_list_is_merged(vendors_desk):
    desk, server = vendors_desk, vendors_desk.server
    await desk.refresh()
    amelie, john = await desk.visit(AMELIE), await desk.visit(JOHN)
    told = [vendors_visit(amelie, 2, arrivedAt="2026-03-12T09:05:00+01:00", leftAt=None)]

    async def vendors_list(request, on):
        if "/visits/" not in request.url.path:
            return await on(request)
        return httpx.Response(200, content=b'{"total": 1, "limit": 10, "visits": [' + b",".join(told) + b"]}")

    server.get_meets(*[vendors_list] * 8)
    await desk.arrivals.refresh(DAY)
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}
    assert (await desk.arrivals.of(amelie.id)).arrived_at == datetime(2026, 3, 12, 8, 5, tzinfo=UTC)
    assert [one.name for one in (await desk.arrivals.check_in([amelie, john])).already] == [AMELIE]
    told[:] = [vendors_visit(amelie, 3, arrivedAt="2026-03-12T09:05:00+01:00", leftAt="2026-03-12T09:30:00+01:00")]
    for _ in range(2):
        await desk.arrivals.refresh(DAY)
        assert await desk.standing() == {AMELIE: "left", JOHN: "on site"}
    told[:] = [vendors_visit(amelie, 1, arrivedAt=None, leftAt=None)]  # somebody took it back there
    await desk.arrivals.refresh(DAY)
    assert await desk.standing() == {AMELIE: "expected", JOHN: "on site"}


async def test_times_without_an_offset_move_with_the_site(desk, server):
    amelie = await desk.visit(AMELIE)
    told = vendors_visit(amelie, 2, arrivedAt="2026-03-12T09:05")
    asked, _ = await desk.lists.revision_and_digest(visits_list(DAY))
    await desk.lists.apply(Answer(visits_list(DAY), asked, (told,), b"1", desk.clock, DAY))
    assert (await desk.arrivals.of(amelie.id)).arrived_at == datetime(2026, 3, 12, 8, 5, tzinfo=UTC)
    await desk.lists.move_site("Europe/London", timedelta(minutes=15))
    assert (await desk.arrivals.of(amelie.id)).arrived_at == datetime(2026, 3, 12, 9, 5, tzinfo=UTC)


async def test_an_earlier_answer_that_comes_later_changes_nothing(desk, server):
    visit = await desk.visit(AMELIE)
    left_at, _ = await desk.lists.revision_and_digest(visits_list(DAY))
    await desk.check_in(JOHN)
    await server.make(f"/vm/visits/{visit.id}/events", {"kind": "check-in", "at": "2026-03-12T09:05:00+01:00"})
    await desk.arrivals.refresh(DAY)
    await desk.lists.apply(Answer(visits_list(DAY), left_at, (), b"nobody", desk.clock, DAY))
    assert await desk.standing() == {AMELIE: "on site", JOHN: "on site"}


async def test_who_asks_meanwhile_hears_what_an_answer_that_left_before_does_not_know(desk, server):
    answered, go_on = asyncio.Event(), asyncio.Event()

    async def held_up(request, on):
        answer = await on(request)
        answered.set()
        await go_on.wait()
        return answer

    server.get_meets(held_up)
    earlier = asyncio.ensure_future(desk.arrivals.refresh(DAY))
    await answered.wait()
    john = await desk.visit(JOHN)
    await server.make(f"/vm/visits/{john.id}/events", {"kind": "check-in", "at": "2026-03-12T09:05:00+01:00"})
    await desk.check_in(AMELIE)
    await desk.send()
    later = asyncio.ensure_future(desk.arrivals.refresh(DAY))
    go_on.set()
    await earlier
    assert (await desk.visit(AMELIE)).waiting is None
    await later
    assert await desk.standing() == {AMELIE: "on site", JOHN: "on site"}


async def test_a_damaged_body_stops_nobody_else(desk, server):
    """A row that no step can be taken with goes to a person, and the queue goes on."""
    await desk.check_in(AMELIE, JOHN)
    first = desk.pending[0]
    await desk.database.write(
        lambda connection: connection.execute(
            "update outbox set body = ? where operation = ?", (json.dumps(first.body | {"visit": "VI-1"}), first.id)
        )
    )
    await desk.send()
    assert [row.id for row in desk.pending if row.state in (State.REJECTED, State.UNCLEAR)] == [
        row.id for row in desk.pending
    ]
    assert (await on_the_server(server))[JOHN] == ("Checked-in", [IN])
