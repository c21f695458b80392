"""With a screen reader and a keyboard: what each screen is called, what Tab leads to, what each control says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import eventually
from tests.ui.hands import spoken_name
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has
from ui.compose.kiosk import KioskApp


def in_hand() -> str:
    """What has the focus is called."""
    widget = QApplication.focusWidget()
    return spoken_name(widget) if widget else ""


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def go_to(name: str) -> None:
    """By Tab alone, as whoever doesn't see the screen does."""
    for _ in range(20):
        if in_hand() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never leads to {name}")


async def opened(open_kiosk: OpenKiosk, server: FakeServer) -> KioskApp:
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    running = await open_kiosk()
    running.window.activateWindow()
    await eventually(lambda: in_hand() == "Welcome")
    return running


async def test_the_first_screen_is_read_in_its_order(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    await opened(open_kiosk, server)
    order = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        order.append(in_hand())
    assert order == ["I have a meeting", "I was not invited", "I am leaving", "English"]
    for key, name in ((Qt.Key.Key_Right, "Deutsch"), (Qt.Key.Key_Right, "Español"), (Qt.Key.Key_Down, "Nederlands")):
        press(key)  # one of several: the arrows choose among them
        assert in_hand() == name


async def test_somebody_checks_in_without_seeing_the_screen(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await opened(open_kiosk, server)
    go_to("I have a meeting")
    press(Qt.Key.Key_Space)
    assert in_hand() == "Last name"
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "lima")
    go_to("Continue")
    press(Qt.Key.Key_Space)
    await eventually(lambda: in_hand() == "We found one invitation: A. Lima, Invited for 10:00 today")
    go_to("Yes, that's me")
    press(Qt.Key.Key_Space)
    await eventually(lambda: in_hand() == "You're checked in, Ana")
    go_to("Done")
    press(Qt.Key.Key_Space)
    await eventually(lambda: has(running, "I have a meeting"))
    assert in_hand() == "Welcome"


async def test_what_is_wrong_is_said_with_the_field(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    await opened(open_kiosk, server)
    go_to("I have a meeting")
    press(Qt.Key.Key_Space)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "nobody")
    press(Qt.Key.Key_Return)
    await eventually(lambda: field.accessibleDescription().startswith("We can’t find that."))
    assert in_hand() == "Last name"


async def test_the_language_is_a_button_that_says_which_one(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    running = await opened(open_kiosk, server)
    go_to("I have a meeting")
    press(Qt.Key.Key_Space)
    go_to("Language")
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.accessibleDescription() == "English"
    press(Qt.Key.Key_Space)
    assert in_hand() == "Language"
    go_to("Done")
    press(Qt.Key.Key_Space)
    assert running.window.overlay is None
