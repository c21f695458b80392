"""The tickets as *Ticket list* or as *Board*, whichever a person chose; or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.objects.ticket_query import TicketQuery
from app.services.tickets.words import TicketWords
from ui.pages.tickets.board.board import TicketBoard
from ui.pages.tickets.board.columns import board_columns, wanted_statuses
from ui.pages.tickets.list.empty import TicketEmpty
from ui.pages.tickets.list.listing import TicketListing
from ui.pages.tickets.list.table import TicketTable
from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.layout.view_choices import ViewChoices

LOWEST = 64
"""Pixels at 100 % text, else the tall empty state would squeeze the filters."""

_KEPT = "tickets are shown as a board"
"""The name under which the choice is kept."""


class ListOrBoard(QStackedWidget):
    """What `listing` has. `toggle` is what a person chooses with, which is kept; `switched` is emitted once `rows` is
    the other one."""

    switched = Signal()

    def __init__(
        self,
        *,
        listing: TicketListing,
        table: TicketTable,
        board: TicketBoard,
        empty: TicketEmpty,
        words: TicketWords,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.toggle = Chip("Board")
        self._listing = listing
        self._words = words
        self._table = table
        self._board = board
        self._empty = empty
        for one in (table, board, empty):
            self.addWidget(one)
        self.setMinimumHeight(theme.px(LOWEST))
        self.toggle.toggled.connect(self._on_toggled)

    @property
    def rows(self) -> QWidget:
        return self._board if self.toggle.isChecked() else self._table

    def statuses(self, query: TicketQuery) -> tuple[str, ...]:
        """Those of which the tickets are shown, whatever page they stand on; none in the list."""
        return wanted_statuses(self._words.statuses, query) if self.toggle.isChecked() else ()

    def showEvent(self, event: QShowEvent) -> None:
        """As it was chosen last, also before a restart."""
        super().showEvent(event)
        self.toggle.setChecked(ViewChoices.is_on(self, _KEPT, otherwise=self.toggle.isChecked()))

    def show_tickets(self) -> None:
        page = self._listing.rows
        if not self.toggle.isChecked():
            self._table.show_tickets(page.rows if page else ())
            return
        listing = self._listing
        columns = board_columns(page, listing.columns, self._words.statuses, listing.query)
        self._table.show_tickets([row for column in columns for row in column.rows])
        self._board.show_columns(columns)

    def show_state(self, *, shown: bool) -> None:
        """The tickets, or that there are none to show."""
        self.setCurrentWidget(self.rows if shown else self._empty)

    def repaint_all(self) -> None:
        """Another day has come, or times are read in another zone."""
        self._table.repaint_all()
        self._board.repaint_all()

    def take_focus(self) -> None:
        self.rows.setFocus()

    def _on_toggled(self) -> None:
        """The board has one ticket in hand: none is worked on that isn't seen to be."""
        if self.toggle.isChecked() and (row := self._table.chosen_row()) is not None:
            self._table.choose(row.key)
        if self._listing.rows is not None:
            self.show_tickets()
        if self.currentWidget() is not self._empty:
            self.setCurrentWidget(self.rows)
        ViewChoices.keep(self, _KEPT, self.toggle.isChecked())
        self.switched.emit()
