"""The blue field with the arcs that greets and says goodbye."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kiosk.kit.sizes import Sizes

ARCS = (0.92, 0.72, 0.52, 0.33)
"""Radii of the arcs, the outermost first, in heights of the field as it stands upright."""

VEIL = 16
"""Of 255: how much lighter each arc is than the one around it."""


class Hero(QWidget):
    """What stands on it is laid out by whoever makes it."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._sizes.theme.colour("hero"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, VEIL))
        unit = min(self.height(), self._sizes.px(640)) if not self._sizes.lying else self._sizes.px(640)
        foot = QPointF(self.width() - 0.1 * unit, self.height())
        for part in ARCS:
            painter.drawPath(_arch(foot, part * unit))
        painter.end()


def _arch(foot: QPointF, radius: float) -> QPainterPath:
    """A doorway: half a circle on two straight sides, its middle above `foot`."""
    path = QPainterPath()
    high = 1.2 * radius
    path.moveTo(foot.x() - radius, foot.y())
    path.lineTo(foot.x() - radius, foot.y() - high + radius)
    path.arcTo(QRectF(foot.x() - radius, foot.y() - high, 2 * radius, 2 * radius), 180, -180)
    path.lineTo(foot.x() + radius, foot.y())
    path.closeSubpath()
    return path
