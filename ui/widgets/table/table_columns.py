"""The columns of a table on screen: as wide as what they say, or as a person made them, and in that person's order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.layout.view_choices import ViewChoices
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.arrangement import NARROWEST as NARROWEST_CHOSEN
from ui.widgets.table.arrangement import WIDEST, Arrangement
from ui.widgets.table.cells import Cells
from ui.widgets.table.column_widths import Measure, widths

NARROWEST = 64
"""A column is never squeezed below this, in pixels at 100 % text: the table scrolls sideways instead."""

MEASURED = 200
"""So many rows of a list are measured, evenly spread over it: all of thousands would be felt at each key."""

ARROW = 20
"""Pixels at 100 % text for the arrow of the column by which rows are sorted, where they can be."""


class TableColumns(QObject):
    """With `arrangeable` a person drags headings to other places and other widths, and that is kept with the window's
    ViewChoices, under the table's name."""

    def __init__(
        self, table: QTableView, model: TableModel[Any], *, cells: Cells, theme: Theme, arrangeable: bool
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._cells = cells
        self._theme = theme
        self._header = table.horizontalHeader()
        self._measures: list[Measure] = []
        self._measured_keys: set[object] = set()
        self._measured_columns: tuple[Column[Any], ...] = ()
        self._arrangement = self._shown = Arrangement()
        self._choices: ViewChoices | None = None
        self._spreading = False
        self._let_go = QTimer(self, singleShot=True, interval=0)  # once the header itself has heard of it
        self._let_go.timeout.connect(self._on_let_go)
        if arrangeable:
            self._let_arrange()

    @property
    def leading(self) -> int:
        """The number of the column that leads each row."""
        return next(iter(self.from_left()), 0)

    def from_left(self) -> list[int]:
        """The numbers of the columns that are shown."""
        numbers = map(self._header.logicalIndex, range(self._header.count()))
        return [number for number in numbers if not self._header.isSectionHidden(number)]

    def take_choices(self) -> None:
        """The table is in a window: its columns stand as they were left there."""
        if self._choices is None and (choices := ViewChoices.of(self._table)) is not None:
            self._choices = choices
            self._arrangement = Arrangement.read(choices.get(self._name))
            self.spread()

    def spread(self) -> None:
        self._spreading, self._shown = True, self._arrangement
        for place, number in enumerate(self._arrangement.places([column.title for column in self._model.columns])):
            if self._header.visualIndex(number) != place:
                self._header.moveSection(self._header.visualIndex(number), place)
        measures = list(map(self._chosen, self._measures, self._model.columns))
        for number, width in enumerate(widths(measures, self._table.viewport().width())):
            self._table.setColumnHidden(number, width == 0)
            if width:
                self._table.setColumnWidth(number, width)
        self._spreading = False

    def measure(self) -> None:
        """Of the list that is shown: a search in it changes no widths."""
        self._measured_columns, self._measured_keys = self._model.columns, set(self._keys())
        self._measures = [self._measure(column) for column in self._model.columns]
        self.widen(0, len(self._model.rows) - 1)

    def measure_others(self) -> None:
        """The same where other columns or other rows are shown than were measured."""
        if self._measured_columns is not self._model.columns or not self._measured_keys.issuperset(self._keys()):
            self.measure()

    def measure_new(self, first: int, last: int) -> bool:
        """Of rows that came. Whether a column asks for more than before."""
        self._measured_keys.update(map(self._model.key_at, range(first, last + 1)))
        return self.widen(first, last)

    def widen(self, first: int, last: int) -> bool:
        """Makes room for what those rows say. Whether a column asks for more than before."""
        rows = self._model.rows[first : last + 1]
        sample = rows[:: math.ceil(len(rows) / MEASURED) or 1]
        leads = self.leading
        before, self._measures = (
            self._measures,
            [
                measure.holding(
                    max((self._cells.room(column.cell(row), first=number == leads) for row in sample), default=0)
                )
                for number, (column, measure) in enumerate(zip(self._model.columns, self._measures, strict=True))
            ],
        )
        return before != self._measures

    def reset(self) -> None:
        """Back to how they stand by themselves."""
        self._arrange(Arrangement())

    @property
    def _name(self) -> str:
        return f"columns of {self._table.accessibleName()}"

    def _keys(self) -> Iterator[object]:
        return map(self._model.key_at, range(len(self._model.rows)))

    def _measure(self, column: Column[Any]) -> Measure:
        floor = self._floor(column)
        least = max(floor, self._theme.px(column.width))
        return Measure(floor, least, least, column.weight, column.gives_way)

    def _floor(self, column: Column[Any]) -> int:
        arrow = self._theme.px(ARROW) if self._header.isSortIndicatorShown() else 0
        leads = column is self._model.columns[self.leading]
        title = self._cells.room_of_words(column.title, self._theme.font(12, 600), first=leads)
        return max(self._theme.px(NARROWEST), title + arrow)

    def _chosen(self, measure: Measure, column: Column[Any]) -> Measure:
        """As a person made it; its heading is read even so."""
        chosen = self._arrangement.widths.get(column.title)
        if chosen is None:
            return measure
        floor = self._floor(column)
        width = max(floor, self._theme.px(chosen))
        return Measure(floor, width, width, 0, measure.gives_way)

    # What a person does with the headings

    def _let_arrange(self) -> None:
        header = self._header
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        header.sectionHandleDoubleClicked.connect(self._on_fitted)
        header.viewport().installEventFilter(self)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a heading is dragged only that column grows; the others make room once it is let go."""
        if event.type() is QEvent.Type.MouseButtonRelease:
            self._let_go.start()
        return False

    def _on_moved(self) -> None:
        if not self._spreading:
            titles = [self._model.columns[self._header.logicalIndex(n)].title for n in range(self._header.count())]
            self._arrangement = replace(self._arrangement, order=tuple(titles))

    def _on_resized(self, number: int, _before: int, width: int) -> None:
        if not self._spreading and width:
            at_100 = round(width / max(self._theme.px(1000) / 1000, 0.1))
            chosen = min(max(at_100, NARROWEST_CHOSEN), WIDEST)
            widths_now = {**self._arrangement.widths, self._model.columns[number].title: chosen}
            self._arrangement = replace(self._arrangement, widths=widths_now)

    def _on_fitted(self, number: int) -> None:
        """A double click on its edge: as wide as what it says again."""
        title = self._model.columns[number].title
        left = {other: width for other, width in self._arrangement.widths.items() if other != title}
        self._arrange(replace(self._arrangement, widths=left))

    def _on_menu(self, place: QPoint) -> None:
        entry = MenuEntry("Reset columns", "", self.reset, enabled=self._arrangement != Arrangement())
        open_menu([entry], self._header.mapToGlobal(place), parent=self._table)

    def _on_let_go(self) -> None:
        if self._arrangement != self._shown:
            self._keep()

    def _arrange(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self._keep()

    def _keep(self) -> None:
        self.measure()  # another one may lead the rows
        self.spread()
        self._table.viewport().update()
        if self._choices is not None:
            self._choices.set(self._name, self._arrangement.kept())
