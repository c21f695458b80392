"""The day that is looked at: as this desk's file has it, and asked of the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError, StoreFailed
from app.models.lists import HEARD, Change, day_list
from app.models.visit_row import DayRows
from app.services.visits.day import Day
from ui.models.list_reader import ListReader
from ui.tasks import Tasks
from ui.wording.messages import error_words


class _Asking(Struct, frozen=True, eq=False):
    """One time that the server is asked for that day."""

    day: date


class DayListing(QObject):
    """`rows` is the day's list, None while nothing is known of it. `failure` is why the server gave nothing newer when
    it was last asked, in words; "" when it did.

    `taken` says that there is another list to show, and whether it is the first of its day; `asked` that it stands
    otherwise with the asking, `answered` that the server gave the list.
    """

    taken = Signal(bool)
    asked = Signal()
    answered = Signal()

    def __init__(self, *, day: Day, tasks: Tasks, on: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.date = on
        self.failure = ""
        self._day = day
        self._tasks = tasks
        self._reader: ListReader[DayRows] = ListReader(
            lambda known: day.rows(self.date, known), tasks=tasks, rows=_rows_now(day, on), parent=self
        )
        self._known = self._reader.rows is not None
        self._asking: _Asking | None = None
        self._reader.taken.connect(self._on_taken)
        day.on_change(self._on_change)

    @property
    def rows(self) -> DayRows | None:
        return self._reader.rows

    def go(self, day: date) -> None:
        """Looks at that day, and asks the server for it."""
        if day != self.date:
            self.date, self.failure, self._known = day, "", False
            self._reader.start_over()
            self.taken.emit(False)
        self.load()

    def load(self) -> None:
        """Asks the server."""
        self._ask(self._day.refresh)

    def keep_fresh(self) -> None:
        """Asks the server, unless that tells of each change by itself."""
        self._ask(self._day.keep_fresh)

    def _ask(self, ask: Callable[[date], Awaitable[None]]) -> None:
        asking = self._asking = _Asking(self.date)
        self._tasks.start(self._asked(asking, ask), on_error=lambda error: self._on_failed(asking, error))

    async def _asked(self, asking: _Asking, ask: Callable[[date], Awaitable[None]]) -> None:
        await ask(asking.day)
        if asking.day == self.date:
            self._reader.read()  # when it was heard is news too
            self._say_failure(asking, "")

    def _on_change(self, change: Change) -> None:
        if change.of(day_list(self.date), HEARD):
            self._reader.read()

    def _on_taken(self) -> None:
        first, self._known = not self._known and self.rows is not None, self.rows is not None
        self.taken.emit(first)

    def _on_failed(self, asking: _Asking, error: FoyerError) -> None:
        self._say_failure(asking, error_words(error, shown=False))
        self._tasks.report(error)

    def _say_failure(self, asking: _Asking, words: str) -> None:
        """Also "", that there was none. The latest asking counts: one before it may end after it."""
        if asking is self._asking:
            self.failure = words
            self.asked.emit()
            if not words:
                self.answered.emit()


def _rows_now(day: Day, on: date) -> DayRows | None:
    """For the first window. A file that can't be read is mended soon after it."""
    try:
        return day.rows_now(on)
    except StoreFailed:
        return None
