"""Each fault of a network or a server, for each kind of write: exactly one on the server, and nothing but the truth."""

from __future__ import annotations

import asyncio

import pytest

from app.errors import DiskFull
from app.models.operations import TO_SEND, Kind, State
from tests import faults
from tests.app.outbox_desk import BODIES, OutboxDesk, meeting, ticket
from tests.faults import FaultyServer

KINDS = list(BODIES)
PASSING = {
    "refused": faults.refused,
    "reset while sending": faults.reset_while_sending,
    "reset unread": faults.reset_unread,
    "silence": faults.silence,
    "answer lost": faults.lost_answer,
    "silence after it was done": faults.late_silence,
    "500 before": faults.broken_before,
    "500 after": faults.broken_after,
    "502 after": faults.bad_gateway,
    "drips": faults.drips,
    "drips dry": faults.drips_dry,
    "cut off": faults.cut_off,
    "cut JSON": faults.cut_json,
    "nothing": faults.empty,
    "HTML": faults.html,
    "HTML after": faults.html_after,
    "429": faults.busy(429),
    "503": faults.busy(503),
    "503 in 30 s": faults.busy(503, "30"),
    "429 at a time": faults.busy(429, "Thu, 12 Mar 2026 08:43:07 GMT"),
}


@pytest.fixture(params=[True, False], ids=["own server", "foreign server"])
def server(request):
    server = FaultyServer(honours_keys=request.param)
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    desk.run()
    yield desk
    await desk.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
async def test_one_fault_and_the_write_is_there_once(desk, server, kind, fault):
    server.post_meets(fault)
    await desk.put("op", kind, BODIES[kind]("One"))
    await desk.sent()
    assert await server.titles() == ["One"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
async def test_the_same_fault_twice_in_a_row_and_while_looking(desk, server, kind, fault):
    server.post_meets(fault, fault)
    server.get_meets(*[faults.refused, faults.html, faults.broken_before, faults.silence, faults.cut_json] * 2)
    await desk.put("a", kind, BODIES[kind]("A"))
    await desk.put("b", kind, BODIES[kind]("B"))
    await desk.sent()
    assert await server.titles() == ["A", "B"]


async def test_every_fault_one_after_the_other(desk, server):
    server.post_meets(*PASSING.values())
    for number in range(8):
        await desk.put(f"m{number}", Kind.MEETING, meeting(f"Meeting {number}"))
        await desk.put(f"t{number}", Kind.TICKET, ticket(f"Ticket {number}"))
    await desk.until(lambda: not {*desk.states()} & {*TO_SEND})
    for row in desk.pending:  # three of them met the first one or the other
        await desk.sync.resend(row.id)
    await desk.sent()
    assert await server.titles() == sorted(f"{kind} {n}" for kind in ("Meeting", "Ticket") for n in range(8))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
async def test_two_that_are_equal_are_two_on_the_server(desk, server, kind, fault):
    server.post_meets(fault, fault)
    await desk.put("first", kind, BODIES[kind]("Twins"))
    await desk.put("second", kind, BODIES[kind]("Twins"))
    await desk.sent()
    assert await server.titles() == ["Twins", "Twins"]


async def test_what_was_entered_first_is_sent_first(desk, server):
    server.post_meets(faults.refused, faults.lost_answer, faults.busy(), faults.broken_before)
    for name in "abcd":
        await desk.put(name, Kind.TICKET, ticket(name))
    await desk.sent()
    numbers = [one["title"] for one in await server.tickets()]
    assert numbers == ["d", "c", "b", "a"]  # the list begins with the latest


async def test_signed_out_the_queue_pauses_and_nothing_is_dropped(desk, server):
    server.post_meets(faults.signed_out, faults.signed_out)
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.until(lambda: desk.states() == [State.WAITING] and desk.row("a").attempts == 1)
    await desk.put("b", Kind.TICKET, ticket("B"))
    await desk.stays_quiet()  # new work doesn't end the pause
    assert desk.states() == [State.WAITING, State.WAITING]
    desk.sync.online_again()  # somebody signed in, with a wrong token
    await desk.until(lambda: desk.row("a").attempts == 2 and desk.row("a").state is State.WAITING)
    assert desk.naps.taken == []
    desk.sync.online_again()
    await desk.sent()
    assert await server.titles() == ["A", "B"]


async def test_what_the_server_refuses_is_shown_with_its_words_and_the_others_go_on(desk, server):
    server.post_meets(faults.unfit, faults.not_allowed)
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.put("b", Kind.TICKET, ticket("B"))
    await desk.put("c", Kind.TICKET, ticket("C"))
    await desk.until(lambda: desk.states() == [State.REJECTED, State.REJECTED])
    assert [(row.status, row.words) for row in desk.pending] == [
        (400, "title is missing"),
        (403, "Not for this token"),
    ]
    await desk.put("a2", Kind.MEETING, meeting("A, mended"), instead_of="a")
    await desk.discard("b")
    await desk.sent()
    assert await server.titles() == ["A, mended", "C"]


async def test_a_refused_write_can_be_sent_again_as_it_is(desk, server):
    server.post_meets(faults.not_allowed)
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.until(lambda: desk.states() == [State.REJECTED])
    await desk.sync.resend("a")
    await desk.sent()
    assert await server.titles() == ["A"]


async def test_the_server_is_given_the_time_that_it_asks_for(desk, server):
    server.post_meets(
        faults.busy(503, "30"), faults.busy(429, "Thu, 12 Mar 2026 08:43:07 GMT"), faults.busy(503, "0"),
        faults.busy(503, "999999999"),
    )  # fmt: skip
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.sent()
    assert desk.naps.taken == [30, 60, 1, 3600]


async def test_neither_new_work_nor_the_network_cuts_that_short_but_a_person_may(desk, server):
    server.post_meets(faults.busy(503, "30"))
    desk.naps.hold()
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.naps.asleep.wait()
    await desk.put("b", Kind.TICKET, ticket("B"))
    desk.sync.online_again()
    await desk.stays_quiet()
    desk.sync.wake()
    await desk.sent()
    assert await server.titles() == ["A", "B"]


async def test_the_network_that_comes_back_ends_a_pause(desk, server):
    server.post_meets(faults.refused)
    desk.naps.hold()
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.naps.asleep.wait()
    desk.sync.online_again()
    await desk.sent()
    assert await server.titles() == ["A"]


async def test_pauses_grow_to_two_minutes_and_begin_anew_after_a_success(desk, server):
    server.post_meets(*[faults.refused] * 9)
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.sent()
    assert desk.naps.taken == [2, 4, 8, 16, 32, 64, 120, 120, 120]
    server.post_meets(faults.refused)
    await desk.put("b", Kind.MEETING, meeting("B"))
    await desk.sent()
    assert desk.naps.taken[9:] == [2]


async def test_a_server_that_breaks_at_every_write_is_asked_ever_more_seldom(desk, server):
    """Looking succeeds each time; that alone doesn't make the pauses short again."""
    server.post_meets(*[faults.broken_before] * 2)
    await desk.put("a", Kind.MEETING, meeting("A"))
    await desk.sent()
    assert desk.naps.taken == [2, 5, 4, 5]


async def test_it_is_looked_for_twice_before_it_is_sent_again(desk, server):
    server.post_meets(faults.reset_unread)
    await desk.put("a", Kind.TICKET, ticket("A"))
    await desk.sent()
    assert server.calls == ["POST /sd/tickets", "GET /sd/tickets", "GET /sd/tickets", "POST /sd/tickets"]
    assert desk.naps.taken == [2, 5]


async def test_no_call_makes_the_two_looks_follow_sooner(desk, server):
    server.post_meets(faults.reset_unread)
    desk.naps.hold(at_least=5)
    await desk.put("a", Kind.TICKET, ticket("A"))
    await desk.naps.asleep.wait()
    desk.sync.wake()
    await desk.stays_quiet()
    desk.naps.go_on()
    await desk.sent()
    assert await server.titles() == ["A"]


async def test_a_file_that_can_not_be_used_at_the_start_is_tried_again(desk, server, monkeypatch):
    recover, tries = desk.outbox.recover, []

    async def fails_once(now, kinds):
        tries.append(now)
        if len(tries) == 1:
            raise DiskFull("the disk is full")
        await recover(now, kinds)

    monkeypatch.setattr(desk.outbox, "recover", fails_once)
    sending = asyncio.ensure_future(desk.sync.run())
    await desk.put("a", Kind.TICKET, ticket("a"))
    await desk.sent()
    assert (await server.titles(), len(tries)) == (["a"], 2)
    sending.cancel()
