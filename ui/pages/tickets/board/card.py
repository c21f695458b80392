"""A ticket as a card: painted like the cells of the list, and told as one sentence."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.services.site import Site
from app.services.tickets.due import due
from app.services.tickets.tickets import TicketRow
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.tickets.list.columns import due_cell, due_words, priority_cell, ticket_cell
from ui.reception.tickets.status_style import status_style
from ui.theme import Theme
from ui.widgets.labels import plain_tooltip
from ui.widgets.table.cells import Cells

HEIGHT, GAP = 92, 6
"""In pixels at 100 % text: a card, and what is left around it."""
_WHO_WIDTH = 84
"""The least for priority and agent, beside a due date that is as wide as its words."""


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of `model`: title and number, below them who has it and by when it is due."""

    def __init__(self, *, model: TableModel[TicketRow], site: Site, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._model = model
        self._site = site
        self._theme = theme
        self._view = view
        self._cells = Cells(theme=theme)
        theme.changed.connect(self._cells.forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(HEIGHT + GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, row = self._theme, self._model.rows[index.row()]
        place: QRect = option.rect.adjusted(theme.px(GAP), 0, -theme.px(GAP), -theme.px(GAP))
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "accent-soft" if chosen else "hover" if hovered else "surface-raised"
        self._paint_edges(painter, place, ground, chosen)
        half = (place.height() - theme.px(8)) // 2
        top = QRect(place.left(), place.top() + theme.px(4), place.width(), half)
        below = top.translated(0, half)
        day = _due(row, self._site)
        room = min(self._cells.room(day, first=False), below.width() - theme.px(_WHO_WIDTH)) if day.text else 0
        who = below.adjusted(0, 0, -room, 0)
        self._cells.paint(painter, _title(row), top, first=False, ground=ground)
        self._cells.paint(painter, _who(row), who, first=False, ground=ground)
        self._cells.paint(painter, day, below.adjusted(who.width(), 0, 0, 0), first=False, ground=ground)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A card tells its whole title, as plain words."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tooltip(self._model.rows[index.row()].ticket.title), view)
        return True

    def _paint_edges(self, painter: QPainter, place: QRect, ground: str, chosen: bool) -> None:
        focused = chosen and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent" if chosen else "border"), 2 if focused else 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()


def card_column(site: Site) -> Column[TicketRow]:
    """The one column of a list of cards: what a card is called."""
    return Column("Ticket", lambda row: Cell(row.ticket.title or row.ticket.id, aside_spoken=card_words(row, site)))


def card_words(row: TicketRow, site: Site) -> str:
    """What follows the title: "Assigned, High, due Wed 11 March, 1 day late"."""
    status, _, _ = status_style(row.ticket.status)
    known = due(row.ticket, site)
    told = ticket_cell(row)
    return ", ".join(
        filter(
            None,
            (
                told.second if row.operation else status,
                priority_cell(row.ticket.priority).text,
                f"due {due_words(known, site.today())}" if known else "",
                row.ticket.agent.name if row.ticket.agent else "",
                "" if row.operation else row.ticket.id,
                told.third,
            ),
        )
    )


def _title(row: TicketRow) -> Cell:
    """As in the list, without who reported it: there is no room for that."""
    cell = ticket_cell(row)
    return cell if row.operation else replace(cell, second=row.ticket.id)


def _who(row: TicketRow) -> Cell:
    agent = row.ticket.agent.name if row.ticket.agent else "Nobody yet"
    return replace(priority_cell(row.ticket.priority), second=agent)


def _due(row: TicketRow, site: Site) -> Cell:
    """The day stands beside the priority, whether anything stands below it or not."""
    cell = due_cell(due(row.ticket, site), site.today())
    return replace(cell, second=cell.second or " ")
