"""*Board*: the tickets of the list by status, which change it when a card is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.board.columns import BoardColumn, status_of
from ui.pages.tickets.board.lane import Lane
from ui.pages.tickets.board.lane_drag import LaneDrag
from ui.pages.tickets.board.steps import CardSteps
from ui.pages.tickets.list.table import TicketTable
from ui.theme import Theme


class TicketBoard(QScrollArea):
    """What `table` shows, and what it has in hand: the board has none of its own. `whole_requested` carries a status of
    which a person wants to see all."""

    menu_requested = Signal(QPoint)
    whole_requested = Signal(str)

    def __init__(
        self,
        *,
        table: TicketTable,
        steps: CardSteps,
        site: Site,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Tickets by status")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._table = table
        self._steps = steps
        self._site = site
        self._theme = theme
        self._lanes: dict[str, Lane] = {}
        self._in_view: tuple[str, str] | None = None
        """The card that was brought into view last, and in which column: whoever scrolls on isn't called back."""
        content = QWidget()
        content.setObjectName("scrolled")
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(8)
        self.setWidget(content)
        table.row_chosen.connect(self._hold)

    def show_columns(self, columns: tuple[BoardColumn, ...]) -> None:
        """Whoever was at a card stays at it, also when it went to another column."""
        had_focus = any(lane.cards.hasFocus() for lane in self._lanes.values())
        if [column.status for column in columns] != list(self._lanes):
            self._set_up(columns)
        for column in columns:
            self._lanes[column.status].show_column(column)
        self._hold(self._table.chosen_row())
        if had_focus:
            self.setFocus()

    def repaint_all(self) -> None:
        """Another day has come, or times are read in another zone."""
        for lane in self._lanes.values():
            lane.cards.cards.repaint_all()

    def _set_up(self, columns: tuple[BoardColumn, ...]) -> None:
        """Other columns, or in another order; those that stay keep their cards."""
        before, self._lanes = self._lanes, {}
        for lane in before.values():
            self._row.removeWidget(lane)
        for column in columns:
            stays = column.status in before
            lane = before.pop(column.status) if stays else self._new_lane(column.status)
            self._lanes[column.status] = lane
            self._row.addWidget(lane, 1)
        for lane in before.values():
            lane.hide()
            lane.deleteLater()

    def _new_lane(self, status: str) -> Lane:
        lane = Lane(status, site=self._site, theme=self._theme)
        lane.whole_requested.connect(lambda: self.whole_requested.emit(status))
        lane.cards.chosen.connect(lambda row: self._table.choose(row.key))
        lane.cards.left.connect(self._go_across)
        lane.cards.moved.connect(self._move)
        lane.cards.menu_requested.connect(self.menu_requested)
        LaneDrag(lane, lanes=lambda: tuple(self._lanes.values()), steps=self._steps, area=self)
        return lane

    def _hold(self, row: TicketRow | None) -> None:
        for lane in self._lanes.values():
            if lane.cards.hold(row.key if row else None) and row is not None:
                self.setFocusProxy(lane.cards)
                if (row.key, lane.status) != self._in_view:
                    self._in_view = (row.key, lane.status)
                    self.ensureWidgetVisible(lane, 8, 0)

    def _lane_in_hand(self) -> Lane | None:
        row = self._table.chosen_row()
        return self._lanes.get(status_of(row)) if row is not None else None

    def _go_across(self, by: int) -> None:
        """The card beside the one in hand, in the next column that has any."""
        lane = self._lane_in_hand()
        if lane is None:
            return
        lanes = list(self._lanes.values())
        here = lanes.index(lane)
        further = lanes[here + 1 :] if by > 0 else reversed(lanes[:here])
        beside = next((one for one in further if one.cards.tickets), None)
        if beside is not None:
            beside.cards.choose_nearest(lane.cards.currentIndex().row())
            beside.cards.setFocus()

    def _move(self, by: int) -> None:
        row = self._table.chosen_row()
        if row is not None:
            self._steps.step(row, tuple(self._lanes), by)
