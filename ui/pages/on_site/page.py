"""*On site*: everybody who is in the building, also with the network gone, and the roll call of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models.lists import HEARD, ON_SITE, Change, with_unchanged
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.services.visits.day import Day
from app.services.visits.on_site_list import OnSiteList, list_of
from app.services.visits.roll_call import RollCall, RollCallEntry, Standing
from app.services.visits.search import matching, words
from ui.models.list_reader import ListReader
from ui.pages.on_site.bar import OnSiteBar
from ui.pages.on_site.columns import order
from ui.pages.on_site.empty import OnSiteEmpty
from ui.pages.on_site.export import OnSiteExport
from ui.pages.on_site.layout import SummaryAndList
from ui.pages.on_site.summary import OnSiteSummary
from ui.pages.on_site.table import OnSiteTable
from ui.pages.on_site.words import end_words, source_words
from ui.reception.check_in_actions import CheckInActions
from ui.reception.visitors.contact_copying import Contact, ContactCopying, contact_of
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.dialogs.questions import ask_to_end
from ui.widgets.minute_clock import MinuteClock
from ui.widgets.table.sorting import Sorting


class Shown(Struct, frozen=True):
    """`heard_at` is when the server last told of other desks' arrivals, in UTC."""

    standing: Standing
    heard_at: datetime | None


NOTHING = Shown(Standing(None, ()), None)


class OnSitePage(Page):
    """Draws from this desk alone; `day` asks the server what other desks say, and nothing here waits for it.

    `problem_requested` carries the id of the visit at which something is wrong, and whose it is.
    """

    entry = screens.ON_SITE

    problem_requested = Signal(str, object)

    def __init__(
        self,
        *,
        roll_call: RollCall,
        arrivals: Arrivals,
        calls: ServerCalls,
        day: Day,
        check_in_actions: CheckInActions,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roll_call = roll_call
        self._arrivals = arrivals
        self._calls = calls
        self._day = day
        self._check_in_actions = check_in_actions
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._asked = False
        self._askings = 0
        self._unmarked = ""
        self._reader: ListReader[Shown] = ListReader(self._read, tasks=tasks, parent=self)
        self._summary = OnSiteSummary(site=site, theme=theme)
        self._bar = OnSiteBar(theme=theme)
        copying = ContactCopying(tasks=tasks, parent=self)
        copying.said.connect(lambda words: self.done.emit(words, None))
        self._table = OnSiteTable(
            typed_into=self._bar.search,
            contact_entries=lambda one: copying.entries(partial(self._contact, one)),
            site=site,
            theme=theme,
        )
        self._sorting = Sorting(self._table, self._table.people, column="Visitor", fixed=("Safe", "Mobile"))
        self._empty = OnSiteEmpty(theme=theme)
        self._lay_out(theme)
        self._connect()
        self._show()
        self._reader.read()

    def open(self) -> None:
        self._reader.read()
        self.refresh()

    def take_focus(self) -> None:
        """A roll call goes on with the keyboard where it was."""
        if self._shown.standing.since and self._table.people.rows:
            self._table.setFocus()
        else:
            self.start_search()

    def ready(self) -> bool:
        return self._asked and self._reader.rows is not None

    def refresh(self) -> None:
        self._ask(self._day.refresh)

    def keep_fresh(self) -> None:
        self._ask(self._day.keep_fresh)

    def start_search(self) -> None:
        self._bar.search.setFocus()
        self._bar.search.selectAll()

    def undo_offered(self) -> Callable[[], object] | None:
        return self._on_undo if self._shown.standing.last is not None else None

    async def _contact(self, one: RollCallEntry) -> Sequence[Contact]:
        return (await contact_of(self._day, one.present),)

    def _lay_out(self, theme: Theme) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(SummaryAndList(self._summary, right, theme=theme))

    def _connect(self) -> None:
        self._reader.taken.connect(self._show)
        self._day.on_change(self._on_change)
        self._site.on_change(self._on_clock)
        self._bar.changed.connect(self._show_rows)
        self._bar.search.returnPressed.connect(self._choose_first)
        self._bar.search.went_down.connect(self._choose_first)
        self._bar.mark_requested.connect(lambda: self._on_mark(self._table.chosen_row()))
        self._bar.undo_requested.connect(self._on_undo)
        self._bar.check_out_requested.connect(lambda: self._on_check_out(self._table.chosen_row()))
        self._table.mark_requested.connect(self._on_mark)
        self._table.check_out_requested.connect(self._on_check_out)
        self._table.problem_requested.connect(self._on_problem)
        self._bar.problem_requested.connect(lambda: self._on_problem(self._table.chosen_row()))
        self._table.row_chosen.connect(self._bar.show_in_hand)
        self._sorting.changed.connect(self._show_rows)
        self._empty.clear_requested.connect(self._bar.search.clear)
        self._summary.start_requested.connect(lambda: self._tasks.start(self._started()))
        self._summary.end_requested.connect(self._on_end)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._summary.print)
        QShortcut(QKeySequence("Ctrl+R"), self).activated.connect(self._summary.start)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(lambda: self._on_check_out(self._table.chosen_row()))
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(lambda: self._on_problem(self._table.chosen_row()))
        export = OnSiteExport(self._summary, listed=self._list, tasks=self._tasks, parent=self)
        export.done.connect(self.put_out)
        MinuteClock(self._site.now, parent=self).turned.connect(self._on_clock)

    # What is shown

    @property
    def _shown(self) -> Shown:
        return self._reader.rows or NOTHING

    async def _read(self, before: Shown | None) -> Shown:
        """People of whom nothing else is known stay the same objects, so that the table leaves their rows alone."""
        now = await self._roll_call.standing()
        known = before.standing.people if before else ()
        same = with_unchanged(now.people, known, key=lambda one: one.present.visit)
        shown = Shown(replace(now, people=same), await self._arrivals.heard_at())
        return before if before == shown and before is not None else shown

    def _ask(self, ask: Callable[[date], Awaitable[None]]) -> None:
        self._askings += 1
        self._tasks.start(self._heard(ask, self._askings))

    async def _heard(self, ask: Callable[[date], Awaitable[None]], asking: int) -> None:
        try:
            await ask(self._site.today())
            if asking == self._askings:  # what was asked before may end after a failure
                self.answered.emit()
        finally:
            self._asked = True
            self._reader.read()
            self._summary.show_source(self._source())  # whether the server keeps arrivals is known by now

    def _on_change(self, change: Change) -> None:
        if change.of(ON_SITE, HEARD):
            self._reader.read()

    def _show(self) -> None:
        standing, known = self._shown.standing, self._reader.rows is not None
        if standing.newcomers:
            self._tasks.start(self._roll_call.ask_newcomers())
        self._table.show_roll_call(standing.since is not None)
        self._summary.show_standing(standing, known=known)
        self._bar.show_standing(standing)
        self._summary.show_source(self._source())
        self._show_rows()
        if self._unmarked and self._table.choose((self._unmarked, False)):
            self._unmarked = ""

    def _show_rows(self) -> None:
        standing = self._shown.standing
        people = matching([one for one in standing.people if self._bar.shows(one)], words(self._bar.typed))
        people.sort(key=lambda one: order(self._sorting.column, one), reverse=not self._sorting.ascending)
        if standing.since is not None:
            people.sort(key=lambda one: one.safe)
        self._sorting.show()
        self._table.people.show(people)
        self._middle.setCurrentWidget(self._table if people or self._reader.rows is None else self._empty)
        if not people:
            self._empty.explain(standing, part=self._bar.part, typed=self._bar.typed, source=self._source())
        if people and self._bar.typed and self._table.chosen_row() is None:
            self._table.choose_first()  # whom the search found is in hand, as on Today
        self._bar.show_in_hand(self._table.chosen_row())

    def _source(self) -> str:
        own, heard = self._arrivals.desk, self._shown.heard_at
        desks = sorted({one.present.desk for one in self._shown.standing.people} - {own, ""})
        taken = self._calls.exist is not False
        return source_words(desks, self._site.local(heard) if heard else None, self._site.today(), taken=taken)

    def _on_clock(self) -> None:
        """The day may be another by now, the site may be in another zone than was thought, and the server may have told
        of the same arrivals again."""
        self._reader.read()
        self._show()
        self._table.people.repaint_all()

    def _choose_first(self) -> None:
        if self._table.people.rows:
            self._table.choose_first()
            self._table.setFocus()

    def _list(self) -> OnSiteList:
        return list_of(self._shown.standing, self._site, self._source())

    def _on_check_out(self, one: RollCallEntry | None) -> None:
        if one is not None and one.present.arrival.on_site:
            self._check_in_actions.check_out_all([one.present])

    def _on_problem(self, one: RollCallEntry | None) -> None:
        if one is not None:
            self.problem_requested.emit(one.present.visit, one.present.person)

    # The roll call

    def _on_mark(self, one: RollCallEntry | None) -> None:
        if one is not None:
            self._tasks.start(self._marked(one))

    async def _started(self) -> None:
        await self._roll_call.start()
        self._choose_first()

    async def _marked(self, one: RollCallEntry) -> None:
        """The next one still to be found is in hand then. A search of which everybody was found is over."""
        after = self._table.next_to_find(one)
        if after is None and self._bar.typed:
            self._bar.search.clear()
            after = self._table.next_to_find(one)
        await self._roll_call.mark_safe(one.present.visit)
        if after is not None:
            self._table.choose(after)

    def _on_undo(self) -> None:
        self._tasks.start(self._undone())

    async def _undone(self) -> None:
        """Who is to be found again is in hand, once the list has it."""
        self._unmarked = await self._roll_call.undo_last()
        self._show()

    def _on_end(self) -> None:
        """Asks only where somebody is still to be found."""

        def end() -> None:
            self._tasks.start(self._roll_call.end())

        if self._shown.standing.to_find:
            ask_to_end(self, end_words(self._shown.standing.to_find), theme=self._theme, end=end)
        else:
            end()
