"""The tickets that are asked for: as this desk's file has them, and asked of the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.models.objects.ticket_query import TicketQuery
from app.services.tickets.tickets import TicketList, Tickets
from ui.models.list_reader import ListReader
from ui.tasks import Tasks
from ui.wording.messages import error_words


class TicketListing(QObject):
    """`rows` is None while nothing is known of what is asked for. `failure` is why the server gave nothing newer when
    it was last asked, in words; "" when it did.

    `taken` says that there is another list to show, `changed` that it stands otherwise with the asking, `answered` that
    the server gave the list.
    """

    taken = Signal()
    changed = Signal()
    answered = Signal()

    def __init__(self, *, tickets: Tickets, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.query = TicketQuery()
        self.failure = ""
        self.underway = False
        self._tickets = tickets
        self._tasks = tasks
        self._reader: ListReader[TicketList] = ListReader(self._read, tasks=tasks, parent=self)
        self._reader.taken.connect(self.taken)
        tickets.on_change(self._reader.read)
        self._reader.read()

    @property
    def rows(self) -> TicketList | None:
        return self._reader.rows

    def ask(self, query: TicketQuery) -> None:
        """Another question takes the place of the one before, whose answer is let go."""
        if query != self.query:
            self.query, self.failure, self.underway = query, "", False
            self._reader.start_over()
        self.load()

    def load(self) -> None:
        """Asks the server, one at a time."""
        if not self.underway:
            self._ask_server(self._tickets.refresh)

    def keep_fresh(self) -> None:
        """The same, unless the server tells of each change by itself."""
        if not self.underway:
            self._ask_server(self._tickets.keep_fresh)

    def load_again(self) -> None:
        """The person wants to see it tried."""
        self.failure = ""
        self.load()

    def _ask_server(self, ask: Callable[[TicketQuery], Awaitable[None]]) -> None:
        self.underway = True
        query = self.query
        self._tasks.start(self._asked(query, ask), on_error=lambda error: self._on_failed(query, error))
        self.changed.emit()

    async def _read(self, before: TicketList | None) -> TicketList | None:
        """Where in this list one belongs that was sent just now, and how many there are, only the server knows."""
        rows = await self._tickets.rows(self.query)
        if before and rows and not _waiting(before).isdisjoint(one.key for one in rows.rows if not one.operation):
            self._ask_server(self._tickets.refresh)
        return before if before == rows else rows

    async def _asked(self, query: TicketQuery, ask: Callable[[TicketQuery], Awaitable[None]]) -> None:
        try:
            await ask(query)
        finally:
            if query == self.query:
                self.underway = False
        if query == self.query:
            self.failure = ""
            self._reader.read()  # when it was heard is news too
            self.changed.emit()
            self.answered.emit()

    def _on_failed(self, query: TicketQuery, error: FoyerError) -> None:
        if query == self.query:
            self.failure = error_words(error, shown=False)
            self.changed.emit()
            self._tasks.report(error)


def _waiting(rows: TicketList) -> set[str]:
    return {one.key for one in rows.rows if one.operation}
