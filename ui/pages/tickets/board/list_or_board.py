"""The tickets as *Ticket list* or as *Board*, whichever a person chose; or why there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.board.board import TicketBoard
from ui.pages.tickets.list.empty import TicketEmpty
from ui.pages.tickets.list.table import TicketTable
from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.layout.view_choices import ViewChoices

LOWEST = 64
"""Pixels at 100 % text, else the tall empty state would squeeze the filters."""

_KEPT = "tickets are shown as a board"
"""The name under which the choice is kept."""


class ListOrBoard(QStackedWidget):
    """`toggle` is what a person chooses with, which is kept; `switched` is emitted once `rows` is the other one."""

    switched = Signal()

    def __init__(self, *, table: TicketTable, board: TicketBoard, empty: TicketEmpty, theme: Theme) -> None:
        super().__init__()
        self.toggle = Chip("Board")
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

    def showEvent(self, event: QShowEvent) -> None:
        """As it was chosen last, also before a restart."""
        super().showEvent(event)
        if (choices := ViewChoices.of(self)) is not None:
            self.toggle.setChecked(choices.get(_KEPT) is True)

    def show_tickets(self, rows: Sequence[TicketRow]) -> None:
        self._table.show_tickets(rows)
        if self.toggle.isChecked():
            self._board.show_tickets()

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
        if self.toggle.isChecked():
            if (row := self._table.chosen_row()) is not None:
                self._table.choose(row.key)
            self._board.show_tickets()
        if self.currentWidget() is not self._empty:
            self.setCurrentWidget(self.rows)
        if (choices := ViewChoices.of(self)) is not None:
            choices.set(_KEPT, self.toggle.isChecked())
        self.switched.emit()
