"""The table *Invited visitors*, and who of it is in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.models.table_model import TableModel, runs
from ui.pages.new_meeting.visitors.invited import COLUMNS, Invited
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.table.table import DeskTable

_ROW = 32
_HEADER = 34
_FEWEST_ROWS = 3
_ONLY_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class InvitedTable(QFrame):
    """`chosen`: others are in hand. `opened`: somebody wants to write in the row in hand. The keys for removing and for
    pasting ask for those."""

    chosen = Signal()
    opened = Signal()
    remove_requested = Signal()
    paste_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: TableModel[Invited] = TableModel(columns=COLUMNS, key=lambda row: row.key, parent=self)
        self._table = DeskTable(name="Invited visitors", model=self._model, theme=theme, row_height=_ROW)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._nobody = Label("Nobody yet. Type a name below.", variant="muted")
        middle = QVBoxLayout(self._table.viewport())
        middle.addWidget(self._nobody, 0, Qt.AlignmentFlag.AlignCenter)
        self.setObjectName("framed")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._table)
        self.setFocusProxy(self._table)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._table.opened.connect(lambda _row: self.opened.emit())
        keys = ((Qt.Key.Key_Delete, self.remove_requested), (QKeySequence.StandardKey.Paste, self.paste_requested))
        for key, requested in keys:
            shortcut = QShortcut(QKeySequence(key), self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(requested)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def rows(self) -> list[Invited]:
        return self._model.rows

    def row_of(self, key: int) -> int:
        """Where the row with that key stands, or -1."""
        return self._model.row_of(key)

    def show_rows(self, rows: list[Invited]) -> None:
        self._model.show(rows)
        self._nobody.setVisible(not rows)

    def places_in_hand(self) -> list[int]:
        """The numbers of the rows in hand, in order."""
        selection = self._table.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        return sorted({place for one in ranges for place in range(one.top(), one.bottom() + 1)})

    def take(self, places: Sequence[int]) -> None:
        """Takes those rows in hand, and no others; nobody where there is no such row."""
        known = [place for place in places if 0 <= place < len(self.rows)]
        if not known:
            self._table.selectionModel().clear()
            return
        selection = QItemSelection()
        for first, last in runs(known):
            selection.select(self._model.index(first, 0), self._model.index(last, 0))
        current = self._model.index(known[-1], 0)
        self._table.selectionModel().select(selection, _ONLY_ROWS)
        self._table.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._table.scrollTo(current)

    def _on_theme_changed(self) -> None:
        self._table.setMinimumHeight(self._theme.px(_HEADER + _ROW * _FEWEST_ROWS))
