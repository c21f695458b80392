"""The visits that a figure of several days counts, page by page, each with its day and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.lists import Change, day_list
from app.models.statistics.period import Period
from app.models.visits.visit_filter import VISITS_AT_ONCE, VisitFilter
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.period_visits import ListedVisits, PeriodVisits
from ui.pages.today.day.filter_words import visit_filter_words
from ui.pages.today.day.sheet import found_sheet
from ui.pages.today.other_view import OtherView
from ui.pages.today.search.found_table import ContactEntries, FoundTable
from ui.pages.today.search.other_days import left_words
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button, page_buttons
from ui.widgets.labels import Label, Sentence
from ui.wording.dates import span_words
from ui.wording.messages import error_words


class PeriodView(OtherView):
    """`opened` carries the visit to go to."""

    opened = Signal(object)

    def __init__(
        self,
        *,
        tools: Sequence[QWidget],
        contact_entries: ContactEntries,
        visits: PeriodVisits,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`tools` are for the list as a whole."""
        super().__init__(tasks=tasks, theme=theme, parent=parent)
        self._visits = visits
        self._site = site
        self._period = Period(site.today(), site.today())
        self._chosen = VisitFilter()
        self._lists: tuple[str, ...] = ()
        self._listed = ListedVisits()
        self._page = 1
        self._asks = self._changed = self._failed = False
        self._left_out = ""
        self._title, self._words = Sentence(variant="strong"), Label(variant="muted")
        self._stop = Button("Stop looking", theme=theme, variant="bar")
        self._more = Button("Ask for more days", theme=theme, variant="bar")
        self._previous, self._next = page_buttons(theme)
        self._last = Button("Last page", theme=theme, variant="bar")
        self._table = FoundTable(contact_entries=contact_entries, site=site, theme=theme)
        bar = (self._title, self._words, self._stop, self._more, self._previous, self._next, self._last)
        self._lay_out(bar, tools, self._table)
        self._table.opened.connect(self.opened)
        self._stop.clicked.connect(self._on_stopped)
        self._more.clicked.connect(lambda: self._ask(self._listed.page, begins=True))
        self._previous.clicked.connect(lambda: self._turn_to(self._listed.page - 1))
        self._next.clicked.connect(lambda: self._turn_to(self._listed.page + 1))
        self._last.clicked.connect(lambda: self._turn_to(self._listed.last_page))
        visits.on_change(self._on_change)

    def list_period(self, period: Period, chosen: VisitFilter) -> None:
        """Shows those of several days whom `chosen` lets through."""
        self._period, self._chosen = period, chosen
        self._lists = tuple(map(day_list, period))
        words = visit_filter_words(chosen, self._site.local)
        self._title.setText(f"{words}, {span_words(period.first, period.last, short=True)}")
        self.stop()
        self._show(ListedVisits())
        self._table.setFocus()
        self._ask(1, begins=True)

    def refresh(self) -> None:
        """Asks our own server for the page, another one for today and for the days that are shown: what it says is
        followed."""
        if self._asks:
            return
        if self._listed.ours:
            self._ask(self._listed.page)
        else:
            self._tasks.start(self._visits.ask_anew(self._shown_days()))

    def keep_fresh(self) -> None:
        """A server that was away is asked again."""
        if self._failed and not self._asks:
            self._ask(self._page, begins=self._listed.asking > 0)

    async def sheet(self) -> Sheet:
        """All pages, to be taken along."""
        listed = self._listed
        if listed.last_page > 1:
            listed = await self._visits.in_all(self._period, self._chosen, ours=listed.ours)
        words = " · ".join(filter(None, (_in_all(listed), self._state())))
        return found_sheet(self._title.text(), listed.visits, words, self._site)

    def _shown_days(self) -> list[date]:
        today = {self._site.today()} if self._site.today() in self._period else set()
        return sorted(today | {one.day for one in self._table.visits})

    def _ask(self, page: int, *, begins: bool = False) -> None:
        self._page, self._left_out = page, ""
        self._asks, self._changed, self._failed = True, False, False
        self._start(self._visits.show(self._period, self._chosen, page, self._show, begins=begins))

    def _turn_to(self, page: int) -> None:
        """Days that are being asked for are asked for further."""
        self._ask(page, begins=self._asks and self._listed.asking > 0)

    def _show(self, listed: ListedVisits) -> None:
        self._listed, self._asks = listed, not listed.over
        if listed.ours:
            self._page = listed.page
        self._table.show_visits(listed.visits, from_top=listed.last_page > 1)
        self._say()
        self._follow()

    def _state(self) -> str:
        """What isn't asked yet, or wasn't."""
        listed, left = self._listed, self._listed.lacking - self._listed.asked
        return self._left_out or (left_words(left) if left and listed.over else _asking_words(listed))

    def _say(self) -> None:
        listed = self._listed
        self._words.setText(" · ".join(filter(None, (_counted(listed), self._state()))))
        self._stop.setVisible(self._asks)
        self._more.setVisible(listed.lacking > listed.asked and not self._asks)
        for button in (self._previous, self._next, self._last):
            button.setVisible(listed.last_page > 1)
        self._previous.setEnabled(listed.page > 1)
        for button in (self._next, self._last):
            button.setEnabled(listed.page < listed.last_page)

    def _end(self, left_out: str) -> None:
        """Nothing more is asked, and that wasn't looked through."""
        self._asks, self._left_out = False, left_out
        self._say()
        self._follow()

    def _on_change(self, change: Change) -> None:
        self._changed = self._changed or change.of(*self._lists)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """What changed while the page was asked for it may not have."""
        if self._changed and self._lists and self.isVisible() and not self._asks:
            self._ask(self._page)

    def _on_stopped(self) -> None:
        self.stop()
        self._changed = False
        self._end(f"stopped, {self._left()}")

    def _on_failed(self, error: FoyerError) -> None:
        self._failed = True
        self._end(f"{self._left()}: {error_words(error, shown=True)}")

    def _left(self) -> str:
        left = self._listed.lacking - self._listed.asked
        return left_words(left) if left else "the server wasn't asked"


def _asking_words(listed: ListedVisits) -> str:
    if listed.over:
        return ""
    if not listed.asking:
        return "asking the server"
    return f"asking the server, day {listed.asked + 1} of {listed.asking}"


def _counted(listed: ListedVisits) -> str:
    """ "12 visits", "Visits 201–400 of 12,345"."""
    if listed.last_page == 1:
        return _in_all(listed)
    last = min(listed.total, listed.first + VISITS_AT_ONCE - 1)
    return f"Visits {listed.first:,}–{last:,} of {listed.total:,}"


def _in_all(listed: ListedVisits) -> str:
    """Of all pages at once."""
    total = listed.total
    if len(listed.visits) < total:
        return f"The first {len(listed.visits):,} of {total:,} visits"
    return f"{total:,} visit{'' if total == 1 else 's'}" if total else "No visits"
