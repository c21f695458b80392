"""*People on site* as a table: in a roll call, a click on *Mark safe*, Space or Enter marks the row in hand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.services.site import Site
from app.services.visits.roll_call import RollCallEntry
from ui.models.table_model import TableModel
from ui.pages.on_site.columns import SAFE, columns
from ui.theme import Theme
from ui.widgets.table.table import DeskTable


class OnSiteTable(DeskTable):
    """`mark_requested` carries somebody who is still to be found; it is emitted in a roll call only."""

    mark_requested = Signal(object)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        self._site = site
        self._roll_call = False
        self.people: TableModel[RollCallEntry] = TableModel(columns=columns(site, roll_call=False), key=_key)
        super().__init__(name="People on site", model=self.people, theme=theme, row_height=44, parent=parent)
        self.people.setParent(self)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self._on_meant)

    def show_roll_call(self, on: bool) -> None:
        if on is not self._roll_call:
            self._roll_call = on
            self.people.set_columns(columns(self._site, roll_call=on))

    def next_to_find(self, one: RollCallEntry) -> object:
        """The key of whoever is to be found after `one`, from the top again after the last; None when nobody is."""
        number = self.people.row_of(_key(one))
        others = self.people.rows[number + 1 :] + self.people.rows[:number]
        return next((_key(other) for other in others if not other.safe), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._on_meant(self.chosen_row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Under the second click of two stands somebody else by now, whom nobody has found yet."""

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == SAFE:
            self._on_meant(self.people.rows[index.row()])

    def _on_meant(self, one: RollCallEntry | None) -> None:
        if self._roll_call and one is not None and not one.safe:
            self.mark_requested.emit(one)


def _key(one: RollCallEntry) -> object:
    """Who was found stands elsewhere: that is another row, so that none of the others has to move."""
    return one.present.visit, one.safe
