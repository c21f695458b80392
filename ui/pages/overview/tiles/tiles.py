"""The large figures beside each other, as many in a line as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.pages.overview.tiles.tile import Figure, Tile
from ui.theme import Theme
from ui.widgets.restyle import restyle

NARROWEST = 168
"""Pixels of a tile at 100 % text."""

USUAL = 5
"""So many figures there are at least."""


class Tiles(QFrame):
    """`led` carries what a pressed figure leads to. All of them are as high as the highest of their line."""

    led = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._tiles: list[Tile] = []
        self._shown = self._columns = 0
        self._first_is_wide = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 8, 8, 8)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(8)
        theme.changed.connect(self._arrange)

    def make_one(self) -> None:
        """For one more figure, before it is known."""
        tile = Tile(theme=self._theme, parent=self)  # shown without one it would be a window
        tile.hide()
        tile.clicked.connect(lambda: self.led.emit(tile.figure.lead if tile.figure else None))
        for part in (tile, *tile.findChildren(QWidget)):
            part.ensurePolished()
        if self._tiles:
            self.setTabOrder(self._tiles[-1], tile)  # made later than what stands below them
        self._tiles.append(tile)

    def show_figures(self, figures: Sequence[Figure]) -> Iterator[None]:
        """Tile by tile: each `next` draws one."""
        while len(self._tiles) < len(figures):
            self.make_one()
        self._first_is_wide = bool(figures) and figures[0].part is not None
        for tile, figure in zip(self._tiles, figures, strict=False):
            tile.show_figure(figure)
            yield
        if len(figures) != self._shown:
            self._shown, self._columns = len(figures), 0
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In lines of as equal a length as can be."""
        if not self._shown:
            return
        most = max(1, self.width() // self._theme.px(NARROWEST))
        lines = -(-self._shown // most)
        columns = -(-self._shown // lines)
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            share = 4 if column == 0 and self._first_is_wide else 3
            self._grid.setColumnStretch(column, share if column < columns else 0)
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.removeWidget(tile)
            tile.setVisible(number < self._shown)
            if number < self._shown:
                self._grid.addWidget(tile, number // columns, number % columns)
                restyle(tile, begins=number % columns == 0)
