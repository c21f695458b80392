"""What this desk knows of the tickets that are asked for: from its own store at once, then from the server."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.models.ticket_query import TicketQuery
from app.services.sync import Sync
from app.services.tickets import TicketList, Tickets
from app.services.waiting import Kind, Operation
from ui.messages import error_words
from ui.tasks import Tasks


class Listing(QObject):
    """`failure` is why the server gave nothing newer when it was last asked, in words; "" when it did.

    `taken` says that there is another list to show, `changed` that it stands otherwise with the asking.
    """

    taken = Signal()
    changed = Signal()

    def __init__(self, *, tickets: Tickets, sync: Sync, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.query = TicketQuery()
        self.failure = ""
        self.underway = False
        self._tickets = tickets
        self._sync = sync
        self._tasks = tasks
        self._found: TicketList | None = None
        self._asked = self._restores = 0
        self._waits = self._waiting()
        sync.on_change(self._on_outbox)

    @property
    def found(self) -> TicketList | None:
        """None while nothing is known of what is asked for."""
        return self._found if self._found and self._found.query == self.query else None

    def ask(self, query: TicketQuery) -> None:
        """Another question takes the place of the one before, whose answer is let go."""
        if query != self.query:
            self.query, self.failure = query, ""
            self.underway = False
            self._asked += 1
        self.load()

    def load(self) -> None:
        """Asks the server, one at a time."""
        if not self.underway:
            self.underway = True
            number = self._asked
            self._tasks.start(self._loaded(number), on_error=lambda error: self._on_failed(error, number))
            self.changed.emit()

    def load_again(self) -> None:
        """The person wants to see it tried."""
        self.failure = ""
        self.load()

    async def _loaded(self, number: int) -> None:
        query = self.query
        try:
            if self.found is None:
                self._take(await self._tickets.stored(query), number)
            found = await self._tickets.page(query)
        finally:
            if number == self._asked:
                self.underway = False
        if number == self._asked:
            self.failure = ""
            self._take(found, number)

    def _on_failed(self, error: FoyerError, number: int) -> None:
        if number == self._asked:
            self.failure = error_words(error, shown=False)
            self.changed.emit()
            self._tasks.start(self._restored())
            self._tasks.report(error)

    def _on_outbox(self) -> None:
        """A ticket was entered, sent or refused: that is shown at once.

        Where in this list one belongs that was sent, only the server knows.
        """
        before, self._waits = self._waits, self._waiting()
        if before == self._waits:
            return
        self._tasks.start(self._restored())
        gone = {one.id for one in before} - {one.id for one in self._waits}
        if gone & set(self._sync.became.values()):
            self.load()

    def _waiting(self) -> tuple[Operation, ...]:
        return tuple(one for one in self._sync.pending if one.kind is Kind.TICKET)

    async def _restored(self) -> None:
        """Takes what the desk has now, without asking the server; not what is older than what is shown."""
        self._restores += 1
        restore, number = self._restores, self._asked
        found = await self._tickets.stored(self.query)
        shown = self.found
        older = found and found.heard_at and shown and shown.heard_at and found.heard_at < shown.heard_at
        if restore == self._restores and not older and not (self.underway and self._would_lose(found)):
            self._take(found, number)

    def _would_lose(self, found: TicketList | None) -> bool:
        """Whether a row would go for a moment, until the server tells where it belongs now."""
        sent = set(self._sync.became.values())
        kept = {row.key for row in found.rows} if found else set()
        return any(row.key in sent and row.key not in kept for row in (self._found.rows if self._found else ()))

    def _take(self, found: TicketList | None, number: int) -> None:
        if number == self._asked and (found is not None or self.found is not None):
            self._found = found
            self.taken.emit()
