"""A visitor can't leave the kiosk; staff can, by the corner and their PIN."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.hands import find
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, press, screen, tap
from tests.ui.kiosk.keyboard_hands import Fingers
from ui.compose.kiosk import KioskApp
from ui.kiosk.staff.corner import Corner
from ui.kiosk.staff.pin_pad import PinPad

LIST = "/vm/meetings"
ALT, CTRL, META = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.MetaModifier,
)


async def test_it_has_no_title_and_does_not_close(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(locked=True)
    flags = running.window.windowFlags()
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert running.window.isFullScreen()
    running.window.close()
    QApplication.sendEvent(running.window, QCloseEvent())
    assert running.window.isVisible()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_Tab, ALT),
        (Qt.Key.Key_Q, CTRL),
        (Qt.Key.Key_W, CTRL),
        (Qt.Key.Key_Escape, CTRL),
        (Qt.Key.Key_D, META),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Print, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_V, CTRL),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
    ],
)
async def test_keys_that_lead_elsewhere_do_nothing(
    open_kiosk: OpenKiosk, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    QApplication.clipboard().setText("of somebody else")
    running = await open_kiosk(locked=True)
    tap(running, "I have a meeting")
    press(running, key, modifiers)
    assert field(running).text() == ""
    assert running.window.isFullScreen()


async def test_what_was_emptied_does_not_come_back(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(locked=True)
    tap(running, "I have a meeting")
    edit = field(running)
    edit.insert("Limova")
    (clear,) = [one for one in edit.findChildren(QWidget) if one.accessibleName() == "Clear"]
    clear.click()  # type: ignore[attr-defined]
    edit.undo()
    assert edit.text() == ""
    edit.insert("Limova")
    assert edit.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    QTest.mouseDClick(edit, Qt.MouseButton.LeftButton)
    assert not edit.hasSelectedText()


@pytest.mark.parametrize("way", ["Open the desk", "Report a problem"])
async def test_a_held_corner_and_the_pin_lead_to_the_desk(open_kiosk: OpenKiosk, server: FakeServer, way: str) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(locked=True, pin="471204")
    tap(running, "I have a meeting")
    field(running).insert("Lima")
    hold_corner(running)
    await eventually(lambda: "PIN for staff" in screen(running))
    assert running.flow.session is None
    await eventually(lambda: find(running.window, "1", QAbstractButton).isEnabled())
    for digit in "471204":
        press(running, Qt.Key(ord(digit)))
    press(running, Qt.Key.Key_Return)
    await eventually(lambda: has(running, "Open the desk"))
    assert "Lobby" in screen(running)
    tap(running, way)
    following = await running.closed()
    assert following is not None
    assert (following.kiosk, following.problem) == (False, way == "Report a problem")


async def test_a_screen_that_is_turned_while_the_pin_is_checked_asks_again(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(locked=True)
    hold_corner(running)
    await eventually(lambda: find(running.window, "1", QAbstractButton).isEnabled())
    for digit in "4713":
        press(running, Qt.Key(ord(digit)))
    press(running, Qt.Key.Key_Return)
    (pad,) = running.window.findChildren(PinPad)
    running.kiosk.dress()
    await eventually(lambda: not pad._busy)
    await eventually(lambda: True)
    assert running.failure == ""
    assert has(running, "I have a meeting")


async def test_the_first_start_asks_staff_for_a_pin(open_kiosk: OpenKiosk) -> None:
    running = await open_kiosk(locked=True, pin="")
    await eventually(lambda: "Choose a PIN for staff" in screen(running))
    assert not has(running, "Cancel")


async def test_neither_a_code_nor_another_look_takes_the_first_pin_away(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    running = await open_kiosk(locked=True, pin="")
    await eventually(lambda: "Choose a PIN for staff" in screen(running))
    for sign in "2026-03-12/M-1/V-1":
        press(running, Qt.Key(ord(sign)))
    press(running, Qt.Key.Key_Return)
    for _ in range(5):
        await eventually(lambda: True)
    assert running.flow.step is None
    assert "Choose a PIN for staff" in screen(running)
    running.kiosk.dress()
    await eventually(lambda: "Choose a PIN for staff" in screen(running))


def hold_corner(running: KioskApp) -> None:
    (corner,) = running.window.findChildren(Corner)
    fingers = Fingers(running.window)
    fingers.press(0, corner)
    (timer,) = corner.findChildren(QTimer)
    assert timer.isActive()
    timer.timeout.emit()
    fingers.lift(0, corner)


async def test_a_storm_of_touches_and_keys_neither_leaves_nor_breaks_it(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    """5,000 of them, wherever they fall; what each leads to happens in between."""
    server.answers("GET", LIST, json=[meeting(number, f"Ana {name}") for number, name in enumerate(("Aa", "B", "Q"))])
    running = await open_kiosk(locked=True, kiosk_asks="company, mobile, email")
    shown: list[object] = []
    running.flow.stepped.connect(shown.append)
    storm = random.Random(20_000)
    handle = running.window.windowHandle()
    keys = [Qt.Key(code) for code in (*range(0x20, 0x7F), *range(0x01000000, 0x01000060))]
    modifiers = [Qt.KeyboardModifier.NoModifier] * 6 + [ALT, CTRL, META, CTRL | ALT]
    for number in range(5_000):
        place = QPointF(storm.randrange(running.window.width()), storm.randrange(running.window.height()))
        if storm.random() < 0.6:
            for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                held = Qt.MouseButton.LeftButton if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
                button = storm.choice([Qt.MouseButton.LeftButton] * 9 + [Qt.MouseButton.RightButton])
                event = QMouseEvent(kind, place, place, button, held, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(handle, event)
        else:
            press(running, storm.choice(keys), storm.choice(modifiers))
        if number % 20 == 0:
            await eventually(lambda: True)
    assert running.window.isVisible()
    assert running.window.isFullScreen()
    assert running.failure == ""
    assert len(set(shown)) > 3, "the storm never got anywhere"
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not running.window]
    assert not [one for one in others if isinstance(one, (QDialog, QMenu, QLineEdit))]
