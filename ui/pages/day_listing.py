"""What this desk knows of the day that is looked at: from its own store at once, then from the server."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.services.arrivals import Arrivals
from app.services.day import Day, DayList
from app.services.sync import Sync
from ui.messages import error_words
from ui.tasks import Tasks


class DayListing(QObject):
    """`found` is the day's list, None while nothing is known of it. `failure` is why the server gave nothing newer when
    it was last asked, in words; "" when it did.

    `taken` says that there is another list to show, and whether it is the first of its day.
    """

    taken = Signal(bool)

    def __init__(
        self, *, day: Day, arrivals: Arrivals, sync: Sync, tasks: Tasks, on: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.date = on
        self.failure = ""
        self._day = day
        self._tasks = tasks
        self._asked = self._answered = 0
        self.found: DayList | None = day.stored_now(on)
        sync.on_change(self._on_news)
        arrivals.on_change(self._on_news)

    def go(self, day: date) -> None:
        """Looks at that day, and asks the server for it."""
        if day != self.date:
            self.date, self.found, self.failure = day, None, ""
        self.load()

    def load(self) -> None:
        self._asked += 1
        number, day = self._asked, self.date
        self._tasks.start(self._loaded(number, day), on_error=lambda error: self._on_failed(number, day, error))

    async def _loaded(self, number: int, day: date) -> None:
        """Shows what the desk has of the day at once, and then what the server says of it now."""
        if self.found is None:
            self._take(day, await self._day.stored(day))
        found = await self._day.refreshed(day)
        if self._counts(number, day):
            self._answered, self.failure = number, ""
            self._take(day, found)

    def _on_news(self) -> None:
        """Something was entered, sent or refused, somebody came or left: the rows say so without asking the server."""
        present = self._day.present(self.date)
        if present is not None:
            self._take(self.date, present)
        else:
            self._tasks.start(self._restored(self.date))

    async def _restored(self, day: date) -> None:
        self._take(day, await self._day.stored(day))

    def _counts(self, number: int, day: date) -> bool:
        """Answers may overtake each other: one to an earlier question, or about another day, comes too late."""
        return day == self.date and number >= self._answered

    def _take(self, day: date, found: DayList | None) -> None:
        """What came on the way here is older than what the day says of itself now."""
        if day != self.date:
            return
        first = self.found is None
        self.found = self._day.present(day) or found
        self.taken.emit(first and self.found is not None)

    def _on_failed(self, number: int, day: date, error: FoyerError) -> None:
        if self._counts(number, day):
            self.failure = error_words(error, shown=False)
            self.taken.emit(False)
        self._tasks.report(error)
