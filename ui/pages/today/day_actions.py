"""What is done with the visitor in hand on *Today*: by keys, in the row's menu, by a row that is dragged onto a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.visit_row import VisitRow
from app.services.site import Site
from ui.pages.today.day_table import DayTable
from ui.pages.today.day_targets import DayTargets
from ui.reception.changes.meeting_actions import MeetingActions, may_be_changed
from ui.reception.check_in_actions import CheckInActions
from ui.theme import Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.row_drag import RowDrag


class DayActions(QObject):
    """`badges_requested` carries the visits whose badges are to be printed, `problem_requested` the one at which
    something is wrong."""

    badges_requested = Signal(object)
    problem_requested = Signal(object)

    def __init__(
        self,
        *,
        table: DayTable,
        check_in_actions: CheckInActions,
        meeting_actions: MeetingActions,
        site: Site,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._table = table
        self._check_in_actions = check_in_actions
        self._meeting_actions = meeting_actions
        self._site = site
        self._page = page
        self._targets = DayTargets(theme=theme, parent=page)
        self._dragged: VisitRow | None = None
        for keys, do in (
            ("Ctrl+I", self._check_in),
            ("Ctrl+O", self._check_out),
            ("Ctrl+P", self._print),
            ("Ctrl+E", self.edit_in_hand),
            ("Ctrl+M", lambda: self._with_meeting(meeting_actions.move)),
            ("Ctrl+T", self._report),
        ):
            # also on the header's part of the page; not on another page
            QShortcut(QKeySequence(keys), page).activated.connect(do)
        # not `opened`, which Enter is too: a search ends with it, and nobody is to be checked out by that
        table.doubleClicked.connect(self._on_double_click)
        table.menu_requested.connect(self._on_menu)
        drag = RowDrag(table, table.row_model)
        drag.began.connect(self._on_drag)
        drag.moved.connect(self._targets.point_at)
        drag.dropped.connect(self._on_drop)
        drag.over.connect(self._targets.hide)

    def edit_in_hand(self) -> None:
        """The meeting of the row in hand."""
        self._with_meeting(self._meeting_actions.edit)

    def _check_in(self) -> None:
        self._check_in_actions.check_in(self._table.invited_in_hand())

    def _check_out(self) -> None:
        self._check_in_actions.check_out(self._table.invited_in_hand())

    def _print(self) -> None:
        self.badges_requested.emit(self._table.invited_in_hand())

    def _report(self) -> None:
        for visit in self._table.invited_in_hand():
            self.problem_requested.emit(visit)

    def _with_meeting(self, do: Callable[[VisitRow], object]) -> None:
        visit = self._table.chosen_row()
        if visit is not None and may_be_changed(visit):
            do(visit)

    def _on_double_click(self) -> None:
        for visit in self._table.invited_in_hand():
            self._check_in_actions.go_on(visit)

    # The row's menu

    def _on_menu(self, place: QPoint) -> None:
        visit = self._table.chosen_row()
        if visit is None:
            return
        open_menu(self._entries(visit), place, parent=self._table)

    def _entries(self, visit: VisitRow) -> Iterator[MenuEntry | None]:
        if visit.invited and visit.arrival.on_site:
            yield MenuEntry("Check out", "Ctrl+O", self._check_out)
        elif visit.invited and visit.day == self._site.today() and may_be_changed(visit):
            yield MenuEntry("Check in", "Ctrl+I", self._check_in)
        if visit.invited:
            yield MenuEntry("Print badge", "Ctrl+P", self._print)
            yield MenuEntry("Report a problem", "Ctrl+T", self._report)
        if not may_be_changed(visit):
            return
        yield None
        for entry in self._meeting_actions.entries(visit):
            yield MenuEntry(entry.word, entry.keys, partial(entry.do, visit))

    # A row that is dragged

    def _on_drag(self, visit: VisitRow) -> None:
        if may_be_changed(visit):
            self._dragged = visit
            self._targets.open(visit.title or visit.name, today=self._site.today(), shown=visit.day, over=self._table)

    def _on_drop(self, place: QPoint) -> None:
        day: date | None = self._targets.day_at(place)
        visit, self._dragged = self._dragged, None
        if visit is not None and day is not None:
            self._meeting_actions.move(visit, day)
