"""Something drawn with a finger: how its strokes become ink, and a view of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.models.terms import Point, Strokes
from ui.theme import Theme

UNITS = 1000
"""The width of what was drawn on."""

_DOT = 0.01  # a line of no length is no line to Qt
_AROUND, _INK = 20, 2.5


def pen(colour: QColor, width: float) -> QPen:
    """As wide as that in the units of the painter."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def whole(stroke: Sequence[Point]) -> QPainterPath:
    """Smooth: it goes through the middles between the points, and they bend it."""
    points = [at(point) for point in stroke]
    path = QPainterPath(points[0])
    for before, point in pairwise(points):
        path.quadTo(before, _middle(before, point))
    path.lineTo(points[-1] + QPointF(_DOT, 0))
    return path


def latest(stroke: Sequence[Point]) -> QPainterPath:
    """What the last point of at least two adds to the ink of those before it."""
    points = [at(point) for point in stroke[-3:]]
    path = QPainterPath(points[0] if len(points) < 3 else _middle(*points[:2]))
    path.quadTo(points[-2], _middle(*points[-2:]))
    return path


def at(point: Point) -> QPointF:
    return QPointF(point[0], point[1])


def _middle(one: QPointF, other: QPointF) -> QPointF:
    return (one + other) / 2


class StrokesView(QWidget):
    """Shows them whole, never larger than they would be on a pad of its own width. `name` is what it is called."""

    def __init__(self, strokes: Strokes, *, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._ink = QPainterPath()
        for stroke in strokes:
            self._ink.addPath(whole(stroke))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        drawn, room = self._ink.boundingRect(), QRectF(self.rect()).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        scale = min(self.width() / UNITS, room.width() / (drawn.width() + 1), room.height() / (drawn.height() + 1))
        painter.translate(room.center())
        painter.scale(scale, scale)
        painter.translate(-drawn.center())
        painter.setPen(pen(self._theme.colour("text"), _INK / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._ink)
        painter.end()
