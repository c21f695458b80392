"""A list with its detail pane: side by side, or below each other where there is no room for that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from ui.theme import Theme
from ui.widgets.detail import DetailPane

NARROW = 760
"""Below this width, in pixels at 100 % text, the pane goes below the list."""

LOWEST_LIST, LOWEST_PANE = 340, 180
"""Below each other, both keep this height at 100 % text: a window too low for that scrolls."""


class ListAndDetail(QScrollArea):
    """`left` holds the `rows` that the pane tells more of."""

    def __init__(
        self, left: QWidget, pane: DetailPane, *, rows: QWidget, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = left
        self._pane = pane
        both = QWidget()
        both.setObjectName("scrolled")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left, 1)
        self._row.addWidget(pane)
        pane.follow(rows)
        self.setWidget(both)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = self.width() < self._theme.px(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        self._left.setMinimumHeight(self._theme.px(LOWEST_LIST) if below else 0)
        if below:
            self._pane.take_height(max(self._theme.px(LOWEST_PANE), self.height() * 2 // 5))
        else:
            self._pane.take_width(self.width())
