"""What is done with the visitors in hand on *Today*: by keys, in their menu, by a row that is dragged onto a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.day import Day
from ui.pages.today.day.table import DayTable
from ui.pages.today.day.targets import DayTargets
from ui.reception.changes.meeting_actions import MeetingActions, may_be_changed
from ui.reception.check_in_actions import CheckInActions, may_come, may_have_badge
from ui.reception.visitors.contact_copying import ContactCopying, contacts_of
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.row_drag import RowDrag
from ui.wording.arrival_words import no_badge_of_words


class DayActions(QObject):
    """`badges_requested` carries the visits whose badges are to be looked at and printed, `badges_at_once_requested`
    those whose are to be printed at once; `problem_requested` the one at which something is wrong, and `said` words
    about what was done."""

    badges_requested = Signal(object)
    badges_at_once_requested = Signal(object)
    problem_requested = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        *,
        table: DayTable,
        check_in_actions: CheckInActions,
        meeting_actions: MeetingActions,
        day: Day,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._table = table
        self._check_in_actions = check_in_actions
        self._meeting_actions = meeting_actions
        self._day = day
        self._site = site
        self._copying = ContactCopying(tasks=tasks, parent=self)
        self._copying.said.connect(self.said)
        self._page = page
        self._targets = DayTargets(theme=theme, parent=page)
        self._dragged: VisitRow | None = None
        for keys, do in (
            ("Ctrl+I", self._check_in),
            ("Ctrl+O", self._check_out),
            ("Ctrl+P", self._print),
            ("Ctrl+Shift+B", self._print_at_once),
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

    def contact_entries(self, visits: Sequence[VisitRow]) -> Iterator[MenuEntry]:
        """Those of a menu that copy how the visitors are called and reached."""
        return self._copying.entries(lambda: contacts_of(self._day, visits))

    def _check_in(self) -> None:
        self._check_in_actions.check_in(self._table.invited_in_hand())

    def _check_out(self) -> None:
        self._check_in_actions.check_out(self._table.invited_in_hand())

    def _print(self) -> None:
        self.print(self._table.invited_in_hand())

    def print(self, visits: Sequence[VisitRow]) -> None:
        """Shows the badges of those who are expected or in; of the others it is said that they get none."""
        self._with_badges(visits, self.badges_requested.emit)

    def _print_at_once(self) -> None:
        self._with_badges(self._table.invited_in_hand(), self.badges_at_once_requested.emit)

    def _with_badges(self, visits: Sequence[VisitRow], do: Callable[[list[VisitRow]], object]) -> None:
        with_badge = [visit for visit in visits if may_have_badge(visit)]
        if with_badge:
            do(with_badge)
        if len(with_badge) < len(visits):
            self.said.emit(no_badge_of_words([visit for visit in visits if not may_have_badge(visit)]))

    def _report(self) -> None:
        if len(visits := self._table.invited_in_hand()) == 1:
            self.problem_requested.emit(visits[0])

    def _with_meeting(self, do: Callable[[VisitRow], object]) -> None:
        visit = self._one_in_hand()
        if visit is not None and may_be_changed(visit):
            do(visit)

    def _one_in_hand(self) -> VisitRow | None:
        """None where several are."""
        rows = self._table.rows_in_hand()
        return rows[0] if len(rows) == 1 else None

    def _on_double_click(self) -> None:
        if len(visits := self._table.invited_in_hand()) == 1:
            self._check_in_actions.go_on(visits[0])

    # The menu of the rows in hand

    def _on_menu(self, place: QPoint) -> None:
        open_menu(self._entries(self._table.rows_in_hand()), place, parent=self._table)

    def _entries(self, rows: Sequence[VisitRow]) -> Iterator[MenuEntry | None]:
        visits = [visit for visit in rows if visit.invited]
        if visits:
            yield from self._of_visits(visits)
            yield None
            yield from self.contact_entries(visits)
        yield self._table.copy_entry()
        if len(rows) == 1 and may_be_changed(rows[0]):
            yield None
            for entry in self._meeting_actions.entries(rows[0]):
                yield MenuEntry(entry.word, entry.keys, partial(entry.do, rows[0]))

    def _of_visits(self, visits: Sequence[VisitRow]) -> Iterator[MenuEntry]:
        today = self._site.today()
        if any(visit.day == today and may_come(visit) for visit in visits):
            yield MenuEntry("Check in", "Ctrl+I", self._check_in)
        if any(visit.arrival.on_site for visit in visits):
            yield MenuEntry("Check out", "Ctrl+O", self._check_out)
        if any(map(may_have_badge, visits)):
            yield MenuEntry("Print badge", "Ctrl+P", self._print)
            yield MenuEntry("Print badge at once", "Ctrl+Shift+B", self._print_at_once)
        if len(visits) == 1:
            yield MenuEntry("Report a problem", "Ctrl+T", self._report)
        inside = [visit for visit in visits if visit.arrival.on_site]
        can = [visit for visit in inside if self._check_in_actions.may_take_back(visit)]
        if inside:
            take_back = partial(self._check_in_actions.take_back_check_in, can)
            yield MenuEntry("Take back check-in", "", take_back, enabled=bool(can))

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
