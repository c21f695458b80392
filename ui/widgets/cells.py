"""Paints table cells: text that elides at its end, a mark and a second line where the cell has them."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.models.table_model import CELL, Cell
from ui.theme import Theme
from ui.widgets.marks import paint_mark

PAD = 8
_WEIGHTS = {"strong": 600}


class Cells(QStyledItemDelegate):
    """The delegate of every desk table. Colours and fonts are the theme's, asked for at each painting."""

    def __init__(self, *, theme: Theme, row_height: int, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._theme.px(self._row_height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(CELL)
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ground = self._ground(state)
        if ground != "surface":
            painter.fillRect(place, self._theme.colour(ground))
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        inner = place.adjusted(self._lead(index), 0, -self._theme.px(PAD), -1)
        if cell.second:
            half = self._theme.px(17)
            middle = inner.center().y() + 1
            self._line(painter, cell, QRect(inner.left(), middle - half, inner.width(), half), ground)
            self._second(painter, cell, QRect(inner.left(), middle, inner.width(), self._theme.px(16)), ground)
        else:
            self._line(painter, cell, inner, ground)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A cell that had to elide tells the whole text, escaped: a tooltip guesses rich text."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return False
        cell: Cell = index.data(CELL)
        room = option.rect.width() - self._lead(index) - self._theme.px(PAD) - self._mark_room(cell)
        if QFontMetrics(self._font(cell)).horizontalAdvance(cell.text) > room - self._aside_room(cell):
            QToolTip.showText(event.globalPos(), f"<span>{html.escape(cell.text)}</span>", view)
        else:
            QToolTip.hideText()
        return True

    def _ground(self, state: QStyle.StateFlag) -> str:
        if state & QStyle.StateFlag.State_Selected:
            return "accent-soft"
        return "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"

    def _lead(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return self._theme.px(20 if index.column() == 0 else PAD)

    def _font(self, cell: Cell) -> QFont:
        if cell.mark and cell.role:
            return self._theme.font(13, 500)
        return self._theme.font(13, _WEIGHTS.get(cell.look, 400), tabular=cell.look == "figures")

    def _ink(self, cell: Cell) -> QColor:
        return self._theme.colour(cell.role or ("text-muted" if cell.look == "muted" else "text"))

    def _mark_room(self, cell: Cell) -> int:
        return self._theme.px(21) if cell.mark else 0

    def _aside_font(self) -> QFont:
        return self._theme.font(12, 400, tabular=True)

    def _aside_room(self, cell: Cell) -> int:
        room = QFontMetrics(self._aside_font()).horizontalAdvance(cell.aside) + self._theme.px(8) if cell.aside else 0
        return room + (self._theme.px(22) if cell.aside_icon else 0)

    def _line(self, painter: QPainter, cell: Cell, place: QRect, ground: str) -> None:
        font = self._font(cell)
        metrics = QFontMetrics(font)
        aside_room = self._aside_room(cell)
        left = place.left()
        if cell.chip:
            self._chip(painter, cell, place, metrics.horizontalAdvance(cell.text) + aside_room)
            ground = f"{cell.role}-tint"
        ink = self._ink(cell)
        if cell.mark:
            side = self._theme.px(14)
            square = QRectF(left, place.center().y() - side / 2 + 0.5, side, side)
            paint_mark(painter, cell.mark, square, ink, self._theme.colour(ground))
            left += self._mark_room(cell)
        room = max(0, place.right() - left - aside_room)
        text = metrics.elidedText(_isolated(cell.text), Qt.TextElideMode.ElideRight, room)
        _write(painter, font, metrics, ink, left, place, text)
        if cell.aside or cell.aside_icon:
            behind = left + metrics.horizontalAdvance(text) + self._theme.px(8)
            self._aside(painter, cell, QPoint(behind, place.top()), place.height())

    def _aside(self, painter: QPainter, cell: Cell, corner: QPoint, height: int) -> None:
        font = self._aside_font()
        role = cell.role or "text-muted"
        left = corner.x()
        if cell.aside_icon:
            pixmap = self._theme.pixmap(cell.aside_icon, role, 16)
            painter.drawPixmap(left, corner.y() + (height - self._theme.px(16)) // 2, pixmap)
            left += self._theme.px(19)
        place = QRect(left, corner.y(), 0, height)
        _write(painter, font, QFontMetrics(font), self._theme.colour(role), left, place, cell.aside)

    def _chip(self, painter: QPainter, cell: Cell, place: QRect, text_width: int) -> None:
        """The tinted ground of a status that wants to be seen; it reaches out of the column's line of text."""
        pad, height = self._theme.px(6), self._theme.px(24)
        width = text_width + self._mark_room(cell) + 2 * pad
        chip = QRectF(place.left() - pad, place.center().y() - height / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{cell.role}-tint"))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.restore()

    def _second(self, painter: QPainter, cell: Cell, place: QRect, ground: str) -> None:
        left = place.left()
        ink = self._theme.colour(cell.second_role)
        if cell.second_mark:
            side = self._theme.px(11)
            square = QRectF(left + 1, place.center().y() - side / 2 + 0.5, side, side)
            paint_mark(painter, cell.second_mark, square, ink, self._theme.colour(ground))
            left += self._theme.px(16)
        font = self._theme.font(12, 400) if not cell.second_mark else self._theme.font(11, 500)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(cell.second, Qt.TextElideMode.ElideRight, place.right() - left)
        _write(painter, font, metrics, ink, left, place, text)


def _write(
    painter: QPainter, font: QFont, metrics: QFontMetrics, ink: QColor, left: int, place: QRect, text: str
) -> None:
    """Writes on the line that the row's own font has in `place`: a name in another script would sit higher or lower."""
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(left, place.top() + (place.height() + metrics.ascent() - metrics.descent()) // 2, text)


def _isolated(text: str) -> str:
    """Right-to-left names keep their direction to themselves, and the left edge stays the column's."""
    return text if text.isascii() else f"\u2068{text}\u2069"
