"""*Look on other days*: whom a search found on the days before and after, each with the day, and the way there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from operator import attrgetter

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.lists import Change, day_list
from app.models.statistics.period import Period
from app.models.visit_row import VisitRow
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.day import NEAR
from app.services.visits.other_days import MOST, Looked, OtherDays
from ui.pages.today.day.sheet import found_sheet
from ui.pages.today.other_view import OtherView
from ui.pages.today.search.found_table import ContactEntries, FoundTable
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Sentence
from ui.wording.messages import error_words
from ui.wording.people_words import counted

LOOK = "Look on other days"
LOOK_KEYS = "Ctrl+Shift+F"

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
        self._other_days = other_days
        self._site = site
        self._looked = Looked((), 0)
        self._sought = ""
        self._found: Found | None = None
        self._days: tuple[date, ...] = ()
        self._changed: set[date] = set()
        self._asks = self._is_following = False
        self._left_out = ""
        self._title, self._words = Sentence(variant="strong"), Label(variant="muted")
        self._stop = Button("Stop looking", theme=theme, variant="bar")
        self._table = FoundTable(contact_entries=contact_entries, site=site, theme=theme)
        self._lay_out((self._title, self._words, self._stop), tools, self._table)
        self._table.opened.connect(self.opened)
        self._stop.clicked.connect(self._on_stopped)
        other_days.on_change(self._on_change)

    def look(self, typed: str, shown: date) -> None:
        """Looks for what was typed on others than the day that is `shown`, and shows what is found as it comes."""
        self.stop()
        today = self._site.today()
        self._asks, self._left_out, self._days = True, "", tuple(Period(today - NEAR, today + NEAR))
        self._changed.clear()
        self._sought = f"Only what is found by “{typed}”"
        self._title.setText(f"“{typed}” on other days")
        self._show(Looked((), 0))
        self._table.setFocus()
        self._found = lambda day: self._other_days.found_on(day, typed, shown)
        self._start(self._other_days.look(typed, shown, self._show))

    def refresh(self) -> None:
        """Asks the server for today and for the days on which somebody was found; what it says is followed."""
        if not self._asks:
            found = {one.day for one in self._looked.visits}
            days = sorted(found | ({*self._days} & {self._site.today()}))
            self._tasks.start(self._other_days.ask_anew(days))

    async def sheet(self) -> Sheet:
        """Who was found so far, to be taken along."""
        return found_sheet(self._sought, self._table.visits, self._words.text(), self._site)

    def _show(self, looked: Looked) -> None:
        """What a question found so far. What changed meanwhile it may not have seen yet."""
        self._asks = not looked.over
        self._show_found(looked)
        self._follow()

    def _show_found(self, looked: Looked) -> None:
        self._looked = looked
        self._table.show_visits(looked.visits)
        self._stop.setVisible(self._asks)
        left_out = f"{_counted(looked)} · {self._left_out}"
        self._words.setText(left_out if self._left_out else _words(looked))

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

    def _on_stopped(self) -> None:
        self.stop()
        self._end(f"stopped, {_left(self._looked)}")

    def _on_failed(self, error: FoyerError) -> None:
        self._end(f"{_left(self._looked)}: {error_words(error, shown=True)}")


def _words(looked: Looked) -> str:
    found = _counted(looked)
    if looked.over:
        return f"{found} of all days" if looked.everywhere else found
    if not looked.lacking:
        return f"{found} · asking the server"
    return f"{found} · asking the server, day {looked.asked + 1} of {looked.lacking}"


def _counted(looked: Looked) -> str:
    count = len(looked.visits)
    if count >= MOST:
        return f"The {MOST} nearest visits"
    return counted(count, "visit") if count else "No visits"


def _left(looked: Looked) -> str:
    return left_words(looked.lacking - looked.asked) if looked.lacking else "the server wasn't asked"


def left_words(days: int) -> str:
    """That the server wasn't asked for so many days."""
    return "1 day wasn't asked for" if days == 1 else f"{days:,} days weren't asked for"
