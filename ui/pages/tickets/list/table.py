"""The table *Ticket list*: one ticket in hand, or several that something is done with at once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtWidgets import QWidget

from app.models.lists import with_unchanged
from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from ui.models.table_model import TableModel
from ui.pages.tickets.list.columns import columns
from ui.theme import Theme
from ui.widgets.table.several import SeveralTable


class TicketTable(SeveralTable):
    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        self._tickets: TableModel[TicketRow] = TableModel(columns=columns(site), key=attrgetter("key"))
        super().__init__(name="Ticket list", model=self._tickets, theme=theme, row_height=56, parent=parent)
        self._tickets.setParent(self)

    @property
    def tickets(self) -> Sequence[TicketRow]:
        """The rows that are shown, from the top."""
        return self._tickets.rows

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here."""

    def show_tickets(self, rows: Sequence[TicketRow]) -> None:
        """Rows that say the same as before stay the same; one that was waiting becomes the server's where it stands."""
        self._tickets.show(with_unchanged(rows, self._tickets.rows, key=attrgetter("key")))

    def repaint_all(self) -> None:
        """Another day has come, or times are read in another zone."""
        self._tickets.repaint_all()

    def choose_first(self) -> None:
        if self.tickets:
            self.choose(self.tickets[0].key)

    def step(self, by: int) -> None:
        """The ticket so many rows further down comes in hand, alone; at the end of the list none does."""
        number = self.currentIndex().row() + by
        if 0 <= number < len(self.tickets):
            self.choose(self.tickets[number].key)
