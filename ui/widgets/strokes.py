"""Something drawn with a finger: how its strokes become ink, and a view of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.models.terms import Point, Strokes
from ui.theme import Theme

UNITS = 1000
"""The width of what was drawn on."""

_PIECE = 16
_DOT = 0.01  # a line of no length is no line to Qt
_AROUND, _INK = 20, 2.5


def pen(colour: QColor, width: float) -> QPen:
    """As wide as that in the units of the painter."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def curves(stroke: Sequence[Point]) -> Iterator[QPainterPath]:
    """Smooth: it goes through the middles between the points, and they bend it. In short pieces, because Qt is slow
    with a long line that crosses itself."""
    points = [_at(point) for point in stroke]
    path = QPainterPath(points[0])
    for number, (before, point) in enumerate(pairwise(points), 1):
        path.quadTo(before, _middle(before, point))
        if number % _PIECE == 0:
            yield path
            path = QPainterPath(_middle(before, point))
    path.lineTo(points[-1] + QPointF(_DOT, 0))
    yield path


def latest(stroke: Sequence[Point]) -> QPainterPath:
    """What the last point of at least two adds to the ink of those before it."""
    points = [_at(point) for point in stroke[-3:]]
    path = QPainterPath(points[0] if len(points) < 3 else _middle(*points[:2]))
    path.quadTo(points[-2], _middle(*points[-2:]))
    return path


def tail(stroke: Sequence[Point]) -> QPainterPath:
    """What is still to be drawn when that was the last point."""
    points = [_at(point) for point in stroke[-2:]]
    path = QPainterPath(_middle(points[0], points[-1]))
    path.lineTo(points[-1] + QPointF(_DOT, 0))
    return path


def _at(point: Point) -> QPointF:
    return QPointF(point[0], point[1])


def _middle(one: QPointF, other: QPointF) -> QPointF:
    return (one + other) / 2


class StrokesView(QWidget):
    """Shows them whole, never larger than they would be on a pad of its own width. `name` is what it is called."""

    def __init__(self, strokes: Strokes, *, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._strokes = strokes
        self._ink = [piece for stroke in strokes for piece in curves(stroke)]
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        room = QRectF(self.rect()).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        drawn = QPolygonF([_at(point) for stroke in self._strokes for point in stroke]).boundingRect()
        scale = min(self.width() / UNITS, room.width() / (drawn.width() + 1), room.height() / (drawn.height() + 1))
        painter.translate(room.center())
        painter.scale(scale, scale)
        painter.translate(-drawn.center())
        painter.setPen(pen(self._theme.colour("text"), _INK / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._ink:
            painter.drawPath(piece)
        painter.end()
