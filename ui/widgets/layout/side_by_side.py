"""Parts beside each other, or below each other where there is no room for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from ui.theme import Theme


class SideBySide(QScrollArea):
    """`main` is the one of the `parts` that takes what room is left over. Below `narrow`, a width in pixels at 100 %
    text, they stand below each other, and a window too low for all of them scrolls.

    `arranged` says whether they stand beside each other, whenever the room changes: who made the parts gives them their
    sizes then.
    """

    arranged = Signal(bool)

    def __init__(
        self, parts: Sequence[QWidget], *, main: QWidget, narrow: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = narrow
        both = QWidget()
        both.setObjectName("scrolled")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for part in parts:
            self._row.addWidget(part, 1 if part is main else 0)
        self.setWidget(both)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._theme.px(self._narrow)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self.arranged.emit(beside)
