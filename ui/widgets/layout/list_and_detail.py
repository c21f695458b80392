"""A list with its detail pane: side by side, or below each other where there is no room for that."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.detail import DetailPane
from ui.widgets.layout.side_by_side import SideBySide

NARROW = 760
"""Below this width, in pixels at 100 % text, the pane goes below the list."""

LOWEST_LIST, LOWEST_PANE = 340, 180
"""Below each other, both keep this height at 100 % text: a window too low for that scrolls."""


class ListAndDetail(SideBySide):
    """`left` holds the `rows` that the pane tells more of."""

    def __init__(
        self, left: QWidget, pane: DetailPane, *, rows: QWidget, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__((left, pane), main=left, narrow=NARROW, theme=theme, parent=parent)
        self._left = left
        self._pane = pane
        pane.follow(rows)
        self.arranged.connect(self._measure)

    def _measure(self, beside: bool) -> None:
        self._left.setMinimumHeight(0 if beside else self._theme.px(LOWEST_LIST))
        if beside:
            self._pane.take_width(self.width())
        else:
            self._pane.take_height(max(self._theme.px(LOWEST_PANE), self.height() * 2 // 5))
