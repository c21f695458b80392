"""The table *Ticket list*: one ticket in hand, or several that something is done with at once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QItemSelectionModel, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.models.lists import with_unchanged
from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from ui.models.table_model import TableModel
from ui.pages.tickets.list.columns import columns
from ui.theme import Theme
from ui.widgets.menu import menu_place
from ui.widgets.table.table import DeskTable

_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class TicketTable(DeskTable):
    """The row in hand is the current one; further ones are taken with Ctrl and Shift, and stay taken while the list
    changes. `menu_requested` says at what place of the screen somebody wants the menu of them."""

    menu_requested = Signal(QPoint)
    selection_changed = Signal()

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        self._tickets: TableModel[TicketRow] = TableModel(columns=columns(site), key=attrgetter("key"))
        super().__init__(name="Ticket list", model=self._tickets, theme=theme, row_height=56, parent=parent)
        self._tickets.setParent(self)
        self._taken: tuple[object, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._tickets.modelAboutToBeReset.connect(self._on_before)
        self._tickets.modelReset.connect(self._on_after)

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

    def rows_in_hand(self) -> list[TicketRow]:
        """All that are taken, from the top; else the row in hand."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = self.chosen_row()
        return [self.tickets[number] for number in numbers] or ([chosen] if chosen is not None else [])

    def choose_first(self) -> None:
        if self.tickets:
            self.choose(self.tickets[0].key)

    def step(self, by: int) -> None:
        """The ticket so many rows further down comes in hand, alone; at the end of the list none does."""
        number = self.currentIndex().row() + by
        if 0 <= number < len(self.tickets):
            self.choose(self.tickets[number].key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(menu_place(self, event))

    def _on_selection_changed(self) -> None:
        super()._on_selection_changed()
        self.selection_changed.emit()

    def _on_before(self) -> None:
        self._taken = tuple(row.key for row in self.rows_in_hand())

    def _on_after(self) -> None:
        for key in self._taken:
            if (number := self._tickets.row_of(key)) >= 0:
                self.selectionModel().select(self._tickets.index(number, 0), _ADD)
