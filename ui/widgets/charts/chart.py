"""What every chart shares: its bars are the rows of a table, so that arrow keys and screen readers go through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.models.table_model import Cell, Column, TableModel
from ui.theme import Theme
from ui.widgets.charts.bars import Bar, Series
from ui.widgets.labels import isolated

Index = QModelIndex | QPersistentModelIndex

_NEXT = (QAbstractItemView.CursorAction.MoveRight, QAbstractItemView.CursorAction.MoveDown)
_BEFORE = (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveUp)
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Chart(QTableView):
    """A table view, because that is what a screen reader gets to hear on every system; how it is painted is its own.

    `opened` carries the bar that was clicked, or on which Enter was pressed. `pointed` carries the words of the bar in
    hand, by the keys or the mouse, "" for none. `first` names what the bars stand for.
    """

    opened = Signal(object)
    pointed = Signal(str)

    def __init__(
        self, *, name: str, first: str, series: Sequence[Series], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.theme = theme
        self.series = tuple(series)
        self._hovered = -1
        columns = (Column(first, _label), *(_column(one.name, number) for number, one in enumerate(series)))
        self.bars: TableModel[Bar] = TableModel(columns=columns, key=lambda bar: bar.key, parent=self)
        self.setModel(self.bars)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        theme.changed.connect(self._on_theme_changed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """The bar in hand stays in hand while it is there. The same bars again paint nothing."""
        if list(bars) == self.bars.rows:
            return
        self.bars.show(bars)
        self.updateGeometry()
        self.viewport().update()

    def place_of(self, number: int) -> QRect:
        """Where the bar of that row is clicked, in the viewport."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        raise NotImplementedError

    # What the painting shares

    def font_of(self, size: float, weight: int = 400) -> QFont:
        return self.theme.font(size, weight, tabular=True)

    def write(self, painter: QPainter, place: QRect, words: str, font: QFont, role: str, at: Qt.AlignmentFlag) -> None:
        """One line in the middle of the height of `place`, elided where it is longer."""
        painter.setFont(font)
        painter.setPen(self.theme.colour(role))
        shown = self.theme.metrics(font).elidedText(isolated(words), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, at.value | _ONE_LINE, shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if 0 <= self._hovered < len(self.bars.rows):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("hover"))
            painter.drawRoundedRect(self.place_of(self._hovered), 4, 4)
        self.paint(painter)
        number = self.currentIndex().row()
        if self.hasFocus() and number >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.drawRoundedRect(self.place_of(number).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    # What Qt asks of a view: the bars are where they are painted, and nothing scrolls

    def visualRect(self, index: Index) -> QRect:
        return self.place_of(index.row()) if 0 <= index.row() < len(self.bars.rows) else QRect()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        for number in range(len(self.bars.rows)):
            if self.place_of(number).contains(pos):
                return self.bars.index(number, 0)
        return QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Nothing is out of sight here."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last, at = len(self.bars.rows) - 1, self.currentIndex().row()
        actions = QAbstractItemView.CursorAction
        if cursorAction in (actions.MoveHome, actions.MovePageUp):
            at = 0
        elif cursorAction in (actions.MoveEnd, actions.MovePageDown):
            at = last
        elif cursorAction in _NEXT or cursorAction in _BEFORE:
            at = max(0, at) if at < 0 else at + (1 if cursorAction in _NEXT else -1)
        return self.bars.index(min(max(0, at), last), 0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._point()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.currentIndex().row()
        if event.key() in _OPENING and number >= 0:
            self.opened.emit(self.bars.rows[number])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.bars.rows:
            self.setCurrentIndex(self.bars.index(0, 0))
        self._point()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index == self.currentIndex() and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self.bars.rows[index.row()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            leads = number >= 0 and self.bars.rows[number].target is not None
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
            self._point()
            self.viewport().update()

    def _point(self) -> None:
        number = self._hovered if self._hovered >= 0 else self.currentIndex().row() if self.hasFocus() else -1
        bar = self.bars.rows[number] if 0 <= number < len(self.bars.rows) else None
        self.pointed.emit(bar.spoken.replace(bar.label, isolated(bar.label), 1) if bar else "")

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.viewport().update()


def _label(bar: Bar) -> Cell:
    """Who goes from bar to bar hears all of each."""
    return Cell(aside_spoken=bar.spoken)


def _column(name: str, number: int) -> Column[Bar]:
    return Column(name, lambda bar: Cell(bar.words(number)))
