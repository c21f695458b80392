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
        self._sought = False
        self._table = table
        self._pane = pane
        self._loader = loader
        self._listing = listing
        self._search = search
        table.row_chosen.connect(self._show)
        pane.ticket_chosen.connect(self.go_to)
        loader.seen.connect(lambda: self._pane.say(""))
        loader.failed.connect(self._on_not_seen)

    def choose_later(self, operation: str) -> None:
        """What that operation creates comes in hand as soon as it stands in the list."""
        self._next, self._sought = operation, False

    def choose(self) -> None:
        """Of another list: the ticket that was to come in hand, else the one that was in hand, else the first."""
        wanted = (row for row in self._table.tickets if self._next in (row.key, row.ticket.id))
        if self._next and (row := next(wanted, None)) is not None:
            self._table.choose(row.key)
            self._next, self._sought = "", False
        elif self._sought and self._goes_on_seeking():
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
        self._next, self._sought = ticket, True
        self._search(ticket, False)

    def _goes_on_seeking(self) -> bool:
        """Among the archived ones, when it isn't among the others. Who looks at something else, or found it nowhere,
        isn't led to it any more, should it come one day."""
        rows, query = self._listing.rows, self._listing.query
        if query.q == self._next and (rows is None or rows.heard_at is None):
            return False
        is_archived = query.q == self._next and not query.archived and not self._table.tickets
        if is_archived:
            self._search(self._next, True)
        else:
            self._next, self._sought = "", False
        return is_archived

    def _show(self, row: TicketRow | None) -> None:
        self._pane.show_row(row)
        self._loader.load_soon(row if not self._listing.failure else None)

    def _on_not_seen(self, ticket_id: str, words: str) -> None:
        row = self._table.chosen_row()
        if row is not None and row.ticket.id == ticket_id:
            self._pane.say(words)
