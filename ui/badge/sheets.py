"""Badges on paper: a label is one badge, a sheet holds one or four with marks to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from ui.badge.badge import Badge
from ui.badge.drawing import DOTS_PER_MM, SIZE, draw

_BETWEEN = round(10 * DOTS_PER_MM)
_LONG, _OFF, _THICK = round(3 * DOTS_PER_MM), round(1 * DOTS_PER_MM), 2
"""A mark's length, how far it stays off the badge, and its thickness."""


class Paper(Enum):
    """The values are those of the setting."""

    LABEL = "label"
    A6 = "A6"
    A4 = "A4"

    @property
    def millimetres(self) -> QSizeF:
        return {Paper.LABEL: QSizeF(62, 100), Paper.A6: QSizeF(105, 148), Paper.A4: QSizeF(210, 297)}[self]

    @property
    def columns_and_rows(self) -> tuple[int, int]:
        return (2, 2) if self is Paper.A4 else (1, 1)


def sheets(badges: Sequence[Badge], paper: Paper) -> list[Sequence[Badge]]:
    """The badges of each sheet, in their order."""
    columns, rows = paper.columns_and_rows
    each = columns * rows
    return [badges[start : start + each] for start in range(0, len(badges), each)]


def places(paper: Paper) -> list[QRectF]:
    """Where badges stand on a sheet: on whole pixels, so that the modules of their codes are whole too."""
    if paper is Paper.LABEL:
        return [QRectF(QPointF(0, 0), QSizeF(SIZE))]
    columns, rows = paper.columns_and_rows
    whole = paper.millimetres * DOTS_PER_MM
    across, down = SIZE.width() + _BETWEEN, SIZE.height() + _BETWEEN
    left = round((whole.width() - columns * across + _BETWEEN) / 2)
    top = round((whole.height() - rows * down + _BETWEEN) / 2)
    corners = (QPointF(left + column * across, top + row * down) for row in range(rows) for column in range(columns))
    return [QRectF(corner, QSizeF(SIZE)) for corner in corners]


def draw_sheet(painter: QPainter, badges: Sequence[Badge], paper: Paper) -> None:
    """Draws in pixels at 300 dpi, as many badges as `sheets` puts on one."""
    for badge, place in zip(badges, places(paper), strict=False):
        painter.save()
        painter.translate(place.topLeft())
        draw(painter, badge)
        painter.restore()
    draw_marks(painter, paper, len(badges))


def draw_marks(painter: QPainter, paper: Paper, count: int) -> None:
    """Where to cut `count` badges out: two short lines off each corner, which go on where the edges end."""
    if paper is Paper.LABEL:
        return
    for edge in places(paper)[:count]:
        for x, outward in ((edge.left(), -1), (edge.right(), 1)):
            for y, down in ((edge.top(), -1), (edge.bottom(), 1)):
                across = QRectF(x + outward * _OFF, y - _THICK / 2, outward * _LONG, _THICK)
                along = QRectF(x - _THICK / 2, y + down * _OFF, _THICK, down * _LONG)
                painter.fillRect(across.normalized(), Qt.GlobalColor.black)
                painter.fillRect(along.normalized(), Qt.GlobalColor.black)
