"""What a visitor does at the kiosk: touches of a finger on what is there to be seen, and a look at the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.models.visit_row import Present
from tests.ui.hands import find, named, shown
from tests.ui.kiosk import keyboard_hands
from ui.compose.kiosk import KioskApp
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.signing.signature_pad import SignaturePad


def tap(running: KioskApp, name: str) -> None:
    """On the one visible control of that name."""
    button = find(running.window, name, QAbstractButton)
    assert button.isEnabled(), f"{name} can't be touched now"
    keyboard_hands.tap(button)


def key_in(running: KioskApp, text: str) -> None:
    """On the touch keyboard, which raises the first letter of a name by itself."""
    keyboard = next(one for one in running.window.findChildren(Keyboard) if one.isVisible())
    keyboard_hands.type_on(keyboard, text)


def field(running: KioskApp) -> QLineEdit:
    return next(edit for edit in running.window.findChildren(QLineEdit) if edit.isVisible())


def press_enter(widget: QWidget) -> None:
    """On a real keyboard."""
    QTest.keyClick(widget, Qt.Key.Key_Return)


def press(running: KioskApp, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As the system brings it: to the window, which hands it on to whatever has the focus. Not QTest.keyClick, which
    turns Qt's loop in the middle of a coroutine."""
    text = chr(key) if key < 0x7F and not modifiers else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(running.window.windowHandle(), QKeyEvent(kind, key, modifiers, text))


def screen(running: KioskApp) -> str:
    """All the words on it."""
    return "\n".join(shown(running.window))


def inside(running: KioskApp) -> tuple[Present, ...]:
    """Who is in the building, as the kiosk's file says at this moment."""
    return running.services.lists.on_site_now().present


def has(running: KioskApp, name: str) -> bool:
    return bool(named(running.window, name, QAbstractButton))


def sign_with_a_finger(running: KioskApp) -> None:
    """A wave across the pad."""
    (pad,) = running.window.findChildren(SignaturePad)
    fingers = keyboard_hands.Fingers(running.window)
    width, middle = pad.width(), pad.height() // 2
    fingers.press(0, pad, QPoint(width // 10, middle))
    for step in range(2, 9):
        fingers.move(0, pad, QPoint(width * step // 10, middle + (20 if step % 2 else -20)))
    fingers.lift(0, pad, QPoint(width * 9 // 10, middle))
