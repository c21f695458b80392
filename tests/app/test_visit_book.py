"""Who is checked in while their meeting waits: both reach the server, once each, and under the right visit."""

from __future__ import annotations

import json
import unicodedata

import httpx
import pytest

from app.errors import OnItsWay, StillOnSite
from app.models.operations import Kind, State
from app.models.visit_row import Status, Waits
from app.services.connection import ConnectionState
from app.services.outbox.pending_changes import WaitsFor, waits_for
from app.store.lists.names import all_names, called_now, keep_names
from tests import faults
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import FaultyServer

AMELIE, JOHN = "Amélie Dubois", "John Doe"
LATER = meeting(startAt="2026-03-12T10:00:00+01:00")
VISITORS = LATER["visitors"]


class WithoutIds(FaultyServer):
    """A foreign server: it gives visitors no ids, and knows nothing of arrivals."""

    async def _on(self, request: httpx.Request) -> httpx.Response:
        if "/visits/" in request.url.path:
            return httpx.Response(404)
        answer = await super()._on(request)
        told = answer.json()
        for one in told if isinstance(told, list) else [told]:
            for visitor in one.get("visitors", ()):
                del visitor["id"]
        return httpx.Response(answer.status_code, json=told)


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
def start(tmp_path):
    """Starts the desk, or starts it again; gives it."""
    running = []

    async def started(server):
        clock = {}
        if running:
            await running[-1].close()
            clock = {"clock": running[-1].clock}
        running.append(ArrivalsDesk(tmp_path, server, **clock))
        return running[-1]

    return started


@pytest.fixture
async def desk(server, start):
    """A desk that heard of an empty day; its meeting of two visitors waits."""
    desk = await start(server)
    await desk.refresh()
    await desk.sync.put("op1", Kind.MEETING, LATER)
    yield desk
    await desk.close()


async def on_the_server(server):
    """By title: who came to it. Fails when a meeting is there twice."""
    titles = [one["title"] for one in await server.meetings()]
    assert len(titles) == len(set(titles))
    return sorted(
        (visit["meeting"]["title"], f"{visit['visitor']['firstname']} {visit['visitor']['lastname']}", kinds)
        for visit in await server.visits()
        if (kinds := [event["kind"] for event in visit["events"]])
    )


CAME = [("Façade survey", AMELIE, ["check-in"])]


async def test_the_arrival_waits_for_its_meeting_and_the_row_stays_the_same(desk, server):
    before = await desk.visit(AMELIE)
    await desk.check_in(AMELIE)
    await desk.send()
    assert not desk.pending
    assert await on_the_server(server) == CAME
    await desk.refresh()
    after = await desk.visit(AMELIE)
    assert (after.key, after.status(desk.clock), after.waiting) == (before.key, Status.ON_SITE, None)
    assert after.id != before.id
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}


async def test_nothing_is_said_of_a_visit_before_its_meeting_is_there(desk, server):
    await desk.check_in(AMELIE)
    server.post_meets(faults.unfit)
    await desk.send()
    assert [(row.kind, row.state) for row in desk.pending] == [
        (Kind.MEETING, State.REJECTED),
        (Kind.ARRIVAL, State.WAITING),
    ]
    assert server.calls.count("POST /vm/meetings") == len([call for call in server.calls if call.startswith("POST")])
    assert (await desk.visit(AMELIE)).waiting == Waits("op1", State.REJECTED, 400, "title is missing")


@pytest.mark.parametrize("turns", [0, 6, 12, 18, 24, 30, 40])
async def test_a_restart_in_between_changes_nothing(desk, server, start, turns):
    await desk.check_in(AMELIE)
    await desk.send_for(turns)
    again = await start(server)
    assert await again.standing() == {AMELIE: "on site", JOHN: "expected"}
    await again.send()
    assert not again.pending
    assert await on_the_server(server) == CAME
    await again.refresh()
    assert await again.standing() == {AMELIE: "on site", JOHN: "expected"}
    await again.close()


async def test_an_answer_to_the_meeting_that_was_lost(desk, server):
    server.post_meets(faults.lost_answer)
    await desk.check_in(AMELIE)
    await desk.send()
    assert await on_the_server(server) == CAME
    await desk.refresh()
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}


EDITED = {
    "a new title": {"title": "Roof survey"},
    "visitors in another order": {"title": "Roof survey", "visitors": VISITORS[::-1]},
    "one more visitor": {"title": "Roof survey", "visitors": [{"firstName": "Ada", "lastName": "King"}, *VISITORS]},
    "one visitor less": {"title": "Roof survey", "visitors": VISITORS[:1]},
}


@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED)
@pytest.mark.parametrize("restarts", [False, True])
async def test_a_meeting_that_was_refused_and_edited_keeps_who_came(desk, server, start, edited, restarts):
    await desk.check_in(AMELIE)
    server.post_meets(faults.unfit)
    await desk.send()
    await desk.sync.put("op2", Kind.MEETING, LATER | edited, instead_of="op1")
    assert (await desk.standing())[AMELIE] == "on site"
    await desk.sync.put("op3", Kind.MEETING, LATER | edited, instead_of="op2")
    assert (await desk.standing())[AMELIE] == "on site"
    if restarts:
        desk = await start(server)
        assert (await desk.standing())[AMELIE] == "on site"
    await desk.send()
    assert not desk.pending
    assert await on_the_server(server) == [("Roof survey", AMELIE, ["check-in"])]
    await desk.refresh()
    assert [name for name, status in (await desk.standing()).items() if status == "on site"] == [AMELIE]
    await desk.close()


async def test_a_name_that_was_misspelt_is_the_same_visitor(desk, server):
    await desk.check_in(AMELIE)
    server.post_meets(faults.unfit)
    await desk.send()
    visitors = [{"firstName": "Amélie", "lastName": "Duboys"}, VISITORS[1]]
    await desk.sync.put("op2", Kind.MEETING, LATER | {"visitors": visitors}, instead_of="op1")
    assert await desk.standing() == {"Amélie Duboys": "on site", JOHN: "expected"}
    await desk.send()
    assert await on_the_server(server) == [("Façade survey", "Amélie Duboys", ["check-in"])]


async def test_nobody_who_is_in_the_building_is_left_out_of_the_meeting(desk, server):
    await desk.check_in(AMELIE)
    with pytest.raises(StillOnSite) as still:
        await desk.sync.put("op2", Kind.MEETING, LATER | {"visitors": VISITORS[1:]}, instead_of="op1")
    assert still.value.names == (AMELIE,)
    await desk.send()
    assert not desk.pending
    assert [present.person.name for present in desk.present()] == [AMELIE]
    await desk.refresh()
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}


async def test_an_arrival_goes_with_its_meeting_when_that_is_discarded(desk, server):
    await desk.check_in(AMELIE)
    await desk.check_out(AMELIE)
    await desk.sync.discard("op1")
    assert not desk.pending
    assert desk.present() == ()


async def test_a_meeting_is_not_discarded_while_a_visitor_of_it_is_in_the_building(desk, server):
    """They came, whatever the server hears; and nothing else would be left to check them out of."""
    await desk.check_in(AMELIE)
    with pytest.raises(StillOnSite):
        await desk.sync.discard("op1")
    assert len(desk.pending) == 2
    assert [present.person.name for present in desk.present()] == [AMELIE]


@pytest.mark.parametrize("edited", [False, True])
async def test_an_arrival_whose_meeting_was_refused_waits_for_that_to_be_decided(desk, server, edited):
    await desk.check_in(AMELIE)
    if edited:
        await desk.sync.put("op2", Kind.MEETING, LATER, instead_of="op1")
    server.post_meets(faults.unfit)
    await desk.send()
    waiting = await desk.lists.waiting()
    (arrival,) = (one for one in waiting.operations if one.kind is Kind.ARRIVAL)
    assert waits_for(arrival, waiting, ConnectionState.ONLINE) is WaitsFor.DECISION


async def test_it_does_so_when_the_meeting_was_edited_before(desk, server):
    await desk.check_in(AMELIE)
    await desk.sync.put("op2", Kind.MEETING, LATER, instead_of="op1")
    await desk.check_in(JOHN)
    await desk.sync.put("op3", Kind.MEETING, LATER, instead_of="op2")
    await desk.sync.put("other", Kind.MEETING, LATER | {"title": "Other"})
    await desk.check_out(AMELIE, JOHN)
    await desk.sync.discard("op3")
    assert [row.id for row in desk.pending] == ["other"]


async def test_what_is_on_its_way_is_not_edited_and_keeps_who_came(desk, server):
    await desk.check_in(AMELIE)
    await desk.outbox.set_sending("op1", desk.clock)
    with pytest.raises(OnItsWay):
        await desk.sync.put("op2", Kind.MEETING, LATER | {"title": "Roof survey"}, instead_of="op1")
    await desk.send()
    assert await on_the_server(server) == CAME


async def test_namesakes_are_told_apart_by_their_order(server, start):
    twins = [VISITORS[1] | {"companyName": name} for name in ("Volta", "Ampère")]
    desk = await start(server)
    await desk.sync.put("op1", Kind.MEETING, LATER | {"visitors": [*twins, VISITORS[0]]})
    second = [visit for visit in await desk.rows() if visit.name == JOHN][1]
    await desk.arrivals.check_in([second])
    await desk.send()
    (visit,) = await server.visits()
    assert visit["visitor"]["companyName"] == "Ampère"
    assert [one.company for one in await desk.refresh() if one.arrival.on_site] == ["Ampère"]
    await desk.close()


async def test_a_name_that_the_server_writes_otherwise_is_the_same_visitor(server, start):
    """It composes an accent that came in two parts, as some address books give it, and trims."""

    async def composed(request, on):
        answer = await on(request)
        return httpx.Response(200, json=json.loads(unicodedata.normalize("NFC", answer.text)))

    desk = await start(server)
    server.post_meets(composed)
    visitors = [{"firstName": "Ame\u0301lie", "lastName": " Dubois "}, VISITORS[1]]
    await desk.sync.put("op1", Kind.MEETING, LATER | {"visitors": visitors})
    await desk.arrivals.check_in([(await desk.rows())[0]])
    await desk.send()
    assert not desk.pending
    assert [visit.arrival.on_site for visit in await desk.refresh()] == [True, False]
    await desk.close()


async def test_a_name_that_the_server_does_not_take_as_it_is(server, start):
    """It leaves out a title: who isn't found by name is found by place."""

    async def plainer(request, on):
        answer = await on(request)
        return httpx.Response(200, json=json.loads(answer.text.replace("Prof. ", "")))

    desk = await start(server)
    server.post_meets(plainer)
    await desk.sync.put("op1", Kind.MEETING, LATER | {"visitors": [VISITORS[0] | {"firstName": "Prof. Amélie"}]})
    await desk.arrivals.check_in(await desk.rows())
    await desk.send()
    assert not desk.pending
    assert [visit.arrival.on_site for visit in await desk.refresh()] == [True]
    await desk.close()


async def test_a_row_from_before_the_meeting_was_sent_is_the_same_visit(desk, server):
    before = await desk.visit(AMELIE)
    await desk.check_in(AMELIE)
    await desk.send()
    assert (await desk.arrivals.of(before.id)).on_site
    (already,) = (await desk.arrivals.check_in([before])).already
    assert (already.id, already.arrival.on_site) == (before.id, True)
    (out,) = (await desk.arrivals.check_out([before])).entries
    await desk.arrivals.undo([out])
    await desk.send()
    assert await on_the_server(server) == [("Façade survey", AMELIE, ["check-in", "check-out", "undo"])]
    await desk.refresh()
    assert (await desk.day.find(before.id)).name == AMELIE


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_server_that_gives_visitors_no_ids(start, restarts):
    server = WithoutIds()
    desk = await start(server)
    await desk.sync.put("op1", Kind.MEETING, LATER)
    key = (await desk.visit(JOHN)).key
    await desk.check_in(JOHN)
    await desk.send()
    assert not desk.pending
    assert await desk.refresh()
    visit = await desk.visit(JOHN)
    assert (visit.key, visit.id.rpartition("/")[2]) == (key, "1")
    if restarts:
        desk = await start(server)
        await desk.refresh()
    assert await desk.standing() == {AMELIE: "expected", JOHN: "on site"}
    await desk.close()
    server.close()


async def test_a_visit_of_another_servers_making_keeps_its_name(desk):
    """Its id may be no date, meeting and visitor at all."""
    account = desk.account.id
    became = {"op8/0": "op9/1", "op9/1": "M-1/V-2"}
    await desk.database.write(lambda connection: keep_names(connection, account, became))

    async def called(name):
        return await desk.database.read(lambda connection: called_now(connection, account, name))

    assert await called("2026-03-12/op8/0") == "2026-03-12/M-1/V-2"
    for name in ("VI-1", "", "2026-03-12/M-1/V-2"):
        assert await called(name) == name
        names = await desk.database.read(lambda connection, name=name: all_names(connection, account, name))
        assert names[0] == name


async def test_what_a_newer_desk_says_of_a_visit_is_passed_over(desk, server):
    """A kind of event that this desk doesn't know, and an item that can't be read."""
    await desk.send()
    (visit, _) = await desk.refresh()
    events = [{"id": "1", "kind": "teleport", "at": "x"}, {"id": "2", "kind": "check-in", "at": f"{DAY}T09:00:00Z"}]

    async def told(request, on):
        if "/visits/" not in request.url.path:
            return await on(request)
        items = [{"object": "visit", "id": visit.id, "events": events}, {"object": "lift"}, 7]
        return faults.like(await on(request), json.dumps({"total": 3, "limit": 100, "visits": items}).encode())

    server.get_meets(told, told)
    await desk.arrivals.refresh(DAY)
    assert await desk.standing() == {AMELIE: "on site", JOHN: "expected"}
