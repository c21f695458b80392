"""What a desk that follows a server's changes does when the network, the server, the PC or the desk itself goes down:
nothing is missed, and *Connection* says what is true."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from app.errors import FoyerError
from app.services.changes import subscription
from app.services.connection import ConnectionState
from tests import faults
from tests.app.following.desk import AMELIE, AUDIT, CHANGES, HELD_BACK, TODAY, FollowingDesk, Open
from tests.app.outbox_desk import PATIENCE
from tests.fake_server import FakeServer
from tests.faults import DAY, FaultyServer


async def test_what_happened_while_the_network_was_away_is_not_missed(
    desk: FollowingDesk, other: FollowingDesk, server: FaultyServer
) -> None:
    desk.naps.hold(0.1)
    desk.line.cut()
    await desk.comes_true(desk.is_away)
    await other.check_in(AMELIE)
    await other.send()
    await server.make("/vm/meetings", AUDIT | {"title": "Made meanwhile", "visitors": []})
    with pytest.raises(FoyerError):
        await desk.connection.call(lambda api: api.kiosks.all())
    assert desk.connection.state is ConnectionState.OFFLINE
    assert (await desk.standing())[AMELIE] == "expected"
    desk.line.up = True
    desk.line.asked.clear()
    desk.subscription.look()
    await desk.until_shown(Amélie_Dubois="on site")
    assert await desk.shows("Made meanwhile")
    await desk.comes_true(desk.is_live)
    assert desk.connection.state is ConnectionState.ONLINE
    await desk.day.keep_fresh(TODAY)
    await desk.settled()
    visit = (await desk.visit(AMELIE)).id
    assert desk.line.asked == [f"GET {CHANGES}", "GET /vm/meetings", f"GET /vm/visits/{visit}", HELD_BACK]


async def test_a_crash_between_the_answer_and_its_rows_loses_nothing(
    open_desk: Open, desk: FollowingDesk, other: FollowingDesk
) -> None:
    visit = (await desk.visit(AMELIE)).id
    desk.line.hold(f"/vm/visits/{visit}")
    await other.check_in(AMELIE)
    await other.send()
    await asyncio.wait_for(desk.line.done_late.wait(), PATIENCE)
    await desk.close()
    again = open_desk()
    assert (await again.standing())[AMELIE] == "expected"
    again.begin_to_follow()
    await again.day.refresh(TODAY + timedelta(days=9))  # whatever tells it that the server is ours
    await again.until_shown(Amélie_Dubois="on site")
    assert f"GET /vm/visits/{visit}" in again.line.asked
    assert f"GET /vm/visits/{DAY}" not in again.line.asked


async def test_a_server_that_forgot_what_it_told_is_asked_for_its_lists(
    desk: FollowingDesk, other: FollowingDesk
) -> None:
    """As after a copy of its database was brought back, or very many changes."""
    desk.naps.hold(0.1)
    desk.line.cut()
    await desk.comes_true(desk.is_away)
    await desk.services.lists._database.write(
        lambda connection: connection.execute("update place set followed_to = 12 where follows_from > 0")
    )
    await other.check_in(AMELIE)
    await other.send()
    desk.line.up = True
    desk.news.clear()
    desk.subscription.look()
    await desk.settled()
    assert [news.anew for news in desk.news] == [True]
    await desk.day.keep_fresh(TODAY)
    await desk.until_shown(Amélie_Dubois="on site")
    desk.line.asked.clear()
    await desk.day.keep_fresh(TODAY)
    assert desk.line.asked == []


async def test_another_vendors_server_is_never_asked_for_changes(tmp_path: Path, server: FaultyServer) -> None:
    vendor = FakeServer()
    desk = FollowingDesk(tmp_path, server, name="Desk 3")
    desk.line._server = vendor  # type: ignore[assignment]
    desk.begin_to_follow()
    for _ in range(3):
        await desk.day.keep_fresh(TODAY)
    assert {request.path for request in vendor.requests} == {
        "/vm/meetings",
        f"/vm/visits/{DAY}",
        "/vm/visits/2026-03-11",
    }
    assert len(vendor.asked("/vm/meetings")) == 3
    assert not desk.subscription.live
    await desk.close()


async def test_a_desk_server_of_before_is_asked_for_its_lists(server: FaultyServer, desk: FollowingDesk) -> None:
    async def no_such_call(request: httpx.Request, on: faults.Way) -> httpx.Response:
        return faults.like(await on(httpx.Request("GET", "http://desk/app/CO-DESK/nothing")), status=404)

    desk.naps.hold(0.1)
    server.get_meets(*[no_such_call] * 2)
    desk.subscription.look()
    await desk.comes_true(desk.is_away)
    assert desk.connection.state is ConnectionState.ONLINE
    server.forget_faults()
    await desk.day.keep_fresh(TODAY)
    assert "GET /vm/meetings" in desk.line.asked


async def test_signing_in_again_goes_on_from_there(
    server: FaultyServer, desk: FollowingDesk, other: FollowingDesk
) -> None:
    server.get_meets(faults.signed_out)
    desk.subscription.look()
    await desk.comes_true(desk.is_away)
    assert desk.connection.state is ConnectionState.SIGN_IN_NEEDED
    await other.check_in(AMELIE)
    await other.send()
    await desk.day.refresh(TODAY + timedelta(days=3))
    await desk.until_shown(Amélie_Dubois="on site")
    await desk.settled()


async def test_something_in_between_that_lets_no_call_last_so_long_is_no_outage(
    desk: FollowingDesk, other: FollowingDesk
) -> None:
    states: list[ConnectionState] = []
    desk.connection.on_change(lambda: states.append(desk.connection.state))
    for let_through, asked_for in ((20, "15"), (15, "11"), (6, "5"), (5, "5")):
        desk.seconds += let_through
        desk.line.waits.clear()
        desk.line.break_off()
        await desk.settled()
        assert desk.line.asked[-2:] == [f"GET {CHANGES}", HELD_BACK]
        assert desk.line.queries[-1]["wait"] == asked_for
    assert (states, desk.news) == ([], desk.news[:1]), "nobody was bothered"
    assert desk.subscription.live
    await other.check_in(AMELIE)
    await other.send()
    await desk.until_shown(Amélie_Dubois="on site")


async def test_a_gateway_that_gives_up_on_a_call_is_no_outage(server: FaultyServer, desk: FollowingDesk) -> None:
    gave_up = asyncio.Event()

    async def passes(request: httpx.Request, on: faults.Way) -> httpx.Response:
        return await on(request)

    async def gives_up(request: httpx.Request, on: faults.Way) -> httpx.Response:
        desk.seconds += 20
        desk.line.waits.clear()
        gave_up.set()
        return httpx.Response(504, html="<h1>Gateway time-out</h1>")

    server.get_meets(passes, gives_up)
    desk.subscription.look()
    await asyncio.wait_for(gave_up.wait(), PATIENCE)
    await desk.settled()
    assert [query["wait"] for query in desk.line.queries] == ["0", "25", "0", "15"]
    assert desk.subscription.live
    assert desk.connection.state is ConnectionState.ONLINE


async def test_what_breaks_off_at_once_is_given_a_rest(desk: FollowingDesk) -> None:
    """Else a desk would ask without end."""
    desk.naps.hold(0.1)
    for _ in range(3):
        desk.line.break_off()
        await asyncio.wait_for(desk.naps.asleep.wait(), PATIENCE)
        desk.naps.asleep.clear()
        desk.subscription.look()
        await desk.settled()
    assert desk.naps.taken[-3:] == [2.0, 4.0, 8.0]


async def test_a_pc_that_was_suspended_asks_at_once(
    desk: FollowingDesk, other: FollowingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection is dead, and nobody says so."""
    monkeypatch.setattr(subscription, "LOOKS_EVERY", 0.01)
    await desk.look()
    desk.line.hold(CHANGES)
    await other.check_in(AMELIE)
    await other.send()
    desk.line.late.clear()
    desk.line.asked.clear()
    desk.clock += timedelta(hours=1)
    await desk.until_shown(Amélie_Dubois="on site")
    assert desk.line.asked[0] == f"GET {CHANGES}"
    assert desk.connection.state is ConnectionState.ONLINE


async def test_an_answer_that_never_comes_is_not_waited_for(
    desk: FollowingDesk, other: FollowingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "LOOKS_EVERY", 0.01)
    await desk.look()
    desk.line.hold(CHANGES)
    await other.check_in(AMELIE)
    await other.send()
    desk.line.late.clear()
    desk.seconds += subscription.LONGEST_WAIT + subscription.GRACE + 1
    await desk.until_shown(Amélie_Dubois="on site")
    assert desk.subscription.live


async def test_a_server_that_starts_again_goes_on_where_it_was(tmp_path: Path, open_desk: Open) -> None:
    server = FaultyServer(database=f"sqlite:///{tmp_path / 'server.sqlite3'}")
    await server.make("/vm/meetings", AUDIT)
    desk, other = (FollowingDesk(tmp_path, server, name=name) for name in ("Front", "Garage"))
    await desk.follow()
    await other.refresh()
    desk.naps.hold(0.1)
    desk.line.cut()
    await desk.comes_true(desk.is_away)
    await other.check_in(AMELIE)
    await other.send()
    server.restart()
    desk.line.up = True
    desk.line.asked.clear()
    desk.subscription.look()
    await desk.until_shown(Amélie_Dubois="on site")
    assert f"GET /vm/visits/{DAY}" not in desk.line.asked
    for one in (desk, other):
        await one.close()
    server.close()
