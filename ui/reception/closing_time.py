"""The hours at which those are listed who are still checked in. Nobody is ever checked out silently."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from ui.tasks import Tasks

INTERVAL = 30_000
"""Milliseconds from one look at the clock to the next."""

MORNING = time(5)
"""From this hour on, whoever came on an earlier day was forgotten: at night somebody may still be in a meeting."""


class ClosingTime(QObject):
    """By the site's clock, once a day each: `due` says from `at` on that people are on site, None is never; `overnight`
    says in the morning that some are since an earlier day."""

    due = Signal()
    overnight = Signal()

    def __init__(self, *, arrivals: Arrivals, site: Site, at: time | None, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._arrivals = arrivals
        self._site = site
        self._at = at
        self._tasks = tasks
        self._due_on = self._overnight_on = date.min
        timer = QTimer(self)
        timer.setInterval(INTERVAL)
        timer.timeout.connect(self._on_time)
        timer.start()

    def _on_time(self) -> None:
        now = self._site.now()
        if self._at is not None and now.time() >= self._at and self._due_on != now.date():
            self._tasks.start(self._check_anybody_in(now.date()))
        elif now.time() >= MORNING and self._overnight_on != now.date():
            self._tasks.start(self._check_overnight(now.date()))

    async def _check_anybody_in(self, today: date) -> None:
        if (await self._arrivals.on_site()).present and self._due_on != today:
            self._due_on = self._overnight_on = today
            self.due.emit()

    async def _check_overnight(self, today: date) -> None:
        if await self._arrivals.since_before(today) and self._overnight_on != today:
            self._overnight_on = today
            self.overnight.emit()
