"""A list with its detail pane: side by side, or below each other where there is no room for that."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.detail import DetailPane

NARROW = 760
"""Below this width, in pixels at 100 % text, the pane goes below the list."""


class ListAndDetail(QWidget):
    def __init__(self, left: QWidget, pane: DetailPane, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pane = pane
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left, 1)
        self._row.addWidget(pane)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = self.width() < self._theme.px(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        if below:
            self._pane.take_height(self.height() * 2 // 5)
        else:
            self._pane.take_width(self.width())
