"""Nobody touches the screen any more: first it asks, then everything of the visitor is forgotten."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

ASK_SECONDS = 15
TICK = 1000
PATIENCE = 4
"""How many times as long who needs more time is given."""


class Idle(QObject):
    """Counts seconds by its own ticks. `asking` carries how many are left once it asks, and each second after that;
    `over` says that nobody answered; `answered` that somebody is here after all. While it is `patient`, all that takes
    several times as long."""

    asking = Signal(int)
    answered = Signal()
    over = Signal()

    def __init__(self, *, seconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._given = seconds
        self.patient = False
        self._passed = 0
        self._clearing: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)

    @property
    def _seconds(self) -> int:
        return self._given * (PATIENCE if self.patient else 1)

    def watch(self) -> None:
        """Somebody has begun something."""
        self._clearing = None
        self._start()

    def clear_in(self, seconds: int) -> None:
        """The last page is shown: it goes without being asked."""
        self._clearing = seconds
        self._start()

    def rest(self) -> None:
        """Nobody is here: there is nothing to forget."""
        self._timer.stop()
        self._passed = 0

    def touched(self) -> None:
        """A touch or a key. A last page goes on clearing itself: it is read, and not worked with."""
        if self._clearing is None and self._timer.isActive():
            asked = self._passed >= self._seconds
            self._passed = 0
            if asked:
                self.answered.emit()

    def _start(self) -> None:
        self._passed = 0
        self._timer.start()

    def _on_tick(self) -> None:
        self._passed += 1
        ends = (
            self._seconds + ASK_SECONDS * (PATIENCE if self.patient else 1)
            if self._clearing is None
            else self._clearing
        )
        left = ends - self._passed
        if left <= 0:
            self.rest()
            self.over.emit()
        elif self._clearing is not None or self._passed >= self._seconds:
            self.asking.emit(left)
