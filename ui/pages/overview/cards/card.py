"""A chart in its frame: its title, what its colours mean, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.table_model import Cell, Column, TableModel
from ui.pages.overview.cards.chart_table import ChartTable
from ui.theme import Theme
from ui.widgets.charts.bars import Series
from ui.widgets.charts.chart import Chart
from ui.widgets.labels import Elided, Label
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable

MOST_ROWS = 8
"""Of a table that are seen at once."""

Drawing = TypeVar("Drawing", bound=Chart)
"""The kind of chart that a card has."""

Line = tuple[int, tuple[str, ...]]
"""A row of a sheet, with its place."""


class Card(QFrame, Generic[Drawing]):
    """`led` carries what a bar or a row leads to. As a table it has the very figures of the sheet; `part`, where there
    is one, stands below."""

    led = Signal(object)

    def __init__(
        self, chart: Drawing, *, theme: Theme, part: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.chart = chart
        self.listed = ChartTable()
        self._theme = theme
        self._caption_words = self._pointed = ""
        self._as_table = False
        self._title = Label(chart.accessibleName(), variant="section")
        self._caption = Elided(variant="small")
        self._nothing = Label(variant="muted", wrap=True)
        self._legend = Legend(theme=theme)
        self._table: DeskTable | None = None
        self._model: TableModel[Line] | None = None
        self._column = QVBoxLayout(self)
        self._lay_out(part)
        chart.opened.connect(lambda bar: self.led.emit(bar.target) if bar.target is not None else None)
        chart.pointed.connect(self._on_pointed)

    def show_caption(self, words: str, *, legend: Sequence[Series] = (), average: str = "") -> None:
        self._caption_words = words
        self._caption.setText(self._pointed or words)
        self._legend.show_series(legend, average)

    def show_table(self, table: ChartTable, *, nothing: str) -> None:
        """`nothing` says why there is nothing to draw, where it has no rows."""
        self.listed = replace(table, title=self.chart.accessibleName())
        self._nothing.setText(nothing)
        self._arrange()

    def show_as_table(self, on: bool) -> None:
        self._as_table = on
        self._arrange()

    def _arrange(self) -> None:
        empty = not self.listed.rows
        self._nothing.setVisible(empty)
        self.chart.setVisible(not empty and not self._as_table)
        if self._as_table and not empty:
            self._fill_table()
        if self._table is not None:
            self._table.setVisible(not empty and self._as_table)

    def _fill_table(self) -> None:
        if self._model is None or self._table is None:
            columns = tuple(
                Column(title, partial(_cell, number), width=64, weight=1, numbers=number > 0)
                for number, title in enumerate(self.listed.header)
            )
            self._model = TableModel(columns=columns, key=lambda line: line[0], parent=self)
            self._table = DeskTable(name=self.listed.title, model=self._model, theme=self._theme, row_height=30)
            self._table.setObjectName("framed")
            self._table.opened.connect(self._on_row_opened)
            self._table.menu_requested.connect(self._on_menu)
            self._column.insertWidget(2, self._table)
            self.setTabOrder(self.chart, self._table)  # made later than what stands below it
        self._model.show(list(enumerate(self.listed.rows)))
        rows = min(MOST_ROWS, len(self.listed.rows))
        self._table.setFixedHeight(self._theme.px(34) + rows * self._theme.px(30) + 4)

    def _on_row_opened(self, line: Line) -> None:
        if (lead := self.listed.leads[line[0]]) is not None:
            self.led.emit(lead)

    def _on_menu(self, place: QPoint) -> None:
        assert self._table is not None
        line: Line | None = self._table.chosen_row()
        if line is not None:
            leads = self.listed.leads[line[0]] is not None
            show = MenuEntry("Show rows", "Enter", partial(self._on_row_opened, line), enabled=leads)
            open_menu([show, self._table.copy_entry()], place, parent=self._table)

    def _on_pointed(self, words: str) -> None:
        """What is pointed at is said where the eye is already, and not in a tip that covers the bars."""
        self._pointed = words
        self._caption.setText(words or self._caption_words)

    def _lay_out(self, part: QWidget | None) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._caption, 1)
        top.addWidget(self._legend)
        self._column.setContentsMargins(18, 12, 18, 14)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self._column.addWidget(self.chart, 1)
        self._column.addWidget(self._nothing)
        if part is not None:
            self._column.addWidget(part)
        if self.chart.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
            self._column.addStretch()


def _cell(number: int, line: Line) -> Cell:
    """The first one says what the figures of a row are of."""
    return Cell(line[1][number], variant="number" if number else "plain")


class Legend(QWidget):
    """What each look stands for, beside the title. Decoration to a screen reader: the table's columns have names."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._series: tuple[Series, ...] = ()
        self._average = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_series(self, series: Sequence[Series], average: str) -> None:
        self._series, self._average = tuple(series), average
        self.updateGeometry()
        self.update()

    def _entries(self) -> list[tuple[str, str]]:
        average = [("average", self._average)] if self._average else []
        return [(one.look, one.name) for one in self._series] + average

    def _width_of(self, words: str) -> int:
        return self._theme.metrics(self._theme.font(12)).horizontalAdvance(words) + self._theme.px(36)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width_of(words) for _, words in self._entries()), self._theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, theme = self._theme.px, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = px(12)
        for look, words in self._entries():
            middle = self.height() / 2
            if look == "average":
                painter.setPen(QPen(theme.colour("late"), 2, Qt.PenStyle.DashLine))
                painter.drawLine(left - px(4), round(middle), left + px(12), round(middle))
            else:
                painter.setPen(QPen(theme.colour("accent"), 1))
                painter.setBrush(theme.colour("accent" if look == "full" else "accent-soft"))
                painter.drawRoundedRect(QRectF(left + 0.5, middle - px(5), px(10), px(10)), 2, 2)
            painter.setPen(theme.colour("text-muted"))
            painter.setFont(theme.font(12))
            place = QRectF(left + px(18), 0, self._width_of(words), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
            left += self._width_of(words)
        painter.end()
