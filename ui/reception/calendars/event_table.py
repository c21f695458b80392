"""The events of a calendar file to choose from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from app.services.calendars.imports import ImportedCalendar, ImportedEvent, Standing
from app.services.site import Site
from ui.models.table_model import Cell, Column, TableModel
from ui.theme import Theme
from ui.widgets.table.table import DeskTable
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
        self._table = DeskTable(name="Events", model=model, theme=theme, row_height=_ROW)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._table)
        model.show(calendar.events)
        self._table.selectionModel().selectionChanged.connect(self.changed)
        self._table.activated.connect(self.opened)
        self._table.selectRow(0)
        self.setFocusProxy(self._table)

    def chosen(self) -> list[ImportedEvent]:
        """Those that are selected, from the top."""
        rows = {index.row() for index in self._table.selectionModel().selectedRows()}
        return [self._model.rows[row] for row in sorted(rows)]


def _visitors(event: ImportedEvent) -> Cell:
    names = [visitor.name or visitor.email for visitor in event.draft.visitors]
    return Cell(", ".join(names)) if names else Cell("Nobody", variant="muted")


def _standing(event: ImportedEvent) -> Cell:
    if event.standing in (Standing.CANCELLED, Standing.NOT_HERE):
        return Cell(STANDING[event.standing], mark="rejected", role="rejected")
    return Cell(STANDING[event.standing], variant="muted" if event.standing is Standing.SAME else "plain")
