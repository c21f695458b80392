"""Silhouettes: every status has a shape of its own, so that colour never stands alone. 14 px at 100 % text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.theme import Theme

SIZE = 14.0


def paint_mark(painter: QPainter, name: str, place: QRectF, ink: QColor, ground: QColor) -> None:
    """Paints the mark `name` into the square `place`; `ground` shines through where a filled shape is cut out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / SIZE, place.height() / SIZE)
    pen = QPen(ink, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _MARKS[name](painter, ink, ground)
    painter.restore()


def mark_pixmap(
    theme: Theme, name: str, role: str, ground: str = "surface", *, size: float = SIZE, ratio: float = 2.0
) -> QPixmap:
    """The mark as a picture, `size` pixels at 100 % text, `ratio` dots a pixel; for a label, enough for any screen."""
    side = theme.px(size)
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, name, QRectF(0, 0, side, side), theme.colour(role), theme.colour(ground))
    painter.end()
    return pixmap


def _ring(painter: QPainter, ink: QColor, ground: QColor) -> None:
    painter.drawEllipse(QPointF(7, 7), 5.2, 5.2)


def _disc(painter: QPainter, ink: QColor, ground: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(7, 7), 5.4, 5.4)
    painter.setPen(QPen(ground, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([QPointF(4.5, 7.2), QPointF(6.3, 9.0), QPointF(9.6, 5.4)]))


def _leaving(painter: QPainter, ink: QColor, ground: QColor) -> None:
    painter.drawPolyline(QPolygonF([QPointF(5, 1.8), QPointF(1.8, 1.8), QPointF(1.8, 12.2), QPointF(5, 12.2)]))
    painter.drawLine(QPointF(5, 7), QPointF(12.2, 7))
    painter.drawPolyline(QPolygonF([QPointF(9.4, 4.2), QPointF(12.2, 7), QPointF(9.4, 9.8)]))


def _clock(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.drawPolyline(QPolygonF([QPointF(7, 4.2), QPointF(7, 7.2), QPointF(9, 8.2)]))


def _up(painter: QPainter, ink: QColor, ground: QColor) -> None:
    painter.drawLine(QPointF(7, 12), QPointF(7, 2.2))
    painter.drawPolyline(QPolygonF([QPointF(3.4, 5.8), QPointF(7, 2.2), QPointF(10.6, 5.8)]))


def _warning(painter: QPainter, ink: QColor, ground: QColor) -> None:
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(7, 1.8), QPointF(12.8, 12), QPointF(1.2, 12)]))
    painter.setPen(QPen(ground, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(7, 5.4), QPointF(7, 8.2))
    painter.drawPoint(QPointF(7, 10.4))


def _dotted_ring(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(7, 7), 2.2, 2.2)


def _half(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(QRectF(3.4, 3.4, 7.2, 7.2), -90 * 16, 180 * 16)


def _pause(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.drawLine(QPointF(5.7, 5.2), QPointF(5.7, 8.8))
    painter.drawLine(QPointF(8.3, 5.2), QPointF(8.3, 8.8))


def _dashed_ring(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.drawLine(QPointF(4.9, 7), QPointF(9.1, 7))


def _ended(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.drawLine(QPointF(4.8, 7), QPointF(9.2, 7))


def _crossed_ring(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _ring(painter, ink, ground)
    painter.drawLine(QPointF(5, 5), QPointF(9, 9))
    painter.drawLine(QPointF(9, 5), QPointF(5, 9))


def _bars(filled: int) -> Callable[[QPainter, QColor, QColor], None]:
    def paint(painter: QPainter, ink: QColor, ground: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        pale = QColor(ink)
        pale.setAlpha(70)
        for number, height in enumerate((4.5, 7.5, 10.5)):
            painter.setBrush(ink if number < filled else pale)
            painter.drawRoundedRect(QRectF(1.2 + number * 4.3, 12.2 - height, 3.2, height), 0.8, 0.8)

    return paint


_MARKS: dict[str, Callable[[QPainter, QColor, QColor], None]] = {
    "expected": _ring,
    "ended": _ended,
    "cancelled": _crossed_ring,
    "on-site": _disc,
    "left": _leaving,
    "late": _clock,
    "waiting": _up,
    "rejected": _warning,
    "requested": _ring,
    "assigned": _dotted_ring,
    "in-progress": _half,
    "on-hold": _pause,
    "solved": _disc,
    "other": _dashed_ring,
    "low": _bars(1),
    "medium": _bars(2),
    "high": _bars(3),
}
