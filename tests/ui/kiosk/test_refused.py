"""What the server refuses of a visitor: staff see it, can try again, and know from the start when nobody is told."""

from __future__ import annotations

import logging

import pytest

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import Clock, eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, key_in, screen, tap
from ui.compose.kiosk import KioskApp
from ui.kiosk.health.sign import TroubleSign

LIST = "/vm/meetings"
EVENTS = "/vm/visits/2026-03-12/M-1/V-ANA%20LIMA/events"
REFUSED = "The server did not take what a visitor entered here."
UNNOTICED = "Nobody is told of who checks in here: there is no mail server, and no desk hears it."


def sign(running: KioskApp) -> TroubleSign:
    (sign,) = running.window.findChildren(TroubleSign)
    return sign


async def check_in(running: KioskApp) -> None:
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))


@pytest.mark.parametrize("status", [400, 403])
async def test_a_refused_check_in_is_seen_by_staff_who_try_again(
    open_kiosk: OpenKiosk, server: FakeServer, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.WARNING)
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    server.is_desk_server = True
    server.answers("POST", EVENTS, status=status, json={"error": "not from here"})
    running = await open_kiosk()
    await check_in(running)
    await eventually(lambda: REFUSED in running._health.sentences())
    assert sign(running).isVisible()
    await eventually(lambda: "Please ask at the front desk" in screen(running))
    assert "checked in" not in screen(running)
    assert any(f"arrival was not taken by the server: rejected {status}" in one for one in caplog.messages)
    running._door._show_panel()
    assert REFUSED in screen(running)
    before = len(server.asked(EVENTS))
    tap(running, "Try again")
    await eventually(lambda: len(server.asked(EVENTS)) > before)
    await eventually(lambda: has(running, "Back to the kiosk"))


async def test_staff_know_from_the_start_that_nobody_is_told(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    await eventually(lambda: UNNOTICED in running._health.sentences())
    assert sign(running).isVisible()
    await check_in(running)
    await eventually(lambda: "Please tell the front desk that you are here." in screen(running))


async def test_where_somebody_is_told_nobody_has_to_tell(
    open_kiosk: OpenKiosk, server: FakeServer, clock: Clock
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(smtp_server="localhost", smtp_port=1, mail_from="desk@northgate.example")
    await check_in(running)
    assert UNNOTICED not in running._health.sentences()
    assert "tell the front desk" not in screen(running)
