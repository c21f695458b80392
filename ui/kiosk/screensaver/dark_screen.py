"""After hours: a dark screen with a clock that wanders, or a picture. A touch wakes it."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.kiosk.kit.sizes import Sizes

NIGHT, GLOW = QColor("#07090C"), QColor("#6B7280")
PLACES = ((0.3, 0.3), (0.6, 0.45), (0.4, 0.7), (0.65, 0.2), (0.35, 0.55))
"""Where the clock stands, another place each minute, so that it burns into no screen."""


class DarkScreen(QWidget):
    woken = Signal()

    def __init__(self, *, picture: QPixmap | None, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._sizes = sizes
        self._now: datetime | None = None

    def show_time(self, now: datetime) -> None:
        if self._now is None or (now.hour, now.minute) != (self._now.hour, self._now.minute):
            self._now = now
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.woken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), NIGHT)
        if self._picture is not None:
            self._draw_picture(painter, self._picture)
        elif self._now is not None:
            self._draw_clock(painter, self._now)
        painter.end()

    def _draw_picture(self, painter: QPainter, picture: QPixmap) -> None:
        """Whole, as large as it fits, and dimmed."""
        size = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.55)
        painter.drawPixmap(place, picture)

    def _draw_clock(self, painter: QPainter, now: datetime) -> None:
        across, down = PLACES[now.minute % len(PLACES)]
        place = QRect(0, 0, self._sizes.px(700), self._sizes.px(300))
        place.moveCenter(self.rect().center())
        place.translate(round((across - 0.5) * self.width() * 0.4), round((down - 0.5) * self.height() * 0.6))
        painter.setPen(GLOW)
        painter.setFont(self._sizes.font(160, 300))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), f"{now:%H:%M}")


def is_open(hours: str, now: time) -> bool:
    """Whether `now` lies in hours such as "07:00-19:00"; those that end before they begin go past midnight. "" is
    always open."""
    if not hours:
        return True
    opens, closes = (time.fromisoformat(one) for one in hours.split("-"))
    if opens <= closes:
        return opens <= now < closes
    return now >= opens or now < closes
