"""The sheets as they will come out of the printer, one below the other, each as large as the room allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.badge.badge import Badge
from ui.badge.drawing import DOTS_PER_MM, image
from ui.badge.sheets import Paper, draw_marks, places, sheets
from ui.theme import Theme

_AROUND = 24
_SIZE_ON_PAPER = DOTS_PER_MM * 0.62
"""Pixels a millimetre, at most: larger, a label would look like a poster."""


class SheetsView(QScrollArea):
    """Scrolls by the keys when it has the focus. A screen reader is told whose badges they are."""

    def __init__(self, *, badges: Sequence[Badge], paper: Paper, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = _Sheets(badges=badges, paper=paper, theme=theme)
        self.setAccessibleName("Preview")
        self.setAccessibleDescription(", ".join(badge.name for badge in badges))
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)

    def show_paper(self, paper: Paper) -> None:
        self._sheets.show_paper(paper, self.viewport().height())
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheets.fit(self.viewport().height())


class _Sheets(QWidget):
    """Paints no more sheets than are in sight: a group may have a hundred badges."""

    def __init__(self, *, badges: Sequence[Badge], paper: Paper, theme: Theme) -> None:
        super().__init__()
        self._badges = badges
        self._paper = paper
        self._theme = theme
        self._height = 1
        self._drawn: dict[tuple[Badge, int], QPixmap] = {}
        theme.changed.connect(self.update)

    def show_paper(self, paper: Paper, height: int) -> None:
        self._paper = paper
        self.fit(height)

    def fit(self, height: int) -> None:
        """A whole sheet is seen at once in a room of that height."""
        self._height = max(1, height)
        count = len(sheets(self._badges, self._paper))
        self.setMinimumHeight(0 if count == 1 else count * (self._height - _AROUND) + _AROUND)
        self.update()

    def _scale(self) -> float:
        """Pixels of the screen a millimetre of paper."""
        paper = self._paper.millimetres
        across, down = self.width() - 2 * _AROUND, self._height - 2 * _AROUND
        return max(0.1, min(across / paper.width(), down / paper.height(), _SIZE_ON_PAPER))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("border"))
        for number, badges in enumerate(sheets(self._badges, self._paper)):
            room = QRectF(0, _AROUND / 2 + number * (self._height - _AROUND), self.width(), self._height - _AROUND)
            if room.intersects(QRectF(event.rect())):
                self._paint(painter, badges, room)
        painter.end()

    def _paint(self, painter: QPainter, badges: Sequence[Badge], room: QRectF) -> None:
        scale = self._scale()
        sheet = QRectF(0, 0, self._paper.millimetres.width() * scale, self._paper.millimetres.height() * scale)
        sheet.moveCenter(room.center())
        painter.setPen(QPen(self._theme.colour("field-border"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(sheet)
        dot = scale / DOTS_PER_MM
        for badge, place in zip(badges, places(self._paper), strict=False):
            seen = QRectF(place.topLeft() * dot + sheet.topLeft(), place.size() * dot)
            painter.drawPixmap(seen.topLeft(), self._pixmap(badge, round(seen.width())))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # else a line thinner than a pixel would be nowhere
        painter.translate(sheet.topLeft())
        painter.scale(dot, dot)
        draw_marks(painter, self._paper, len(badges))
        painter.restore()

    def _pixmap(self, badge: Badge, width: int) -> QPixmap:
        """The badge in its own pixels, made smaller: what is seen is what is printed."""
        ratio = self.devicePixelRatio()
        key = (badge, round(width * ratio))
        if key not in self._drawn:
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image(badge).scaledToWidth(key[1], smooth))
            pixmap.setDevicePixelRatio(ratio)
            self._drawn[key] = pixmap
        return self._drawn[key]
