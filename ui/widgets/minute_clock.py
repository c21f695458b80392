"""The clock of a page that shows minutes: within a minute there is nothing to paint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

CHECK_INTERVAL = 15_000
"""Milliseconds."""


class MinuteClock(QObject):
    """`turned` comes once for each minute that `now` shows, within 15 s of its beginning."""

    turned = Signal()

    def __init__(self, now: Callable[[], datetime], *, parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._shown = self._minute()
        timer = QTimer(self)
        timer.timeout.connect(self._on_timer)
        timer.start(CHECK_INTERVAL)

    def _on_timer(self) -> None:
        if self._minute() != self._shown:
            self._shown = self._minute()
            self.turned.emit()

    def _minute(self) -> str:
        return f"{self._now():%Y-%m-%d %H:%M}"
