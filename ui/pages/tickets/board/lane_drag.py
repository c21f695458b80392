"""A card that is dragged: the columns that take it light up, and at the board's edge the others come into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea

from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.board.dragged_card import DraggedCard
from ui.pages.tickets.board.lane import Lane
from ui.pages.tickets.board.steps import CardSteps
from ui.widgets.table.row_drag import RowDrag

_EDGE, _DRIFT = 36, 12
"""Pixels: how near to its edge the board scrolls sideways, and how far each time."""


class LaneDrag(QObject):
    """Cards that are taken out of `lane`. `area` is the board, `lanes` are all of its columns."""

    def __init__(self, lane: Lane, *, lanes: Callable[[], Sequence[Lane]], steps: CardSteps, area: QScrollArea) -> None:
        super().__init__(lane)
        self._cards = lane.cards
        self._picture: DraggedCard | None = None
        self._lanes = lanes
        self._steps = steps
        self._area = area
        self._row: TicketRow | None = None
        self._place = QPoint()
        self._drift = QTimer(self, interval=20)
        self._drift.timeout.connect(self._on_drift)
        drag = RowDrag(lane.cards, lane.cards.cards)
        drag.began.connect(self._on_began)
        drag.moved.connect(self._on_moved)
        drag.dropped.connect(self._on_dropped)
        drag.over.connect(self._on_over)

    def _on_began(self, row: TicketRow) -> None:
        self._row = row
        self._picture = DraggedCard(self._cards, board=self._area)
        self._drift.start()

    def _on_moved(self, place: QPoint) -> None:
        self._place = place
        if self._picture is not None:
            self._picture.follow(place)
        if self._row is not None:
            aimed = self._lane_at(place)
            for lane in self._lanes():
                lane.light(takes=self._steps.may_go(self._row, lane.status), aimed=lane is aimed)

    def _on_dropped(self, place: QPoint) -> None:
        lane, row = self._lane_at(place), self._as_it_is_now()
        if lane is not None and row is not None:
            self._steps.go(row, lane.status, lane.word)

    def _as_it_is_now(self) -> TicketRow | None:
        """The list may have become another one on the way; None when the ticket is gone from it."""
        key = self._row.key if self._row is not None else None
        return next((row for lane in self._lanes() for row in lane.cards.tickets if row.key == key), None)

    def _on_over(self) -> None:
        self._row = None
        self._drift.stop()
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
            self._picture = None
        for lane in self._lanes():
            lane.light(takes=False, aimed=False)

    def _lane_at(self, place: QPoint) -> Lane | None:
        view = self._area.viewport()
        if not view.rect().contains(view.mapFromGlobal(place)):
            return None
        return next((one for one in self._lanes() if one.rect().contains(one.mapFromGlobal(place))), None)

    def _on_drift(self) -> None:
        """While the mouse stands still, too."""
        across = self._area.viewport().mapFromGlobal(self._place).x()
        bar = self._area.horizontalScrollBar()
        by = (across > self._area.viewport().width() - _EDGE) - (across < _EDGE)
        if by:
            bar.setValue(bar.value() + by * _DRIFT)
            self._on_moved(self._place)
