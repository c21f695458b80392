"""*Related tickets* and *Same as another*: which other ticket is meant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services.tickets.tickets import TicketRow
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.search_field import SearchField
from ui.widgets.labels import Label

Find = Callable[[str], Awaitable[Sequence[TicketRow]]]
"""The tickets that some words find, the latest first."""

_PAUSE = 200
_WIDTH, _HEIGHT = 520, 440
_SPACING = 3


class RelationForm(QDialog):
    """`chosen` carries the other ticket. Show it with `open()`."""

    chosen = Signal(object)

    def __init__(self, row: TicketRow, *, same: bool, find: Find, tasks: Tasks, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        word = "Same as another" if same else "Related tickets"
        self.setWindowTitle(word)
        self._row = row
        self._find = find
        self._tasks = tasks
        self._others: list[TicketRow] = []
        self._search = SearchField("Find a ticket", theme=theme)
        self._list = QListWidget()
        self._list.setAccessibleName("Other tickets")
        self._list.setSpacing(theme.px(_SPACING))
        self._nothing = Label("No other ticket matches.", variant="muted")
        self._nothing.hide()
        self._go_on = Button("Close as the same" if same else "Relate", theme=theme, variant="primary")
        self._go_on.setDefault(True)
        self._go_on.setEnabled(False)
        cancel = Button("Cancel", theme=theme)
        cancel.setAutoDefault(False)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._look)
        self._search.textChanged.connect(self._pause.start)
        self._search.went_down.connect(self._list.setFocus)
        self._list.currentRowChanged.connect(lambda number: self._go_on.setEnabled(number >= 0))
        self._list.itemActivated.connect(self._on_chosen)
        self._go_on.clicked.connect(self._on_chosen)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._go_on)
        says = "This ticket is closed, and leads to the one that is chosen." if same else "Each leads to the other one."
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Label(row.ticket.title or row.ticket.id, variant="section", wrap=True))
        column.addWidget(Label(f"{word}: {says}", variant="muted", wrap=True))
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self._search.setFocus()
        self._look()

    def _look(self) -> None:
        self._tasks.start(self._looked(self._search.text().strip()))

    async def _looked(self, typed: str) -> None:
        found = await self._find(typed)
        if typed != self._search.text().strip():
            return
        self._others = [one for one in found if one.key != self._row.key and one.operation is None]
        self._list.clear()
        for one in self._others:
            self._list.addItem(QListWidgetItem(f"{one.ticket.title or 'Without a title'}  ·  {one.ticket.id}"))
        self._list.setCurrentRow(0 if self._others else -1)
        self._nothing.setVisible(not self._others)

    def _on_chosen(self) -> None:
        number = self._list.currentRow()
        if 0 <= number < len(self._others):
            other = self._others[number]
            self.accept()
            self.chosen.emit(other)
