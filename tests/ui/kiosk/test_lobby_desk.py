"""A desk that staff opened in the lobby: nobody else finds it open there."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings import checked
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import named, shown, tick
from ui.compose.desk import DeskApp
from ui.kiosk.flow.idle import ASK_SECONDS, Idle
from ui.kiosk.staff.lobby_desk import LobbyDesk

SECONDS = 30
IN_THE_LOBBY = {"server": "https://api.example.com", "company": "CO-C202", "kiosk": True, "kiosk_idle_seconds": SECONDS}


def pass_seconds(desk: DeskApp, seconds: int) -> None:
    (idle,) = desk.window.findChildren(Idle)
    for _ in range(seconds):
        tick(idle)


def asked(desk: DeskApp) -> bool:
    return "Are you still there?" in shown(desk.window)


async def test_left_alone_it_asks_and_makes_room_for_the_kiosk(open_desk: OpenDesk) -> None:
    desk = open_desk(checked(IN_THE_LOBBY))
    pass_seconds(desk, SECONDS - 1)
    assert not asked(desk)
    pass_seconds(desk, 1)
    assert asked(desk)
    pass_seconds(desk, ASK_SECONDS)
    async with asyncio.timeout(20):
        following = await desk.closed()
    assert following is not None
    assert following.kiosk


async def test_whoever_is_there_goes_on(open_desk: OpenDesk) -> None:
    desk = open_desk(checked(IN_THE_LOBBY))
    pass_seconds(desk, SECONDS - 1)
    QTest.keyClick(desk.window, Qt.Key.Key_Shift)
    pass_seconds(desk, SECONDS - 1)
    assert not asked(desk)
    pass_seconds(desk, 1)
    (here,) = named(desk.window, "I'm still here")
    here.click()
    await eventually(lambda: not asked(desk))
    pass_seconds(desk, SECONDS - 1)
    assert not asked(desk)


async def test_a_desk_that_is_no_kiosk_stays_open(open_desk: OpenDesk) -> None:
    desk = open_desk(checked(IN_THE_LOBBY | {"kiosk": False}))
    assert desk.window.findChildren(LobbyDesk) == []
