"""The cards of one column of *Board*, below each other."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from ui.models.table_model import TableModel
from ui.pages.tickets.board.card import CardDelegate, card_column
from ui.theme import Theme
from ui.widgets.menu import is_menu_key, menu_place, place_in_hand

_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Cards(QListView):
    """`chosen` carries the row that a person took in hand. `left` asks for the card beside it, `moved` to give it the
    status beside it: -1 to the left, 1 to the right. `menu_requested` says at what place of the screen somebody wants
    the menu of it."""

    chosen = Signal(object)
    left = Signal(int)
    moved = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: TableModel[TicketRow] = TableModel(columns=(card_column(site),), key=attrgetter("key"))
        self.cards.setParent(self)
        self._shows = False
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(model=self.cards, site=site, theme=theme, view=self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def tickets(self) -> Sequence[TicketRow]:
        return self.cards.rows

    def card_in_hand(self) -> TicketRow | None:
        number = self.currentIndex().row()
        return self.tickets[number] if 0 <= number < len(self.tickets) else None

    def show_tickets(self, rows: Sequence[TicketRow]) -> None:
        """Whichever card stands where the one in hand did, nobody took it: the board says which is in hand."""
        self._shows = True
        self.cards.show(rows)
        self._shows = False

    def hold(self, key: object) -> bool:
        """Has that card in hand, or none; whether it is here. Only a column with the card in hand is a stop of Tab."""
        number = self.cards.row_of(key)
        self._shows = True
        if number >= 0:
            self._select(self.cards.index(number, 0))
        else:
            self.selectionModel().clear()
        self._shows = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number >= 0 else Qt.FocusPolicy.ClickFocus)
        return number >= 0

    def choose_nearest(self, number: int) -> None:
        """A person takes the card in hand that stands so far down, or the last."""
        self._select(self.cards.index(min(number, len(self.tickets) - 1), 0))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _ACROSS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if by and modifiers == Qt.KeyboardModifier.NoModifier:
            self.left.emit(by)
        elif by and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(by)
        elif is_menu_key(event):
            self.menu_requested.emit(place_in_hand(self))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(menu_place(self, event))

    def _select(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current_changed(self) -> None:
        if not self._shows and (row := self.card_in_hand()) is not None:
            self.chosen.emit(row)

    def _on_selection_changed(self) -> None:
        """A screen reader selects a card without making it the current one; here both are the one in hand."""
        selected = self.selectedIndexes()
        if len(selected) == 1 and selected[0] != self.currentIndex():
            self._select(selected[0])
