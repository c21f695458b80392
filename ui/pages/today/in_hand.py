"""Who is in hand in the list of *Today*, as the pane beside it shows them, and who is to be once the list has them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.models.visit_row import DayRows, VisitRow
from ui.pages.today.day.table import DayTable
from ui.pages.today.visit.pane import VisitPane

RESTS = 150
"""Milliseconds without a key after which the pane shows whom a search found: it isn't drawn at each letter. Until
then a click in the pane, where somebody else still stands, does nothing."""


class InHand(QObject):
    """`listed` gives the day's list, None while nothing is known of it; `in_sight` whether the list itself is shown,
    and not something in its place."""

    def __init__(
        self,
        *,
        table: DayTable,
        pane: VisitPane,
        listed: Callable[[], DayRows | None],
        in_sight: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._pane = pane
        self._listed = listed
        self._in_sight = in_sight
        self._typing = False
        self._awaited_visit = self._awaited_meeting = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._rested = QTimer(self, singleShot=True, interval=RESTS)
        for timer in (self._soon, self._rested):
            timer.timeout.connect(self.show)
        table.selection_changed.connect(self.follow)
        table.row_chosen.connect(self._on_row_chosen)
        table.found.connect(self.show)

    def await_visit(self, key: str) -> None:
        """Until the list has it nobody is in hand: a key that is pressed now must not mean somebody else."""
        self._table.choose_nobody()
        self._awaited_visit, self._awaited_meeting = key, ""

    def await_meeting(self, meeting: str) -> None:
        """Its first visitor. `meeting` is its id, or that of the operation that made it."""
        self._awaited_visit, self._awaited_meeting = "", meeting

    def await_nobody(self) -> None:
        self._awaited_visit = self._awaited_meeting = ""

    def take_list(self, show_list: Callable[[], object], *, first: bool) -> None:
        """Shows another list of the day; the `first` of its day opens at who comes next."""
        empty = not self._table.visits
        show_list()
        opens = first or (empty and self._table.chosen_row() is None)
        if opens and not self._awaited_visit and self._in_sight():  # nobody is taken in hand behind another view
            self._table.choose_next_to_come()
        if self._awaited_visit and self._table.choose(self._awaited_visit):
            self._awaited_visit = ""
        if self._awaited_meeting and self._table.choose_meeting(self._awaited_meeting):
            self._awaited_meeting = ""
        self.follow()  # another of the group may have come

    def follow(self) -> None:
        """Something of it may be otherwise: the pane takes longer than the row, and follows."""
        if not self._typing:
            self._soon.start()

    def lose(self) -> None:
        """Nobody is in hand any more, unless somebody is about to be found."""
        if not self._typing:
            self.show()

    def find(self, before: VisitRow | None, show_rows: Callable[[], object], *, seeks: bool) -> None:
        """Shows the rows that were found. Who is looked for comes in hand while the name is typed: the first one, where
        the one in hand `before` isn't meant."""
        self._typing = True
        show_rows()
        if seeks:
            self._table.choose_found(before)
        self._typing = False
        found = self._table.chosen_row()
        self._pane.blockSignals(found is None or not self._pane.shows(found))  # no click means who was in hand before
        self._rested.start()

    def show(self) -> None:
        """At once."""
        self._soon.stop()
        self._rested.stop()
        self._pane.blockSignals(False)
        listed, rows = self._listed(), self._table.rows_in_hand()
        self._pane.setVisible(bool(listed and listed.visits) and self._in_sight())
        if listed and len(rows) > 1:
            self._pane.show_several(rows)
            return
        visit = rows[0] if rows and listed else None
        group = tuple(one for one in listed.visits if visit and _are_together(one, visit)) if listed else ()
        self._pane.show_visit(visit, group)

    def _on_row_chosen(self, visit: VisitRow | None) -> None:
        """What changed of the visit in hand is painted on its row first."""
        if visit is not None:
            self._awaited_visit = ""
        if self._typing:
            return
        if visit is not None and self._pane.shows(visit):
            self.follow()
        else:
            self.show()


def _are_together(one: VisitRow, other: VisitRow) -> bool:
    """Whether both are invited to the same meeting, the same time of one that repeats."""
    return one.meeting == other.meeting and one.starts == other.starts
