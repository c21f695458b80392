"""A list that a page shows: read from the desk's file, and read again when it is otherwise there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.tasks import Tasks

Rows = TypeVar("Rows")


class ListReader(QObject, Generic[Rows]):
    """`rows` is what was read last, None while nothing was or nothing is known. `taken` says that it is another list
    now.

    `read` gives the list as the file has it, from what was read before: where nothing changed, the same object. One
    reading goes on at a time; what is asked for meanwhile is one more.
    """

    taken = Signal()

    def __init__(
        self,
        read: Callable[[Rows | None], Awaitable[Rows | None]],
        *,
        tasks: Tasks,
        rows: Rows | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self._read = read
        self._tasks = tasks
        self._reading = self._again = False
        self._meant = object()

    def read(self) -> None:
        """Takes what the file holds now, in a moment."""
        self._again = True
        if not self._reading:
            self._reading = True
            self._tasks.start(self._read_on())

    def start_over(self) -> None:
        """Another list is meant from now on, and is read."""
        self.forget()
        self.read()

    def forget(self) -> None:
        """Another list is meant from now on: nothing is known of it yet."""
        self.rows, self._meant = None, object()

    async def _read_on(self) -> None:
        try:
            while self._again:
                self._again = False
                before, meant = self.rows, self._meant
                rows = await self._read(before)
                if meant is self._meant and rows is not before:
                    self.rows = rows
                    self.taken.emit()
        finally:
            self._reading = False
