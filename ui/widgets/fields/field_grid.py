"""Fields side by side, as many as have room: three in a wide window, two or one in a narrow one or with large text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme

_GAP = 16


class FieldGrid(QWidget):
    """`narrowest` is the width in pixels, at 100 % text, below which a field gives way to a new line."""

    def __init__(
        self, fields: Sequence[QWidget], *, most: int, narrowest: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._most = most
        self._narrowest = narrowest
        self._theme = theme
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(10)
        self._arrange(most)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (self.width() + _GAP) // (self._theme.px(self._narrowest) + _GAP)
        self._arrange(max(1, min(self._most, fitting)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, field in enumerate(self._fields):
            field.setMinimumWidth(1)  # the columns are equally wide, however wide a field would like to be
            self._grid.addWidget(field, number // columns, number % columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
