"""A closer look at the ticket in hand: the list tells of each, the server knows the whole of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import FoyerError, NotFound, Refused, SignInNeeded, Unreadable
from app.services.tickets.tickets import TicketRow, Tickets
from ui.tasks import Tasks
from ui.wording.messages import not_fresher_words

LOAD_AFTER = 300
"""Milliseconds that a ticket is in hand before the server is asked for it: running down the list asks for none."""


class DetailLoader(QObject):
    """Asks once for what the list tells of a ticket, and again only when the list tells something else of it.

    `seen` says that the server told of the one in hand. `failed` carries the ticket's id and why only the list's word
    can be shown; a server that can't tell of single tickets is asked no more.
    """

    seen = Signal()
    failed = Signal(str, str)

    def __init__(self, *, tickets: Tickets, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._tasks = tasks
        self._can_tell = True
        self._asked: dict[str, bytes] = {}
        self._row: TicketRow | None = None
        self._pause = QTimer(self, interval=LOAD_AFTER, singleShot=True)
        self._pause.timeout.connect(self._load)

    def load_soon(self, row: TicketRow | None) -> None:
        """This ticket is in hand now."""
        self._pause.stop()
        self._row = row
        if row is not None and row.operation is None and self._can_tell and not self._was_asked(row):
            self._pause.start()

    def _was_asked(self, row: TicketRow) -> bool:
        return row.piece != row.listed or self._asked.get(row.ticket.id) == row.listed

    def _load(self) -> None:
        row = self._row
        if row is not None:
            self._asked[row.ticket.id] = row.listed
            self._tasks.start(self._loaded(row), on_error=partial(self._on_failed, row))

    async def _loaded(self, row: TicketRow) -> None:
        await self._tickets.refresh_one(row)
        self.seen.emit()

    def _on_failed(self, row: TicketRow, error: FoyerError) -> None:
        """A network that is away is told of elsewhere, and the ticket is asked for again."""
        match error:
            case SignInNeeded():
                self._asked.pop(row.ticket.id, None)
            case NotFound():
                self.failed.emit(row.ticket.id, not_fresher_words(error))
            case Refused() | Unreadable():
                self._can_tell = False
                self.failed.emit(row.ticket.id, not_fresher_words(error))
            case _:
                self._asked.pop(row.ticket.id, None)
