"""The corner that staff hold; to visitors it isn't there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from tests.ui.hands import move_mouse, spoken_name
from tests.ui.kiosk.staff_lobby import Finger, Lobby, wait_out
from ui.kiosk.staff.corner import Corner
from ui.theme import Theme


@pytest.fixture
def lobby(theme: Theme) -> Iterator[Lobby]:
    lobby = Lobby(theme=theme)
    yield lobby
    lobby.deleteLater()


@pytest.fixture
def finger(lobby: Lobby) -> Finger:
    return Finger(lobby)


@pytest.fixture
def corner(lobby: Lobby) -> Corner:
    corner = Corner(sizes=lobby.sizes, parent=lobby)
    corner.show()
    return corner


@pytest.fixture
def held(corner: Corner) -> list[str]:
    held: list[str] = []
    corner.held.connect(lambda: held.append("held"))
    return held


def runs(corner: Corner) -> bool:
    return any(timer.isActive() for timer in corner.findChildren(QTimer))


async def test_a_corner_that_is_held_by_mouse_for_three_seconds_asks(corner: Corner, held: list[str]) -> None:
    QTest.mousePress(corner, Qt.MouseButton.LeftButton)
    move_mouse(corner, QPoint(5, 5), Qt.MouseButton.LeftButton)
    assert corner.findChildren(QTimer)[0].interval() == 3000
    assert held == []
    wait_out(corner)
    QTest.mouseRelease(corner, Qt.MouseButton.LeftButton)
    wait_out(corner)
    assert held == ["held"]


async def test_a_corner_that_is_held_by_a_finger_asks(
    lobby: Lobby, corner: Corner, held: list[str], finger: Finger
) -> None:
    place = corner.geometry().center()
    finger.press(place)
    finger.move(place + QPoint(9, 9))
    wait_out(corner)
    assert held == ["held"]
    finger.release(place)
    assert lobby.pressed == []


async def test_who_lets_go_or_leaves_the_corner_has_to_begin_anew(
    lobby: Lobby, corner: Corner, held: list[str], finger: Finger
) -> None:
    place, outside = corner.geometry().center(), corner.geometry().center() + QPoint(0, 400)
    QTest.mousePress(corner, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(corner, Qt.MouseButton.LeftButton)
    wait_out(corner)
    finger.press(place)
    finger.move(outside)
    finger.move(place)
    wait_out(corner)
    finger.release(place)
    assert held == []
    assert not runs(corner)


async def test_a_short_touch_is_meant_for_what_lies_beneath(
    lobby: Lobby, corner: Corner, held: list[str], finger: Finger
) -> None:
    place = corner.geometry().topLeft() + QPoint(30, 60)
    QTest.mouseClick(corner, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    finger.press(place)
    finger.release(place)
    assert lobby.pressed == ["English", "English"]
    QTest.mouseClick(corner, Qt.MouseButton.LeftButton, pos=QPoint(5, corner.height() - 5))
    assert lobby.pressed == ["English", "English"]
    assert held == []


async def test_the_corner_stays_in_its_corner_and_says_nothing_to_visitors(lobby: Lobby, corner: Corner) -> None:
    before = lobby.grab().toImage()
    corner.hide()
    assert lobby.grab().toImage() == before
    lobby.resize(900, 1000)
    assert corner.geometry().topRight() == lobby.rect().topRight()
    assert spoken_name(corner) == ""
    assert corner.focusPolicy() is Qt.FocusPolicy.NoFocus
