"""What a finger does on the touch keyboard: it finds a key by what that shows, and taps, holds and slides."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QSize, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.hands import named, tick
from ui.kiosk.keyboard.key import Key
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.kit.sizes import Sizes

UPRIGHT, LYING, SMALL = QSize(1080, 1920), QSize(1920, 1080), QSize(800, 1280)

WRITTEN = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "äöüß",
    "es": "áéíóúüñ",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àèéìíîòóùú",
    "nl": "áäéëèêíïóöúü",
}
"""The letters of each language; those beside English are what it writes besides a to z."""


class Lobby(QWidget):
    """A field and the keyboard under it, as a screen of the kiosk has them."""

    def __init__(self, *, sizes: Sizes, size: QSize, language: str) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self.setStyleSheet(sizes.sheet())
        self.field = QLineEdit()
        self.keyboard = Keyboard(sizes=sizes, language=language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addWidget(self.keyboard)
        self.keyboard.type_into(self.field)
        self.resize(size)
        self.show()
        self.activateWindow()
        self.field.setFocus()


@lru_cache(maxsize=1)
def touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


class Fingers:
    """Some fingers on one window; each is known by its number. Those that stay down tremble, as fingers do: QTest's
    `stationary` presses them anew."""

    def __init__(self, window: QWidget) -> None:
        self._touch = QTest.touchEvent(window, touch_screen(), False)
        self._down: dict[int, tuple[QPoint, QWidget]] = {}

    def press(self, finger: int, on: QWidget, place: QPoint | None = None) -> None:
        where = (place or on.rect().center(), on)
        self._others_tremble(finger).press(finger, *where).commit(False)
        self._down[finger] = where

    def move(self, finger: int, on: QWidget, place: QPoint | None = None) -> None:
        where = (place or on.rect().center(), on)
        self._others_tremble(finger).move(finger, *where).commit(False)
        self._down[finger] = where

    def lift(self, finger: int, on: QWidget, place: QPoint | None = None) -> None:
        self._others_tremble(finger).release(finger, place or on.rect().center(), on).commit(False)
        del self._down[finger]

    def _others_tremble(self, finger: int) -> QTest.QTouchEventSequence:
        for other in self._down.keys() - {finger}:
            self._touch.move(other, *self._down[other])
        return self._touch


def tap(widget: QWidget, place: QPoint | None = None) -> None:
    fingers = Fingers(widget.window())
    fingers.press(0, widget, place)
    fingers.lift(0, widget, place)


def keys(root: QWidget, shows: str) -> list[QPushButton]:
    """The keys that show exactly this, or are called so where they show a picture."""
    visible = [key for key in root.findChildren(QPushButton) if key.isVisible()]
    return [key for key in visible if key.text() == shows] or named(root, shows, QPushButton)


def key(root: QWidget, shows: str) -> QPushButton:
    matches = keys(root, shows)
    assert len(matches) == 1, f"{len(matches)} keys show {shows!r}"
    return matches[0]


def type_on(keyboard: QWidget, text: str) -> None:
    """As a visitor does it who looks for each letter: here, then with shift, then among the further letters."""
    for letter in text:
        _bring_up(keyboard, letter)
        tap(key(keyboard, "Space" if letter == " " else letter))


def _bring_up(keyboard: QWidget, letter: str) -> None:
    if letter == " ":
        return
    other_case = letter.swapcase() if len(letter.swapcase()) == 1 else letter
    if not keys(keyboard, letter) and not keys(keyboard, other_case):
        tap((named(keyboard, "More letters") or named(keyboard, "Fewer letters"))[0])
    if not keys(keyboard, letter):
        tap(key(keyboard, "Shift"))


def wait_long_enough(keyboard: QWidget) -> None:
    """The time passes after which a press is a long one, or after which a held key repeats."""
    assert any(timer.isActive() for timer in keyboard.findChildren(QTimer))
    tick(keyboard)


def bubble(window: QWidget) -> QWidget | None:
    return next((one for one in window.findChildren(QWidget, "accents") if one.isVisible()), None)


def all_keys(root: QWidget) -> list[Key]:
    return [one for one in root.findChildren(Key) if one.isVisible()]


def hold(lobby: Lobby, shows: str) -> Fingers:
    """A finger that stays on a key until that counts as held."""
    fingers = Fingers(lobby)
    fingers.press(0, key(lobby.keyboard, shows))
    wait_long_enough(lobby.keyboard)
    return fingers
