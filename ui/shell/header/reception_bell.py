"""A visitor at a kiosk calls the reception, or brings something: the desks ring, and say who waits where or for whom it
is, until somebody goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.services.kiosk.kiosks import Kiosks
from ui.tasks import Tasks
from ui.widgets.banner import Action, Banner

if TYPE_CHECKING:
    from app.models.objects.kiosk import ReceptionCall

ASKS_EVERY = 10_000
"""Milliseconds: a visitor stands there and waits."""

_TOPIC = "reception"


class ReceptionBell(QObject):
    """Goes with `window`. `ring` is heard once for each call."""

    def __init__(
        self, *, window: QWidget, banner: Banner, kiosks: Kiosks, tasks: Tasks, ring: Callable[[], None] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._banner = banner
        self._kiosks = kiosks
        self._tasks = tasks
        self._ring = ring or QApplication.beep
        self._calls: tuple[ReceptionCall, ...] = ()
        kiosks.on_change(self._show)
        timer = QTimer(self)
        timer.setInterval(ASKS_EVERY)
        timer.timeout.connect(self._ask)
        timer.start()

    def _ask(self) -> None:
        if self._kiosks.server_is_ours:
            self._tasks.start(self._kiosks.keep_fresh())

    def _show(self) -> None:
        before, self._calls = self._calls, self._kiosks.calls
        if before == self._calls:
            return
        if not self._calls:
            self._banner.take_back(_TOPIC)
            return
        self._banner.say(
            waiting_words(self._calls), kind="notice", actions=(Action("Coming", self._come),), topic=_TOPIC
        )
        if {one.id for one in self._calls} - {one.id for one in before}:
            self._ring()
            QApplication.alert(self._window)

    def _come(self) -> None:
        for one in self._calls:
            self._tasks.start(self._kiosks.answer(one.id))


def waiting_words(calls: Sequence[ReceptionCall]) -> str:
    """A sentence for each: "Somebody waits at kiosk “Lobby”: Grace Hopper, Acme, to see “Noor”.", "A delivery came to
    kiosk “Lobby”, for “Noor”."."""
    return " ".join(_delivery(one) if one.delivery else _waiting(one) for one in calls)


def _waiting(call: ReceptionCall) -> str:
    return f"Somebody waits at kiosk “{call.kiosk}”: {_caller(call)}."


def _delivery(call: ReceptionCall) -> str:
    whom = f"for “{call.host}”" if call.host else "nobody knows for whom"
    return f"A delivery came to kiosk “{call.kiosk}”, {whom}."


def _caller(call: ReceptionCall) -> str:
    parts = [call.name, call.company, f"to see “{call.host}”" if call.host else ""]
    return ", ".join(filter(None, parts)) or "no name was typed"
