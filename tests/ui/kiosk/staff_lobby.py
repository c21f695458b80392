"""The lobby's window, and what staff do there: a finger, and the pads that they open."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from app.services.site import Site
from app.system.staff_pin import FILE_NAME, StaffPin
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, find
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.staff.pin_pad import PinPad, Purpose
from ui.tasks import Tasks
from ui.theme import Theme

SIZES = [(1080, 1920), (1920, 1080), (800, 1280)]

PIN, OTHER = "471204", "471205"
CHEAP = 2
"""scrypt's n for tests: the least there is."""


class Lobby(QWidget):
    """The kiosk's window, with a button of the visitors' at the top right and another in the middle."""

    def __init__(self, size: tuple[int, int] = SIZES[0], *, theme: Theme, text_scale: float = 1.0) -> None:
        super().__init__()
        self.sizes = Sizes(theme=theme, screen=QSize(*size), text_scale=text_scale)
        self.setObjectName("kiosk")
        self.setStyleSheet(self.sizes.sheet())
        self.resize(*size)
        self.pressed: list[str] = []
        self._put("English", self.width() - 200, 10)
        self._put("I have a meeting", self.width() // 2 - 100, self.height() // 2)
        self.show()

    def _put(self, name: str, left: int, top: int) -> None:
        button = QPushButton(name, self)
        button.setGeometry(left, top, 190, 100)
        button.clicked.connect(lambda: self.pressed.append(name))


class Pads:
    """Opens pads over the lobby, one after the other; `told` is what the last one said it ended with."""

    def __init__(self, *, lobby: Lobby, folder: Path, clock: Clock, site: Site, tasks: Tasks) -> None:
        self._lobby = lobby
        self._site = site
        self._tasks = tasks
        self.file = folder / FILE_NAME
        self.pin = StaffPin(folder, clock, cost=CHEAP)
        self.events: list[str] = []

    def open(self, purpose: Purpose = Purpose.UNLOCK) -> PinPad:
        pad = PinPad(
            purpose=purpose,
            pin=self.pin,
            site=self._site,
            tasks=self._tasks,
            sizes=self._lobby.sizes,
            parent=self._lobby,
        )
        self.events = events = []
        for name in ("opened", "chosen", "cancelled"):
            getattr(pad, name).connect(lambda name=name: events.append(name))
        pad.open()
        return pad

    async def ask(self) -> PinPad:
        """Once it has looked whether a wait is on."""
        pad = self.open()
        await eventually(lambda: find(pad, "Cancel").isEnabled())
        return pad


def touch(pad: PinPad, digits: str, *, ok: bool = True) -> None:
    for digit in digits:
        click(pad, digit)
    if ok:
        click(pad, "OK")


def typed(pad: PinPad) -> str:
    return pad.accessibleDescription().removeprefix("Digits typed: ")


class Finger:
    """One on the screen of `window`; a place is in the window.

    It commits by itself, and has Qt turn no further meanwhile: within a coroutine's step no other could be stepped.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, place: QPoint) -> None:
        self._touch().press(0, place, self._window).commit(False)

    def move(self, place: QPoint) -> None:
        self._touch().move(0, place, self._window).commit(False)

    def release(self, place: QPoint) -> None:
        self._touch().release(0, place, self._window).commit(False)

    def tap(self, place: QPoint) -> None:
        self.press(place)
        self.release(place)

    def _touch(self) -> QTest.QTouchEventSequence:
        return QTest.touchEvent(self._window, _screen(), False)


@lru_cache(maxsize=1)
def _screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def wait_out(widget: QWidget) -> None:
    """The time of every timer that runs in it is up."""
    for timer in widget.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if timer.isActive():
            timer.timeout.emit()


def gone(pad: Overlay) -> bool:
    return not isValid(pad) or not pad.isVisible()
