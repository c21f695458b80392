"""*I am leaving*: by name or by the badge's code."""

from __future__ import annotations

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import Clock, eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, inside, key_in, screen, tap
from ui.compose.kiosk import KioskApp

LIST = "/vm/meetings"


async def checked_in(open_kiosk: OpenKiosk, server: FakeServer, *visitors: str) -> KioskApp:
    server.answers("GET", LIST, json=[meeting(1, *visitors)])
    running = await open_kiosk()
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    await running.services.arrivals.check_in(day.visits)
    return running


async def test_who_leaves_is_checked_out(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await checked_in(open_kiosk, server, "Ana Lima", "Bo Lee")
    tap(running, "I am leaving")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "A. Lima" in screen(running)
    assert "Here since 09:42" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: "Goodbye, and thank you for coming" in screen(running))
    assert [one.person.name for one in inside(running)] == ["Bo Lee"]


async def test_a_badge_says_who_leaves_from_the_first_screen(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await checked_in(open_kiosk, server, "Ana Lima")
    running.flow.scanned("2026-03-12/M-1/V-ANA LIMA")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "Here since 09:42" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: "Goodbye, and thank you for coming" in screen(running))
    assert inside(running) == ()


async def test_who_stayed_overnight_leaves_though_no_list_tells_of_them(
    open_kiosk: OpenKiosk, server: FakeServer, clock: Clock
) -> None:
    running = await checked_in(open_kiosk, server, "Jan van der Berg")
    server.answers("GET", LIST, json=[])
    clock.now = clock.now.replace(day=13)
    tap(running, "I am leaving")
    key_in(running, "Berg")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "J. van der Berg" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: "Goodbye, and thank you for coming" in screen(running))
    assert inside(running) == ()


async def test_who_is_not_in_is_not_found(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    tap(running, "I am leaving")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: "We can’t find that." in screen(running))


async def test_who_leaves_ends_all_their_visits_and_nobody_else_s(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    twice = [meeting(1, "Ana Lima", at="09:00"), meeting(2, "Ana Lima", "Bo Lee", at="10:00")]
    server.answers("GET", LIST, json=[*twice, meeting(3, visitor("Ana Lima", companyName="Bolt"), at="11:00")])
    running = await open_kiosk()
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    await running.services.arrivals.check_in(day.visits)
    running.flow.scanned("2026-03-12/M-1/V-ANA LIMA")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: "Goodbye, and thank you for coming" in screen(running))
    left = [(one.person.name, one.person.company) for one in inside(running)]
    assert left == [("Bo Lee", ""), ("Ana Lima", "Bolt")]
