"""The events of a calendar file to choose from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.calendars.imports import ImportedCalendar, ImportedEvent, Standing
from app.services.site import Site
from ui.models.table_model import Cell, Column, TableModel
from ui.theme import Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.several import SeveralTable
from ui.wording.calendar_words import STANDING, when_words

_ROW = 32


class EventTable(QFrame):
    """`changed`: others are chosen. `opened`: one was double-clicked, or Return was pressed on it."""

    changed = Signal()
    opened = Signal()

    def __init__(self, calendar: ImportedCalendar, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("framed")
        numbers = {id(event): number for number, event in enumerate(calendar.events)}
        columns: tuple[Column[ImportedEvent], ...] = (
            Column("Starts", lambda event: Cell(when_words(event, site), variant="figures"), width=170),
            Column("Title", lambda event: Cell(event.draft.title or "Without a title"), width=180, weight=4),
            Column("Visitors", _visitors, width=160, weight=3, gives_way=1),
            Column("At this desk", _standing, width=140),
        )
        model: TableModel[ImportedEvent] = TableModel(
            columns=columns, key=lambda event: numbers[id(event)], parent=self
        )
        self._model = model
        self._table = SeveralTable(name="Events", model=model, theme=theme, row_height=_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._table)
        model.show(calendar.events)
        self._table.selectionModel().selectionChanged.connect(self.changed)
        self._table.activated.connect(self.opened)
        self._table.menu_requested.connect(self._on_menu)
        self._table.selectRow(0)
        self.setFocusProxy(self._table)

    def _on_menu(self, place: QPoint) -> None:
        entry = MenuEntry("Open in the form", "Ctrl+Enter", self.opened.emit)
        open_menu([entry, self._table.copy_entry()], place, parent=self._table)

    def chosen(self) -> list[ImportedEvent]:
        """Those that are selected, from the top."""
        return [self._model.rows[number] for number in self._table.taken()]


def _visitors(event: ImportedEvent) -> Cell:
    names = [visitor.name or visitor.email for visitor in event.draft.visitors]
    return Cell(", ".join(names)) if names else Cell("Nobody", variant="muted")


def _standing(event: ImportedEvent) -> Cell:
    if event.standing in (Standing.CANCELLED, Standing.NOT_HERE):
        return Cell(STANDING[event.standing], mark="rejected", role="rejected")
    return Cell(STANDING[event.standing], variant="muted" if event.standing is Standing.SAME else "plain")
