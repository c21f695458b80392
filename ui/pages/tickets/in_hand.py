"""Which ticket is in hand, and what the pane tells of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.detail.loader import DetailLoader
from ui.pages.tickets.detail.pane import TicketPane
from ui.pages.tickets.list.listing import TicketListing
from ui.pages.tickets.list.table import TicketTable


class TicketInHand(QObject):
    """It is the row in hand of `table`. `search` lists what some words find, and with True what of the archived
    ones."""

    def __init__(
        self,
        *,
        table: TicketTable,
        pane: TicketPane,
        loader: DetailLoader,
        listing: TicketListing,
        search: Callable[[str, bool], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._next = ""
        self._table = table
        self._pane = pane
        self._loader = loader
        self._listing = listing
        self._search = search
        table.row_chosen.connect(self._show)
        pane.ticket_chosen.connect(self.go_to)
        loader.seen.connect(lambda: self._pane.say(""))
        loader.failed.connect(self._on_not_seen)

    def choose_later(self, ticket: str) -> None:
        """It comes in hand as soon as it stands in the list: by its id, or the operation that creates it."""
        self._next = ticket

    def choose(self) -> None:
        """Of another list: the ticket that was to come in hand, else the one that was in hand, else the first."""
        wanted = (row for row in self._table.tickets if self._next in (row.key, row.ticket.id))
        if self._next and (row := next(wanted, None)) is not None:
            self._table.choose(row.key)
            self._next = ""
        elif self._next and self._was_sought_in_vain():
            self._search(self._next, True)
            return
        chosen = self._table.chosen_row()
        if chosen is None and self._table.tickets:
            self._table.choose_first()
        else:
            self._show(chosen)

    def go_to(self, ticket: str) -> None:
        """One that isn't on this page is looked for among all, and where it isn't found among the archived ones."""
        row = next((one for one in self._table.tickets if one.ticket.id == ticket), None)
        if row is not None:
            self._table.choose(row.key)
            return
        self.choose_later(ticket)
        self._search(ticket, False)

    def _was_sought_in_vain(self) -> bool:
        rows = self._listing.rows
        answered = rows is not None and rows.heard_at is not None and not rows.rows
        return answered and self._listing.query.q == self._next and not self._listing.query.archived

    def _show(self, row: TicketRow | None) -> None:
        self._pane.show_row(row)
        self._loader.load_soon(row if not self._listing.failure else None)

    def _on_not_seen(self, ticket_id: str, words: str) -> None:
        row = self._table.chosen_row()
        if row is not None and row.ticket.id == ticket_id:
            self._pane.say(words)
