"""*Look on other days*: whom a search found on the days before and after, each with the day, and the way there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.lists import Change, day_list
from app.models.statistics.period import Period
from app.models.visit_row import VisitRow
from app.models.visits.visit_filter import VisitFilter
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.day import NEAR
from app.services.visits.other_days import MOST, Looked, OtherDays
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.today.columns import columns
from ui.pages.today.day.filter_words import visit_filter_words
from ui.pages.today.day.sheet import found_sheet
from ui.pages.today.other_view import OtherView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Sentence
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable
from ui.wording.dates import short_day, span_words
from ui.wording.messages import error_words
from ui.wording.people_words import counted

LOOK = "Look on other days"
LOOK_KEYS = "Ctrl+Shift+F"

ContactEntries = Callable[[Sequence[VisitRow]], Iterable[MenuEntry]]
"""Those of a menu that copy how the visitors are called and reached."""

Found = Callable[[date], Awaitable[Sequence[VisitRow] | None]]
"""Whom this desk finds on a day by now; None where it lacks the day."""


class FoundOnOtherDays(OtherView):
    """`opened` carries the visit to go to."""

    opened = Signal(object)

    def __init__(
        self,
        *,
        tools: Sequence[QWidget],
        contact_entries: ContactEntries,
        other_days: OtherDays,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`tools` are for the list as a whole."""
        super().__init__(tasks=tasks, theme=theme, parent=parent)
        self._contact_entries = contact_entries
        self._other_days = other_days
        self._site = site
        self._looked = Looked((), 0)
        self._sought = ""
        self._most: int | None = None
        self._found: Found | None = None
        self._days: tuple[date, ...] = ()
        self._changed: set[date] = set()
        self._asks = self._is_following = False
        self._left_out = ""
        self._title, self._words = Sentence(variant="strong"), Label(variant="muted")
        self._stop = Button("Stop looking", theme=theme, variant="bar")
        self._visits: TableModel[VisitRow] = TableModel(
            columns=(Column("Day", self._day, width=92), *columns(site, tells_hosts=lambda: False)),
            key=attrgetter("id", "key"),
        )
        self._table = DeskTable(name="Visits on other days", model=self._visits, theme=theme)
        self._visits.setParent(self._table)
        self._lay_out((self._title, self._words, self._stop), tools, self._table)
        self._table.opened.connect(self.opened)
        self._table.menu_requested.connect(self._on_menu)
        self._stop.clicked.connect(self._on_stopped)
        other_days.on_change(self._on_change)

    def look(self, typed: str, shown: date) -> None:
        """Looks for what was typed on others than the day that is `shown`, and shows what is found as it comes."""
        today = self._site.today()
        self._begin(
            f"“{typed}” on other days",
            f"Only what is found by “{typed}”",
            most=MOST,
            days=Period(today - NEAR, today + NEAR),
        )
        self._found = lambda day: self._other_days.found_on(day, typed, shown)
        self._start(self._other_days.look(typed, shown, self._show))

    def list_period(self, period: Period, chosen: VisitFilter) -> None:
        """Shows those of several days whom `chosen` lets through."""
        words = visit_filter_words(chosen, self._site.local)
        days = span_words(period.first, period.last, short=True)
        self._begin(f"{words}, {days}", f"{words}, {days}", most=None, days=period)
        self._found = lambda day: self._other_days.picked_on(day, chosen)
        self._start(self._other_days.of_period(period, chosen, self._show))

    def _begin(self, title: str, sought: str, *, most: int | None, days: Period) -> None:
        """`most` visits are found at the most, None for all there are, on the `days` that are looked through."""
        self.stop()
        self._asks, self._left_out, self._days = True, "", tuple(days)
        self._changed.clear()
        self._sought, self._most = sought, most
        self._title.setText(title)
        self._show(Looked((), 0))
        self._table.setFocus()

    def refresh(self) -> None:
        """Asks the server for today and for the days on which somebody was found; what it says is followed."""
        if not self._asks:
            found = {one.day for one in self._looked.visits}
            days = sorted(found | ({*self._days} & {self._site.today()}))
            self._tasks.start(self._other_days.ask_anew(days))

    async def sheet(self) -> Sheet:
        """Who was found so far, to be taken along."""
        return found_sheet(self._sought, self._visits.rows, self._words.text(), self._site)

    def _show(self, looked: Looked) -> None:
        """What a question found so far. What changed meanwhile it may not have seen yet."""
        self._asks = not looked.over
        self._show_found(looked)
        self._follow()

    def _show_found(self, looked: Looked) -> None:
        self._looked = looked
        today = self._site.today()
        chosen = self._table.chosen_row()
        self._visits.show(looked.visits)
        if chosen is None and looked.visits:
            nearest = min(looked.visits, key=lambda one: (abs(one.day - today), one.day < today))
            self._table.choose((nearest.id, nearest.key))
        self._stop.setVisible(self._asks)
        left_out = f"{_counted(looked, self._most)} · {self._left_out}"
        self._words.setText(left_out if self._left_out else _words(looked, self._most))

    def _end(self, left_out: str) -> None:
        """Nothing more is asked, and that wasn't looked through."""
        self._asks, self._left_out = False, left_out
        self._show_found(self._looked)
        self._follow()

    def _on_change(self, change: Change) -> None:
        self._changed |= {day for day in self._listed_days() if change.of(day_list(day))}
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _listed_days(self) -> set[date]:
        """Those that are looked through, and those further away on which something was found."""
        return {*self._days, *(one.day for one in self._looked.visits)}

    def _follow(self) -> None:
        if self._changed and self.isVisible() and not (self._asks or self._is_following):
            self._is_following = True
            self._tasks.start(self._read_changed())

    async def _read_changed(self) -> None:
        """The days that changed since they were read, one after the other."""
        try:
            while self._changed and not self._asks:
                day, found = self._changed.pop(), self._found
                rows = await found(day) if found else None
                if rows is not None and found is self._found and not self._asks:
                    others = (one for one in self._looked.visits if one.day != day)
                    visits = sorted((*others, *rows), key=attrgetter("day", "expected"))
                    self._show_found(replace(self._looked, visits=tuple(visits)))
        finally:
            self._is_following = False

    def _on_menu(self, place: QPoint) -> None:
        visit: VisitRow | None = self._table.chosen_row()
        if visit is not None:
            show = MenuEntry("Show on its day", "Enter", lambda: self.opened.emit(visit))
            contacts = self._contact_entries([visit]) if visit.invited else ()
            open_menu([show, None, *contacts, self._table.copy_entry()], place, parent=self._table)

    def _on_stopped(self) -> None:
        self.stop()
        self._end(f"stopped, {_left(self._looked)}")

    def _on_failed(self, error: FoyerError) -> None:
        self._end(f"{_left(self._looked)}: {error_words(error, shown=True)}")

    def _day(self, visit: VisitRow) -> Cell:
        return Cell(short_day(visit.day, self._site.today()), variant="strong")


def _words(looked: Looked, most: int | None) -> str:
    found = _counted(looked, most)
    if looked.over:
        return f"{found} of all days" if looked.everywhere else found
    if not looked.lacking:
        return f"{found} · asking the server"
    return f"{found} · asking the server, day {looked.asked + 1} of {looked.lacking}"


def _counted(looked: Looked, most: int | None) -> str:
    count = len(looked.visits)
    if most is not None and count >= most:
        return f"The {most} nearest visits"
    return counted(count, "visit") if count else "No visits"


def _left(looked: Looked) -> str:
    days = looked.lacking - looked.asked
    if not looked.lacking:
        return "the server wasn't asked"
    return "1 day wasn't asked for" if days == 1 else f"{days} days weren't asked for"
