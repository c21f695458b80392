"""Rows of a table as they were painted: the same row again is copied, not painted anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.models.table_model import Cell
from ui.theme import Theme
from ui.widgets.table.cells import Cells

MOST = 40
"""So many pictures are kept, about as many as rows on a large screen: each takes 150 KB, four times that at 200 %."""

Lane = tuple[int, int, int]
"""A column on screen: its number, its left edge and its width."""


class RowPictures:
    def __init__(self, *, cells: Cells, theme: Theme) -> None:
        self._cells = cells
        self._theme = theme
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        """The theme is another one. Told by the table: Qt would hold anything but a QObject for good."""
        self._pictures.clear()
        self._cells.forget()

    def paint(
        self, painter: QPainter, cells: Sequence[Cell], lanes: tuple[Lane, ...], place: QRect, ground: str
    ) -> None:
        """Paints the row, a cell a lane from the left, into `place`, on the colour of the role `ground`."""
        ratio = painter.device().devicePixelRatio()
        key = (*cells, lanes, place.width(), place.height(), ground, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= MOST:
                del self._pictures[next(iter(self._pictures))]  # the one that was painted first
            picture = self._pictures[key] = self._painted(cells, lanes, place, ground, ratio)
        painter.drawPixmap(place.topLeft(), picture)

    def _painted(
        self, cells: Sequence[Cell], lanes: tuple[Lane, ...], place: QRect, ground: str, ratio: float
    ) -> QPixmap:
        width, height = place.width(), place.height()
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour(ground))
        painter = QPainter(picture)
        painter.fillRect(0, height - 1, width, 1, self._theme.colour("border"))
        for number, (cell, (_, left, room)) in enumerate(zip(cells, lanes, strict=True)):
            self._cells.paint(painter, cell, QRect(left, 0, room, height), first=number == 0, ground=ground)
        painter.end()
        return picture
