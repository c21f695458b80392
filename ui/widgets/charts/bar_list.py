"""Lying bars below each other, each with its name before it and its value behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.charts.bars import Bar, Series, highest
from ui.widgets.charts.chart import Chart
from ui.widgets.table.marks import paint_mark

_ROW, _THICK, _MARK, _GAP = 28, 12, 14, 8
_MOST_FOR_NAMES = 0.4
"""Of the width: longer names elide, and are told whole."""


class BarList(Chart):
    """The first series fills the bars, and its value is written. A second one, where there is one, is an outline."""

    def __init__(
        self, *, name: str, first: str, series: Sequence[Series], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, first=first, series=series, theme=theme, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(280), self.theme.px(_ROW) * max(1, len(self.bars.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(180), self.sizeHint().height())

    def place_of(self, number: int) -> QRect:
        height = self.theme.px(_ROW)
        return QRect(0, number * height, self.viewport().width(), height)

    def paint(self, painter: QPainter) -> None:
        px, width = self.theme.px, self.viewport().width()
        names, values = self.theme.metrics(self.font_of(13)), self.theme.metrics(self.font_of(13, 600))
        rows = self.bars.rows
        mark = px(_MARK + _GAP) if any(bar.mark for bar in rows) else 0
        wanted = max((names.horizontalAdvance(bar.label) for bar in rows), default=0) + 2
        name = min(wanted, int(width * _MOST_FOR_NAMES) - mark)
        value = max((values.horizontalAdvance(bar.words(0)) for bar in rows), default=0) + px(_GAP)
        most = highest(rows) or 1
        track = QRectF(mark + name + px(12), 0, width - mark - name - value - px(20), px(_THICK))
        for number, bar in enumerate(rows):
            place = self.place_of(number).adjusted(px(4), 0, -px(4), 0)
            self._paint_row(painter, bar, place, mark, name, track, most)

    def _paint_row(
        self, painter: QPainter, bar: Bar, place: QRect, mark: int, name: int, track: QRectF, most: float
    ) -> None:
        px, theme = self.theme.px, self.theme
        if bar.mark:
            square = QRectF(place.left(), place.center().y() - px(_MARK) / 2 + 1, px(_MARK), px(_MARK))
            paint_mark(painter, bar.mark, square, theme.colour(bar.role or "text"), theme.colour("surface"))
        weight = 600 if bar.strong else 400
        named = QRect(place.left() + mark, place.top(), name, place.height())
        self.write(painter, named, bar.label, self.font_of(13, weight), "text", Qt.AlignmentFlag.AlignLeft)
        room = track.translated(0, place.center().y() - track.height() / 2 + 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("window"))
        painter.drawRoundedRect(room, 3, 3)
        fill = theme.colour(bar.role or "accent")
        for look, part in reversed(list(zip(self.series, bar.values, strict=True))):
            if part and look.look == "outline":
                painter.setPen(QPen(fill, 1))
                painter.setBrush(theme.colour("accent-soft"))
                painter.drawRoundedRect(_part(room, part / most).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            elif part:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(_part(room, part / most), 3, 3)
        self.write(painter, place, bar.words(0), self.font_of(13, 600), "text", Qt.AlignmentFlag.AlignRight)


def _part(room: QRectF, share: float) -> QRectF:
    """Something can be seen of whatever isn't 0."""
    return QRectF(room.left(), room.top(), max(4.0, room.width() * share), room.height())
