"""Large text and more time, by one touch on the first screen, for whoever needs it, and not for the next visitor."""

from __future__ import annotations

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, key_in, screen, tap
from tests.ui.kiosk.test_left_alone import pass_seconds

LIST = "/vm/meetings"


async def test_one_touch_makes_text_large_and_gives_more_time(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    plain = running.kiosk.sizes.font_px(30)
    tap(running, "Large text, more time")
    assert running.kiosk.sizes.font_px(30) == 2 * plain
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    pass_seconds(running, 4 * 45 - 1)
    assert "Are you still there?" not in screen(running)
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    pass_seconds(running, 119)
    assert has(running, "Done")
    tap(running, "Done")
    await eventually(lambda: has(running, "Large text, more time"))
    assert running.kiosk.sizes.font_px(30) == plain


async def test_it_is_taken_back_by_a_touch_and_by_nobody_being_there(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk()
    plain = running.kiosk.sizes.font_px(30)
    tap(running, "Large text, more time")
    tap(running, "Normal text")
    assert running.kiosk.sizes.font_px(30) == plain
    tap(running, "Large text, more time")
    pass_seconds(running, 4 * 45)
    assert has(running, "Large text, more time")
    assert running.kiosk.sizes.font_px(30) == plain


async def test_where_text_is_large_anyway_it_is_the_time_alone(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(text_scale=2.0)
    large = running.kiosk.sizes.font_px(30)
    tap(running, "More time")
    assert has(running, "Normal text")
    assert running.kiosk.sizes.font_px(30) == large
