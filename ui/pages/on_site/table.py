"""*People on site* as a table: what is typed into it finds people; the row in hand is marked safe or checked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.site import Site
from app.services.visits.roll_call import RollCallEntry
from ui.models.table_model import TableModel
from ui.pages.on_site.columns import MARK_SAFE, SAFE, columns
from ui.theme import Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class OnSiteTable(DeskTable):
    """`mark_requested` carries somebody who is still to be found: in a roll call, by a click on *Mark safe*, Space or
    Enter. `check_out_requested` carries somebody who is on site: by a double click where no roll call is, or the menu;
    `problem_requested` somebody with whom something is wrong, from the menu.

    What is typed goes into `typed_into`, the search, and the first row that it finds is in hand, so that Space and
    Enter never mean somebody else.
    """

    mark_requested = Signal(object)
    check_out_requested = Signal(object)
    problem_requested = Signal(object)

    def __init__(
        self,
        *,
        typed_into: QLineEdit,
        contact_entries: Callable[[RollCallEntry], Iterable[MenuEntry]],
        site: Site,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`contact_entries` are those of the menu that copy how somebody is reached."""
        self._contact_entries = contact_entries
        self._site = site
        self._roll_call = False
        self.typed_into = typed_into
        self._word_ended = False
        self.people: TableModel[RollCallEntry] = TableModel(columns=columns(site, roll_call=False), key=_key)
        super().__init__(name="People on site", model=self.people, theme=theme, row_height=44, parent=parent)
        self.people.setParent(self)
        self.clicked.connect(self._on_clicked)
        self.opened.connect(self._on_meant)
        self.menu_requested.connect(self._on_menu)

    def show_roll_call(self, on: bool) -> None:
        if on is not self._roll_call:
            self._roll_call = on
            self.people.set_columns(columns(self._site, roll_call=on))

    def next_to_find(self, one: RollCallEntry) -> object:
        """The key of whoever is to be found after `one`, from the top again after the last; None when nobody is."""
        number = self.people.row_of(_key(one))
        others = self.people.rows[number + 1 :] + self.people.rows[:number]
        return next((_key(other) for other in others if not other.safe), None)

    def choose_first(self) -> None:
        """Takes the first row in hand that is still to be found, or the first where nobody is."""
        rows = self.people.rows
        first = next((one for one in rows if not one.safe), rows[0] if rows else None)
        if first is not None:
            self.choose(_key(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._on_meant(self.chosen_row())
        elif event.key() == Qt.Key.Key_Backspace:
            self._search_for(self.typed_into.text()[:-1])
        elif event.key() == Qt.Key.Key_Escape and self.typed_into.text():
            self._search_for("")
        elif _writes(event):
            before = "" if self._word_ended else self.typed_into.text()
            self._search_for(before + event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """In a roll call, somebody else stands by now under the second click of two, whom nobody has found yet."""
        one, row = self.chosen_row(), self.rowAt(event.position().toPoint().y())
        if not self._roll_call and one is not None and row == self.currentIndex().row():
            self._on_leaving(one)

    def _on_menu(self, place: QPoint) -> None:
        if (one := self.chosen_row()) is not None:
            open_menu(self._entries(one), place, parent=self)

    def _entries(self, one: RollCallEntry) -> Iterator[MenuEntry | None]:
        if self._roll_call:
            yield MenuEntry(MARK_SAFE, "", lambda: self._on_meant(one), enabled=not one.safe)
        yield MenuEntry("Check out", "", lambda: self._on_leaving(one), enabled=one.present.arrival.on_site)
        yield MenuEntry("Report a problem", "Ctrl+T", lambda: self.problem_requested.emit(one))
        yield None
        yield from self._contact_entries(one)
        yield self.copy_entry()

    def _search_for(self, words: str) -> None:
        """A field that finds nobody gets the focus: there what was typed can be mended."""
        self._word_ended = False
        self.typed_into.setText(words)
        if self.people.rows:
            self.choose_first()
        else:
            self.typed_into.setFocus()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == SAFE:
            self._on_meant(self.people.rows[index.row()])

    def _on_meant(self, one: RollCallEntry | None) -> None:
        if self._roll_call and one is not None and not one.safe:
            self._word_ended = True  # who is looked for next is another word
            self.mark_requested.emit(one)

    def _on_leaving(self, one: RollCallEntry) -> None:
        if one.present.arrival.on_site:
            self.check_out_requested.emit(one)


def _writes(event: QKeyEvent) -> bool:
    """Whether the key writes a sign, as it does in a text field; Ctrl with Alt is the AltGr of some keyboards."""
    held = event.modifiers() & (CONTROL | ALT)
    return bool(event.text()) and event.text().isprintable() and held not in (CONTROL, ALT)


def _key(one: RollCallEntry) -> object:
    """Who was found stands elsewhere: that is another row, so that none of the others has to move."""
    return one.present.visit, one.safe
