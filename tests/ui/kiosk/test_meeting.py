"""*I have a meeting*: from the first touch to the seat, by a finger on the screen."""

from __future__ import annotations

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, key_in, screen, tap

LIST = "/vm/meetings"


async def test_an_invited_visitor_checks_in_with_a_few_touches(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Oluwaseun Adébáyò")])
    running = await open_kiosk()
    tap(running, "I have a meeting")
    key_in(running, "Adebayo")
    assert field(running).text() == "Adebayo"
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "O. Adébáyò" in screen(running)
    assert "Invited for 10:00 today" in screen(running)
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert "You’re checked in, Oluwaseun" in screen(running)
    assert "Sofia Marchetti" in screen(running)
    assert [one.person.name for one in running.services.arrivals.on_site()] == ["Oluwaseun Adébáyò"]
    tap(running, "Done")
    await eventually(lambda: has(running, "I have a meeting"))
    assert "Ad" not in screen(running).replace("Ask", "")
