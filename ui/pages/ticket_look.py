"""A closer look at the ticket in hand: the list tells of each, the server knows the whole of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import FoyerError, NotFound, Refused, SignInNeeded, Unreadable
from app.models.ticket import Ticket
from app.services.tickets import TicketRow, Tickets
from ui.messages import not_fresher_words
from ui.tasks import Tasks

LOOK_AFTER = 300
"""Milliseconds that a ticket is in hand before the server is asked for it: running down the list asks for none."""


class CloserLook(QObject):
    """Asks once for what the list tells of a ticket, and again only when the list tells something else of it.

    `seen` says that more is known. `failed` carries the ticket's id and why only the list's word can be shown; a server
    that can't tell of single tickets is asked no more.
    """

    seen = Signal()
    failed = Signal(str, str)

    def __init__(self, *, tickets: Tickets, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._tasks = tasks
        self._can_tell = True
        self._listed: dict[str, Ticket] = {}
        self._asked: dict[str, Ticket] = {}
        self._whole: dict[str, Ticket] = {}
        self._wanted = ""
        self._pause = QTimer(self, interval=LOOK_AFTER, singleShot=True)
        self._pause.timeout.connect(self._look)

    def whole(self, rows: Iterable[TicketRow]) -> list[TicketRow]:
        """The rows of a list, with the whole ticket where it is known and the list has told nothing else since."""
        rows = tuple(rows)
        self._listed = {row.ticket.id: row.ticket for row in rows if row.operation is None}
        self._asked = {key: one for key, one in self._asked.items() if self._listed.get(key) == one}
        self._whole = {key: one for key, one in self._whole.items() if key in self._asked}
        return [TicketRow(row.key, self._whole.get(row.ticket.id, row.ticket), row.operation) for row in rows]

    def want(self, row: TicketRow | None) -> None:
        """This ticket is in hand now."""
        self._pause.stop()
        if row is not None and row.ticket.id in self._listed.keys() - self._asked.keys() and self._can_tell:
            self._wanted = row.ticket.id
            self._pause.start()

    def _look(self) -> None:
        listed = self._listed.get(self._wanted)
        if listed is not None:
            self._asked[listed.id] = listed
            self._tasks.start(self._looked(listed), on_error=partial(self._on_failed, listed))

    async def _looked(self, listed: Ticket) -> None:
        whole = await self._tickets.one(listed.id)
        if whole.id != listed.id:
            raise Unreadable(f"expected the ticket {listed.id}, the server sent another")
        if self._asked.get(listed.id) == listed:
            self._whole[listed.id] = whole
            self.seen.emit()

    def _on_failed(self, listed: Ticket, error: FoyerError) -> None:
        """A network that is away is told of elsewhere, and the ticket is asked for again."""
        match error:
            case SignInNeeded():
                self._asked.pop(listed.id, None)
            case NotFound():
                self.failed.emit(listed.id, not_fresher_words(error))
            case Refused() | Unreadable():
                self._can_tell = False
                self.failed.emit(listed.id, not_fresher_words(error))
            case _:
                self._asked.pop(listed.id, None)
