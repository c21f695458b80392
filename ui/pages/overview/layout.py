"""The cards of *Overview* below each other, two beside each other where there is room; the page scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme

NARROW = 820
"""Below this width, in pixels at 100 % text, cards stand below each other."""


class CardColumns(QScrollArea):
    """Empty at first."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QBoxLayout] = []
        whole = QWidget()
        whole.setObjectName("scrolled")
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(20, 8, 20, 20)
        self._column.setSpacing(16)
        self._column.addStretch(1)  # in a tall window no card is higher than what it holds
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._arrange)

    def add_row(self, cards: Sequence[QWidget], *, wide: bool = False) -> None:
        """Cards that stand beside each other below the others, the first of two the wider one where `wide` says so."""
        row = QBoxLayout(self._direction())
        row.setSpacing(16)
        for number, card in enumerate(cards):
            row.addWidget(card, 9 if wide and number == 0 else 5)
        self._column.insertLayout(len(self._rows), row)
        self._rows.append(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for row in self._rows:
            row.setDirection(self._direction())

    def _direction(self) -> QBoxLayout.Direction:
        directions = QBoxLayout.Direction
        return directions.LeftToRight if self.width() >= self._theme.px(NARROW) else directions.TopToBottom
