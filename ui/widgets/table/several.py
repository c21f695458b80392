"""A desk table of which one row is in hand, or several that something is done with at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.models.table_model import TableModel, runs
from ui.theme import Theme
from ui.widgets.menu import MenuEntry
from ui.widgets.table.table import DeskTable

_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class SeveralTable(DeskTable):
    """The row in hand is the current one; further ones are taken with Ctrl and Shift, and stay taken while the list
    changes. `selection_changed` says that others are taken."""

    selection_changed = Signal()

    def __init__(
        self,
        *,
        name: str,
        model: TableModel[Any],
        theme: Theme,
        row_height: int = 40,
        named_by: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, model=model, theme=theme, row_height=row_height, named_by=named_by, parent=parent)
        self._were_taken: frozenset[object] = frozenset()
        self._takes = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        model.modelAboutToBeReset.connect(self._on_before)
        model.modelReset.connect(self._on_after)

    def taken(self) -> list[int]:
        """The numbers of the rows that are taken, from the top; none where nothing is."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        return sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})

    def take(self, numbers: Sequence[int]) -> None:
        """Takes these rows, and no others; nobody where there are none."""
        if not numbers:
            self.selectionModel().clear()
            return
        current = self._model.index(numbers[-1], self._column_in_hand())
        self.selectionModel().select(self._selection(numbers), _ONLY)
        self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(current)

    def numbers_in_hand(self) -> list[int]:
        """Those that are taken, else the row in hand."""
        return self.taken() or [number for number in (self.currentIndex().row(),) if number >= 0]

    def rows_in_hand(self) -> list[Any]:
        """All that are taken, from the top; else the row in hand."""
        return [self._model.rows[number] for number in self.numbers_in_hand()]

    def copy(self) -> None:
        """Of several rows all that they show: a line each, its cells apart by tabs, as a spreadsheet takes them."""
        numbers = self.numbers_in_hand()
        if len(numbers) < 2:
            super().copy()
            return
        columns = self._columns.from_left()
        lines = ("\t".join(self._model.cell(number, column).copied for column in columns) for number in numbers)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def copy_entry(self) -> MenuEntry:
        entry = super().copy_entry()
        return replace(entry, word="Copy rows") if len(self.numbers_in_hand()) > 1 else entry

    def _on_selection_changed(self, added: QItemSelection) -> None:
        """A screen reader adds a row without making it the current one; here the last one taken is in hand."""
        super()._on_selection_changed(added)
        rows = {index.row() for index in added.indexes()}
        if len(rows) == 1 and self.currentIndex().row() not in rows and not self._takes:
            current = self._model.index(rows.pop(), self._column_in_hand())
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selection_changed.emit()

    def _selection(self, numbers: Sequence[int]) -> QItemSelection:
        selection = QItemSelection()
        for first, last in runs(list(numbers)):
            selection.select(self._model.index(first, 0), self._model.index(last, 0))
        return selection

    def _on_before(self) -> None:
        self._were_taken = frozenset(map(self._model.key_at, self.taken()))

    def _on_after(self) -> None:
        rows = range(len(self._model.rows)) if self._were_taken else ()
        again = [number for number in rows if self._model.key_at(number) in self._were_taken]
        self._takes = True  # what was taken before stays so, beside the row in hand
        self.selectionModel().select(self._selection(again), _ADD)
        self._takes = False
