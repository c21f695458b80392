"""The table *Invited visitors*, and who of it is in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.models.table_model import TableModel
from ui.pages.new_meeting.visitors.invited import COLUMNS, Invited
from ui.reception.visitors.contact_copying import Contact, entries_of
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.several import SeveralTable

_ROW = 32
_HEADER = 34
_FEWEST_ROWS = 3


class InvitedTable(QFrame):
    """`chosen`: others are in hand. `opened`: somebody wants to write in the row in hand. The keys for removing and for
    pasting ask for those, and so does the menu of the rows in hand."""

    chosen = Signal()
    opened = Signal()
    remove_requested = Signal()
    paste_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: TableModel[Invited] = TableModel(columns=COLUMNS, key=lambda row: row.key, parent=self)
        self._table = SeveralTable(name="Invited visitors", model=self._model, theme=theme, row_height=_ROW)
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
        self._table.menu_requested.connect(self._on_menu)
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
        return self._table.taken()

    def take(self, places: Sequence[int]) -> None:
        """Takes those rows in hand, and no others; nobody where there is no such row."""
        self._table.take([place for place in places if 0 <= place < len(self.rows)])

    def _on_menu(self, place: QPoint) -> None:
        visitors = [row.visitor for row in self._table.rows_in_hand()]
        contacts = [Contact(one.name, one.mobile or one.phone, one.email) for one in visitors]
        word = "Remove visitor" if len(visitors) == 1 else "Remove visitors"
        entries = (
            *entries_of(contacts),
            self._table.copy_entry(),
            None,
            MenuEntry("Paste visitors", "Ctrl+V", self.paste_requested.emit),
            MenuEntry(word, "Del", self.remove_requested.emit),
        )
        open_menu(entries, place, parent=self._table)

    def _on_theme_changed(self) -> None:
        self._table.setMinimumHeight(self._theme.px(_HEADER + _ROW * _FEWEST_ROWS))
