"""What stands in the place of the day's list for a while. Each view is built when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.statistics.period import Period
from app.models.visit_row import VisitRow
from app.models.visits.visit_filter import VisitFilter
from app.services.site import Site
from app.services.visits.other_days import OtherDays
from app.services.visits.period_visits import PeriodVisits
from ui.pages.today.dates.week_view import WeekView
from ui.pages.today.day.empty import TodayEmpty
from ui.pages.today.day.footer import TodayFooter
from ui.pages.today.day.table import DayTable
from ui.pages.today.other_view import OtherView
from ui.pages.today.search.found_table import ContactEntries
from ui.pages.today.search.other_days import LOOK_KEYS, FoundOnOtherDays
from ui.pages.today.search.period_view import PeriodView
from ui.reception.paper.list_paper import ListPaper
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.search_field import SearchField


class OtherViews(QObject):
    """`current` is the view that is wanted, None for the day's list; `changed` says that it is another. `visit_opened`
    carries a visit to go to, `day_chosen` a day; `shown` gives the day of the list."""

    changed = Signal()
    visit_opened = Signal(object)
    day_chosen = Signal(object)

    def __init__(
        self,
        stack: QStackedWidget,
        *,
        search: SearchField,
        table: DayTable,
        empty: TodayEmpty,
        footer: TodayFooter,
        shown: Callable[[], date],
        paper: ListPaper,
        contact_entries: ContactEntries,
        other_days: OtherDays,
        period_visits: PeriodVisits,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._paper = paper
        self._contact_entries = contact_entries
        self.current: OtherView | None = None
        self._stack = stack
        self._search = search
        self._table = table
        self._shown = shown
        self._other_days = other_days
        self._period_visits = period_visits
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._found: FoundOnOtherDays | None = None
        self._period: PeriodView | None = None
        self._week: WeekView | None = None
        self._in_hand: VisitRow | None = None
        search.returnPressed.connect(self._on_return)
        for requested in (empty.look_requested, footer.look_requested):
            requested.connect(self._look)
        QShortcut(QKeySequence(LOOK_KEYS), page).activated.connect(self._look)

    def _on_return(self) -> None:
        self._table.choose_first() if self._table.visits else self._look()

    def _look(self) -> None:
        """For what is typed, on other days."""
        typed = self._search.text().strip()
        if typed:
            self._take(self._found_view())
            self._found_view().look(typed, self._shown())

    def list_period(self, period: Period, chosen: VisitFilter) -> None:
        """Those of several days whom `chosen` lets through."""
        if self._period is None:
            self._period = PeriodView(
                tools=self._paper.buttons(),
                contact_entries=self._contact_entries,
                visits=self._period_visits,
                site=self._site,
                tasks=self._tasks,
                theme=self._theme,
            )
            self._add(self._period)
        self._take(self._period)
        self._period.list_period(period, chosen)

    def _found_view(self) -> FoundOnOtherDays:
        if self._found is None:
            self._found = FoundOnOtherDays(
                tools=self._paper.buttons(),
                contact_entries=self._contact_entries,
                other_days=self._other_days,
                site=self._site,
                tasks=self._tasks,
                theme=self._theme,
            )
            self._add(self._found)
        return self._found

    def _add(self, view: FoundOnOtherDays | PeriodView) -> None:
        view.opened.connect(self.visit_opened)
        view.closed.connect(self._on_closed)
        self._stack.addWidget(view)

    def turn_week(self) -> None:
        """To the week of the day that is shown; from it, back to the day's list."""
        if self._week is None:
            self._week = WeekView(
                tools=self._paper.buttons(),
                other_days=self._other_days,
                site=self._site,
                tasks=self._tasks,
                theme=self._theme,
            )
            self._week.day_chosen.connect(self.day_chosen)
            self._week.closed.connect(self._on_closed)
            self._stack.addWidget(self._week)
        if self.current is self._week:
            self._on_closed()
        else:
            self._take(self._week)
            self._week.open_week(self._shown())

    def refresh(self) -> None:
        """The person asked for the latest."""
        if self.current is not None:
            self.current.refresh()

    def keep_fresh(self) -> None:
        """Some time has passed."""
        if self.current is not None:
            self.current.keep_fresh()

    def close_view(self) -> None:
        """The day's list again, with whoever was in hand."""
        self._take(None)

    def _on_closed(self) -> None:
        self.close_view()
        (self._table if self._table.visits else self._search).setFocus()

    def _take(self, view: OtherView | None) -> None:
        if view is self.current:
            return
        for one in (self._found, self._period, self._week):
            if one is not None and one is not view:
                one.stop()
        if self.current is None:
            self._in_hand = self._table.chosen_row()
            self._table.choose_nobody()  # a key that is pressed now must not mean them
        self.current = view
        self.changed.emit()
        if view is None and self._in_hand is not None:
            self._table.choose(self._in_hand.key)
