"""What follows the mouse while a card is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.pages.tickets.board.cards import Cards

_OPACITY = 0.75
"""What lies below it can be seen."""


class DraggedCard(QWidget):
    """A picture of the card in hand of `cards`, above the `board` and within its edges."""

    def __init__(self, cards: Cards, *, board: QWidget) -> None:
        super().__init__(board)
        self._board = board
        place = cards.visualRect(cards.currentIndex())
        self._picture = cards.viewport().grab(place)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(place.size())

    def follow(self, place: QPoint) -> None:
        """`place` is on the screen: the card hangs at it by the middle of its upper edge."""
        self.move(self._board.mapFromGlobal(place) - QPoint(self.width() // 2, self.height() // 6))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(_OPACITY)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()
