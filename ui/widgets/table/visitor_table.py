"""The visitor list: a desk table with the Now line on top of the first row still to come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.table.several import SeveralTable


class VisitorTable(SeveralTable):
    def __init__(self, *, name: str, model: TableModel[Any], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name=name, model=model, theme=theme, named_by="Visitor", parent=parent)
        self._now_row = -1
        self._now_words = ""

    def show_now(self, number: int, words: str) -> None:
        """Draws the line above row `number`; -1 draws none."""
        if (number, words) != (self._now_row, self._now_words):
            self._now_row, self._now_words = number, words
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._now_row < 0:
            return
        y = self.rowViewportPosition(self._now_row)
        if y < 0:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.colour("accent")
        painter.fillRect(QRect(0, max(0, y - 2), self.viewport().width(), 2), accent)
        if y == 0:
            return  # the tag would stand on the row's own time
        font = self._theme.font(11, 600, tabular=True)
        width = QFontMetrics(font).horizontalAdvance(self._now_words) + self._theme.px(16)
        height = self._theme.px(18)
        tag = QRect(self._theme.px(12), y - 1 - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(tag, height / 2, height / 2)
        painter.setPen(self._theme.colour("accent-text"))
        painter.setFont(font)
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), self._now_words)
        painter.end()
