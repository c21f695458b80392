"""With a keyboard or a screen reader: Enter presses, arrows move, Escape closes, what is covered can't be reached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.hands import named, spoken_name
from tests.ui.kiosk.conftest import UPRIGHT, OpenKiosk
from tests.ui.kiosk.hands import field, has, key_in, screen, tap
from tests.ui.kiosk.screens import Lobby, screens
from ui.compose.kiosk import KioskApp
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.kit.controls import EnterButton
from ui.theme import Theme

LIST = "/vm/meetings"


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def in_hand() -> str:
    widget = QApplication.focusWidget()
    return spoken_name(widget) if widget else ""


def keyboard(running: KioskApp) -> Keyboard:
    (board,) = [one for one in running.window.findChildren(Keyboard) if one.window() is running.window]
    return board


async def asked_for_a_name(open_kiosk: OpenKiosk, server: FakeServer) -> KioskApp:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Limb")])
    running = await open_kiosk()
    running.window.activateWindow()
    await eventually(lambda: in_hand() == "Welcome")
    tap(running, "I have a meeting")
    return running


def test_enter_presses_every_button_that_tab_leads_to(theme: Theme, qapp: QApplication, tmp_path: Path) -> None:
    lobby = Lobby(size=UPRIGHT, text_scale=1.0, theme=theme, application=qapp)
    deaf = []
    for one in screens(tmp_path):
        one.show(lobby)
        buttons = (lobby.window.overlay or lobby.window).findChildren(QPushButton)
        reached = [
            button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus and button.isVisible()
        ]
        deaf += [(one.name, spoken_name(button)) for button in reached if not isinstance(button, EnterButton)]
    lobby.close()
    assert deaf == []


async def test_an_arrow_moves_and_enter_chooses_the_language(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await asked_for_a_name(open_kiosk, server)
    tap(running, "Language")
    assert in_hand() == "Language"
    press(Qt.Key.Key_Down)
    assert in_hand() == "English"
    press(Qt.Key.Key_Right)
    assert in_hand() == "Deutsch"
    assert running.window.overlay is not None
    assert "What is your last name?" not in screen(running)
    press(Qt.Key.Key_Return)
    assert running.window.overlay is None
    await eventually(lambda: "Wie lautet Ihr Nachname?" in screen(running))


async def test_escape_leaves_the_language_as_it_was(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await asked_for_a_name(open_kiosk, server)
    for moves in ((), (Qt.Key.Key_Down, Qt.Key.Key_Right)):
        tap(running, "Language")
        for key in moves:
            press(key)
        press(Qt.Key.Key_Escape)
        assert running.window.overlay is None
        assert "What is your last name?" in screen(running)
        assert in_hand() == "Last name"


async def test_what_lies_beneath_is_hidden_while_something_lies_over_it(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    running = await asked_for_a_name(open_kiosk, server)
    tap(running, "Language")
    overlay = running.window.overlay
    assert overlay is not None
    reached = [one for one in running.window.findChildren(QWidget) if one.isVisible() and spoken_name(one)]
    assert [spoken_name(one) for one in reached if one is not overlay and not overlay.isAncestorOf(one)] == []
    tap(running, "Done")
    assert field(running).isVisible()
    assert keyboard(running).isVisible()


async def test_after_a_match_the_field_and_its_x_bring_the_keyboard(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await asked_for_a_name(open_kiosk, server)
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert not keyboard(running).isVisible()
    tap(running, "Clear")
    assert keyboard(running).isVisible()
    assert not has(running, "Yes, that's me")
    key_in(running, "Limb")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert "B. Limb" in screen(running)
    QTest.mouseClick(field(running), Qt.MouseButton.LeftButton)
    assert keyboard(running).isVisible()
    assert has(running, "Continue")
    assert not has(running, "Yes, that's me")
    running.window.resize(1920, 1080)  # what was shown before doesn't come back
    assert not has(running, "Yes, that's me")
    assert field(running).text() == "Limb"


async def test_the_last_page_stays_for_who_asks_for_more_time(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await asked_for_a_name(open_kiosk, server)
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    await eventually(lambda: has(running, "Done"))
    assert "This page clears itself in 12 seconds" in screen(running)
    (more,) = named(running.window, "More time", QPushButton)
    more.setFocus()
    press(Qt.Key.Key_Return)
    assert "This page clears itself in 120 seconds" in screen(running)
