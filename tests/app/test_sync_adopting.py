"""A write whose answer was lost: found on the server and adopted, never mistaken for another, or put to a person."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind, State
from tests import faults
from tests.app.outbox_desk import BODIES, OutboxDesk, meeting, ticket
from tests.fake_server import page_bytes
from tests.faults import NOW, FaultyServer

KINDS = list(BODIES)
PATHS = {Kind.MEETING: "/vm/meetings", Kind.TICKET: "/sd/tickets"}


class MovingClock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def server(clock):
    """One that takes no notice of an Idempotency-Key: only the desk's own care prevents a second one."""
    server = FaultyServer(honours_keys=False, now=clock)
    yield server
    server.close()


@pytest.fixture
async def desk(server, clock, tmp_path):
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3", now=clock)
    yield desk
    await desk.close()


async def heard(desk, kind):
    """The desk shows the list in which the write will be, as the server has it now."""
    if kind is Kind.MEETING:
        await desk.services.day.refresh(NOW.date())
    else:
        await desk.services.tickets.refresh(TicketQuery())


async def shown(desk, kind):
    """The ids of what the list shows, in its order, and how many it says there are."""
    if kind is Kind.MEETING:
        candidates = await desk.services.day.rows(NOW.date())
        return list(dict.fromkeys(row.meeting for row in candidates.visits)), candidates.meetings
    candidates = await desk.services.tickets.rows(TicketQuery())
    return [row.ticket.id for row in candidates.rows], candidates.total


@pytest.mark.parametrize("kind", KINDS)
async def test_the_answer_that_was_lost_is_found_and_kept(desk, server, kind):
    body = BODIES[kind]()
    await heard(desk, kind)
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", kind, body)
    await desk.sent()
    made = list(await desk.outbox.made(kind))
    assert await shown(desk, kind) == (made, 1)
    assert [one["id"] for one in (await server.meetings() or await server.tickets())] == made


@pytest.mark.parametrize("kind", KINDS)
async def test_what_the_list_has_shown_already_is_not_put_there_twice(desk, server, kind):
    """The answer was lost, a refresh brought what was made, and then it is found."""
    body = BODIES[kind]()
    server.post_meets(faults.lost_answer)
    server.get_meets(*[faults.refused] * 3)
    desk.naps.hold(at_least=4)
    desk.run()
    await desk.put("op", kind, body)
    await desk.naps.asleep.wait()
    await heard(desk, kind)
    desk.naps.go_on()
    await desk.sent()
    assert await shown(desk, kind) == ([server.made_by("op")], 1)


@pytest.mark.parametrize("kind", KINDS)
async def test_an_equal_one_that_the_desk_had_seen_before_is_not_adopted(desk, server, kind):
    body = BODIES[kind]()
    await server.make(PATHS[kind], body)
    await heard(desk, kind)
    server.post_meets(faults.refused, faults.reset_unread)
    desk.run()
    await desk.put("op", kind, body)
    await desk.sent()
    assert server.committed["op"] == 1
    assert await server.titles() == [body["title"]] * 2


@pytest.mark.parametrize("kind", KINDS)
async def test_one_that_was_made_at_another_time_is_put_to_a_person(desk, server, clock, kind):
    """It may be an earlier one; or the server's clock is wrong, and then a second one would be sent."""
    body = BODIES[kind]()
    earlier = await server.make(PATHS[kind], body)
    clock.now += timedelta(days=2)
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", kind, body)
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert desk.row("op").candidates == (earlier,)
    await desk.sync.resend("op")
    await desk.sent()
    assert server.committed["op"] == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hours", [-49, 49, -3, 3])
async def test_an_answer_is_lost_and_the_server_s_clock_is_wrong(server, clock, tmp_path, kind, hours):
    """What was made is known by what it is. Its making time alone is never a reason to send it again."""
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3", now=lambda: clock.now - timedelta(hours=hours))
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", kind, BODIES[kind]())
    await desk.until(lambda: desk.states() in ([], [State.UNCLEAR]))
    assert (desk.states() == []) is (abs(hours) < 24)
    if desk.states():
        await desk.sync.adopt("op", server.made_by("op"))
    await desk.close()
    assert server.committed == {"op": 1}


@pytest.mark.parametrize("kind", KINDS)
async def test_when_several_may_be_it_a_person_says_which(desk, server, kind):
    body = BODIES[kind]()
    others = [await server.make(PATHS[kind], body) for _ in range(2)]
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", kind, body)
    await desk.put("next", Kind.TICKET, ticket("Next"))
    await desk.until(lambda: desk.states() == [State.UNCLEAR])  # the one behind it has passed
    row = desk.row("op")
    (mine,) = set(row.candidates) - set(others)
    await desk.sync.adopt("op", mine)
    await desk.sent()
    assert mine in await desk.outbox.made(kind)
    assert server.committed == {"op": 1, "next": 1}


async def test_or_that_it_is_none_of_them(desk, server):
    for _ in range(2):
        await server.make("/vm/meetings", meeting())
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    await desk.sync.resend("op")
    await desk.sent()
    assert len(await server.meetings()) == 3


async def test_what_a_person_chose_and_is_gone_is_looked_for_anew(desk, server):
    for _ in range(2):
        await server.make("/vm/meetings", meeting())
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    await desk.sync.adopt("op", "M-GONE")
    await desk.until(lambda: desk.states() == [State.UNKNOWN])
    await desk.until(lambda: desk.states() == [State.UNCLEAR])


@pytest.mark.parametrize("second", [faults.lost_answer, faults.reset_unread])
async def test_of_two_equal_ones_in_doubt_neither_takes_what_may_be_the_others(desk, server, second):
    """The server didn't let the desk look for the first; what is found for the second may be either's."""
    server.post_meets(faults.lost_answer, second)
    server.get_meets(faults.not_allowed)
    desk.run()
    await desk.put("first", Kind.MEETING, meeting())
    await desk.put("second", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR, State.UNCLEAR])
    await desk.sync.adopt("first", server.made_by("first"))
    if second is faults.lost_answer:
        await desk.sync.adopt("second", server.made_by("second"))
    else:
        await desk.sync.resend("second")
    await desk.sent()
    assert server.committed == {"first": 1, "second": 1}


async def test_a_server_that_shows_no_list_leaves_it_to_a_person(desk, server):
    server.post_meets(faults.lost_answer)
    server.get_meets(faults.not_allowed)
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    await desk.discard("op")
    assert server.committed["op"] == 1


async def test_an_item_that_names_the_title_and_cannot_be_read_may_be_it(desk, server):
    async def unreadable(request, on):
        answer = await on(request)
        content = answer.content.replace(b'"startAt"', b'"beginsAt"')
        return httpx.Response(200, content=content)

    server.post_meets(faults.lost_answer)
    server.get_meets(unreadable, unreadable)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert await server.titles() == ["Façade survey"]


async def test_a_busy_morning_of_tickets_is_searched_to_its_beginning(desk, server):
    server.post_meets(faults.lost_answer)
    server.get_meets(*[faults.refused] * 3)
    desk.naps.hold(at_least=4)
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.naps.asleep.wait()
    for number in range(120):
        await server.make("/sd/tickets", ticket(f"Another {number}"))
    desk.naps.go_on()
    await desk.sent()
    assert server.committed["op"] == 1
    assert server.calls[-3:] == ["GET /sd/tickets"] * 3


async def test_tickets_without_end_leave_it_to_a_person(desk, server, monkeypatch):
    monkeypatch.setattr("app.services.outbox.senders.ticket.PAGE_SIZE", 1)
    server.post_meets(faults.reset_unread)
    for number in range(12):
        await server.make("/sd/tickets", ticket(f"Another {number}"))
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])


async def test_but_tickets_of_earlier_days_need_no_searching(desk, server, clock, monkeypatch):
    monkeypatch.setattr("app.services.outbox.senders.ticket.PAGE_SIZE", 1)
    for number in range(12):
        await server.make("/sd/tickets", ticket(f"Another {number}"))
    clock.now += timedelta(days=2)
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.sent()
    assert server.calls == ["POST /sd/tickets", "GET /sd/tickets", "GET /sd/tickets", "POST /sd/tickets"]


async def test_a_meeting_just_after_midnight_is_found_on_a_server_that_counts_in_utc(desk, server):
    async def in_utc(request, on):
        days = sorted((request.url.params["from"], request.url.params["to"]))
        if days == ["2026-03-12", "2026-03-12"]:
            return httpx.Response(200, json=[])
        return await on(request)

    server.post_meets(faults.lost_answer)
    server.get_meets(in_utc, in_utc)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting(startAt="2026-03-12T00:30:00+01:00"))
    await desk.sent()
    assert server.committed["op"] == 1


async def test_a_series_is_recognised_by_its_first_meeting(desk, server):
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting(recurrence={"rrule": "FREQ=WEEKLY;BYDAY=MO;COUNT=3"}))
    await desk.sent()
    assert server.committed["op"] == 1


@pytest.mark.parametrize(
    "body",
    [
        meeting("  Façade \t survey "),
        meeting("Fac\u0327ade survey"),
        meeting(hostId="sofia  marchetti"),
        meeting(hostId="us-g606"),
        meeting("調査"),
        meeting(visitors=[]),
        meeting(visitors=[{"firstName": " Ana ", "lastName": "Lima"}] * 2),
        meeting("FACADE SURVEY"),
        meeting("Façade survey’s second half 👩‍🔧"),
    ],
)
async def test_a_server_folds_what_it_was_sent_and_it_is_recognised_all_the_same(desk, server, body):
    server.post_meets(faults.lost_answer)
    desk.run()
    await desk.put("op", Kind.MEETING, body)
    await desk.sent()
    assert server.committed["op"] == 1
    assert len(await server.meetings()) == 1


ONE_DETAIL = {
    "title": meeting("Facade surveys"),
    "host": meeting(hostId="Jonas Weber"),
    "start": meeting(startAt="2026-03-12T09:00:01+01:00"),
    "visitors": meeting(visitors=[{"firstName": "John", "lastName": "Doe"}]),
}


@pytest.mark.parametrize("other", ONE_DETAIL.values(), ids=ONE_DETAIL)
async def test_one_that_differs_in_a_detail_is_put_to_a_person(desk, server, other):
    identity = await server.make("/vm/meetings", other)
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert desk.row("op").candidates == (identity,)
    assert server.committed["op"] == 0


@pytest.mark.parametrize("other", ONE_DETAIL.values(), ids=ONE_DETAIL)
async def test_but_not_one_that_was_known_before(desk, server, other):
    await server.make("/vm/meetings", other)
    await heard(desk, Kind.MEETING)
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()
    assert server.committed["op"] == 1


@pytest.mark.parametrize(
    "other",
    [
        meeting("Kick-off", hostId="Jonas Weber"),
        meeting(startAt="2026-03-12T09:01:00+01:00"),
        meeting("Kick-off", visitors=[{"firstName": "John", "lastName": "Doe"}]),
        meeting(hostId="Jonas Weber", visitors=[]),
    ],
)
async def test_one_that_differs_is_another(desk, server, other):
    await server.make("/vm/meetings", other)
    server.post_meets(faults.reset_unread)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()
    assert server.committed["op"] == 1


async def test_an_answer_that_is_a_meeting_where_a_ticket_was_made(desk, server):
    """The API's own page shows that."""

    async def as_on_the_page(request, on):
        await on(request)
        return httpx.Response(200, content=page_bytes("create_ticket"))

    server.post_meets(as_on_the_page)
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.sent()
    assert server.committed["op"] == 1
