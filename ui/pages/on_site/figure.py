"""A number to be read from afar: as large as it is meant to be, and smaller where that is wider than its place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme


class Figure(QLabel):
    """`size` is in pixels at 100 % text."""

    def __init__(self, *, size: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._role = "text"
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_number(self, number: int, *, role: str = "text") -> None:
        """`role` is a colour of the theme; it never says anything that no word beside it says."""
        if (str(number), role) != (self.text(), self._role):
            self._role = role
            self.setText(str(number))
            self.update()

    def set_size(self, size: int) -> None:
        if size != self._size:
            self._size = size
            self._on_theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size), self._theme.px(self._size * 0.93))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        font = self._theme.font(self._size, 700)
        width = self._theme.metrics(font).horizontalAdvance(self.text())
        if width > self.width():
            font = self._theme.font(self._size * self.width() / width, 700)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._role))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
