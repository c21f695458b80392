"""The hour at which those are listed who are still checked in. Nobody is ever checked out silently."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.arrivals import Arrivals
from app.services.site import Site

INTERVAL = 30_000


class ClosingTime(QObject):
    """`due` carries the people who are on site, once a day from `at` on, by the site's clock; None is never."""

    due = Signal(object)

    def __init__(self, *, arrivals: Arrivals, site: Site, at: time | None, parent: QObject) -> None:
        super().__init__(parent)
        self._arrivals = arrivals
        self._site = site
        self._at = at
        self._asked = date.min
        timer = QTimer(self)
        timer.setInterval(INTERVAL)
        timer.timeout.connect(self._on_time)
        if at is not None:
            timer.start()

    def _on_time(self) -> None:
        now = self._site.now()
        if self._at is None or now.time() < self._at or self._asked == now.date():
            return
        present = self._arrivals.on_site()
        if present:
            self._asked = now.date()
            self.due.emit(present)
