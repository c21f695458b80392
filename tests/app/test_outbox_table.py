"""The outbox table, row by row: what came back to a write, and what becomes of it then."""

from __future__ import annotations

import httpx
import pytest

from app.models.operations import Kind, State
from app.services.connection import ConnectionState
from tests import faults
from tests.app.outbox_desk import BODIES, OutboxDesk, meeting, ticket
from tests.faults import FaultyServer

KINDS = list(BODIES)


@pytest.fixture
def server():
    """Another vendor's: it takes no notice of keys, and has no calls of ours."""
    server = FaultyServer(honours_keys=False)
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    desk.run()
    yield desk
    await desk.close()


def answers(status, *, done=False, **answer):
    """In the server's place, or after it did what was asked."""

    async def fault(request, on):
        if done:
            await on(request)
        return httpx.Response(status, **answer)

    return fault


def made_as(change):
    """The server does it, and answers as `change` makes it of its own answer."""

    async def fault(request, on):
        return change(await on(request))

    return fault


def shouting(answer):
    """What a server lists that keeps last names in capitals."""
    items = answer.json()
    for one in items:
        for visitor in one["visitors"]:
            visitor["lastname"] = visitor["lastname"].upper()
    return httpx.Response(200, json=items)


# Nothing was done


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [407, 408, 421, 425, 511])
async def test_a_proxy_that_passes_nothing_on_is_no_refusal(desk, server, kind, status):
    server.post_meets(*[answers(status, html="<h1>Proxy</h1>")] * 5)
    await desk.put("op", kind, BODIES[kind]("One"))
    await desk.sent()
    assert await server.titles() == ["One"]
    assert server.calls.count("GET /vm/meetings") + server.calls.count("GET /sd/tickets") == 0, "nothing to look for"


@pytest.mark.parametrize(("status", "why"), [(407, "asks for a user and a password"), (511, "asks for sign-in first")])
async def test_while_it_does_so_the_header_says_why(desk, server, status, why):
    server.post_meets(answers(status))
    desk.naps.hold()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.naps.asleep.wait()
    assert (desk.states(), desk.connection.state) == ([State.WAITING], ConnectionState.OFFLINE)
    assert why in str(desk.connection.fault)


# The server has it


ACCEPTED = {
    "201, empty, Location": lambda made: httpx.Response(201, headers={"Location": f"/vm/meetings/{made.json()['id']}"}),
    "201, an id": lambda made: httpx.Response(201, json={"id": made.json()["id"]}),
    "200, {}": lambda made: httpx.Response(200, json={}),
    "204": lambda made: httpx.Response(204),
    "202, a job": lambda made: httpx.Response(202, json={"job": 7}, headers={"Location": "/jobs/7"}),
    "200, null": lambda made: httpx.Response(200, json=None),
    "200, a word": lambda made: httpx.Response(200, json="created"),
    "200, another object": lambda made: httpx.Response(200, json={"object": "ticket", "id": "T-1"}),
}


@pytest.mark.parametrize("change", ACCEPTED.values(), ids=ACCEPTED)
async def test_a_2xx_without_the_meeting_means_that_the_server_has_it(desk, server, change):
    """Though it lists last names in capitals, it is known; and whatever it lists, it isn't sent again."""
    server.post_meets(made_as(change))
    server.get_meets(*[made_as(lambda answer: shouting(answer) if isinstance(answer.json(), list) else answer)] * 2)
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()
    assert server.calls.count("POST /vm/meetings") == 1
    assert server.made_by("op") in await desk.outbox.made(Kind.MEETING)


@pytest.mark.parametrize("kind", KINDS)
async def test_an_id_counts_though_the_server_does_not_show_what_is_behind_it(desk, server, kind):
    server.post_meets(made_as(lambda made: httpx.Response(201, json={"id": made.json()["id"]})))
    server.get_meets(*[answers(404)] * 2, *[answers(200, json=[] if kind is Kind.MEETING else {"tickets": []})] * 4)
    await desk.put("op", kind, BODIES[kind]())
    await desk.sent()
    assert server.committed == {"op": 1}
    assert await desk.outbox.made(kind) == {server.made_by("op")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_what_was_accepted_and_is_not_found_is_put_to_a_person_and_never_sent_again(desk, server, kind, status):
    server.post_meets(answers(status))
    await desk.put("op", kind, BODIES[kind]())
    await desk.put("next", Kind.TICKET, ticket("Next"))
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert (desk.row("op").accepted, desk.row("op").candidates) == (True, ())
    assert await server.titles() == ["Next"]
    desk.sync.wake()
    await desk.stays_quiet()
    await desk.sync.resend("op")  # a person looked there, and it isn't
    await desk.sent()
    assert server.committed["op"] == 1


async def test_an_object_that_tells_of_an_error_is_shown_with_its_words(desk, server):
    server.post_meets(answers(200, json={"error": "invalid_grant"}))
    await desk.put("op", Kind.MEETING, meeting())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert (desk.row("op").words, server.calls.count("POST /vm/meetings")) == ("invalid_grant", 1)


@pytest.mark.parametrize("fault", [answers(201), answers(201, json={"id": "M-1"})])
async def test_an_accepted_one_stays_accepted_when_the_desk_goes_down(desk, server, fault):
    server.post_meets(fault)
    server.get_meets(*[faults.refused] * 3)
    desk.naps.hold()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.naps.asleep.wait()
    await desk.stop()
    desk.naps.go_on()
    assert (desk.states(), desk.row("op").accepted) == ([State.UNKNOWN], True)
    desk.kept.clear()  # this server says that it has what it doesn't
    desk.run()
    await desk.until(lambda: desk.states() in ([], [State.UNCLEAR]))
    assert server.calls.count("POST /vm/meetings") == 1


# Nobody knows


DOUBTFUL = {
    "301": (answers(301, headers={"Location": "https://elsewhere.example/app"}), "https://elsewhere.example"),
    "307": (answers(307, headers={"Location": "/login"}), "http://desk"),
    "304": (answers(304), "304"),
    "a web page": (answers(200, html="<html>Welcome</html>"), "a web page"),
    "broken off": (answers(200, content=b'{"id": "M-'), "breaks off"),
    "500": (answers(500, json={"error": "it broke"}), "it broke"),
    "502": (answers(502, html="<h1>Bad gateway</h1>"), ""),
    "504": (answers(504), ""),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fault", "words"), DOUBTFUL.values(), ids=DOUBTFUL)
async def test_an_unknown_outcome_is_sent_three_times_in_all_and_then_put_to_a_person(desk, server, kind, fault, words):
    server.post_meets(*[fault] * 3)
    await desk.put("op", kind, BODIES[kind]())
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    row = desk.row("op")
    assert (row.attempts, row.doubts, row.accepted) == (3, 3, False)
    assert words in row.words
    await desk.sync.resend("op")
    await desk.sent()
    assert server.committed == {"op": 1}


async def test_the_status_stands_with_it(desk, server):
    server.post_meets(*[faults.bad_gateway, faults.broken_before][:1])
    desk.naps.hold()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.naps.asleep.wait()
    assert (desk.row("op").state, desk.row("op").status) == (State.UNKNOWN, 502)
    desk.naps.go_on()
    await desk.sent()


async def test_what_never_left_is_not_counted_among_the_three(desk, server):
    server.post_meets(*[faults.refused] * 9, faults.silence, faults.refused, faults.silence, faults.refused)
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()
    assert server.committed == {"op": 1}


@pytest.mark.parametrize("listed", [faults.html, faults.broken_before, faults.cut_json])
async def test_while_the_server_lists_nothing_it_is_not_sent_again(desk, server, listed):
    """The page of a network that wants a sign-in answers every call: that is no search in vain."""
    server.post_meets(faults.html)
    server.get_meets(*[listed] * 30)
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()
    assert server.calls.count("POST /vm/meetings") == 2
    assert server.committed == {"op": 1}
