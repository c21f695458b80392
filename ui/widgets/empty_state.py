"""What a page shows when it has nothing to show: a drawing, a title, a sentence, and at most two ways on."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class EmptyState(QWidget):
    """`say` sets the words and the buttons that are shown; buttons are made by whoever owns the actions."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(variant="person")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._words = Label(variant="muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(Doorway(theme=theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    @property
    def title(self) -> str:
        return self._title.text()

    def say(self, title: str, words: str, buttons: tuple[Button, ...] = ()) -> None:
        self._title.setText(title)
        self._words.setText(words)
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
        self._buttons.addStretch()
        for button in buttons:
            self._buttons.addWidget(button)
            button.show()
        for before, after in pairwise(buttons):
            QWidget.setTabOrder(before, after)
        self._buttons.addStretch()


class Doorway(QWidget):
    """The line drawing: a door in a disc, 132 px."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(132, 132)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent-soft"))
        painter.drawEllipse(QRectF(0, 0, 132, 132))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("accent"), 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(_arch(34, 104, 64))
        painter.drawPath(_arch(50, 104, 32))
        painter.drawLine(QPointF(22, 104), QPointF(110, 104))
        painter.setBrush(self._theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(75, 84), 2.6, 2.6)
        painter.end()


def _arch(left: float, floor: float, width: float) -> QPainterPath:
    """A doorway: two upright sides under half a circle."""
    top = floor - 70 + (64 - width) / 2
    path = QPainterPath(QPointF(left, floor))
    path.lineTo(left, top + width / 2)
    path.arcTo(QRectF(left, top, width, width), 180, -180)
    path.lineTo(left + width, floor)
    return path
