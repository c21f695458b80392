"""*Today*: who comes on a day, found by typing, with the whole visit of the one in hand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.services.day import Day, DayList
from app.services.search import found as matching
from app.services.search import words
from app.services.site import Site
from app.services.sync import Sync
from app.services.visit import Status, Visit
from ui.messages import error_words
from ui.models.table_model import TableModel
from ui.page import Page
from ui.pages.day_steps import DaySteps
from ui.pages.today_columns import columns, order
from ui.pages.today_detail import Who, visit_parts
from ui.pages.today_empty import TodayEmpty
from ui.pages.today_footer import TodayFooter
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.detail import DetailPane
from ui.widgets.labels import Label
from ui.widgets.list_and_detail import ListAndDetail
from ui.widgets.search_field import SearchField
from ui.widgets.visitor_table import VisitorTable

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the server. Answers may overtake each other: one to an earlier question comes too late."""

    day: date
    number: int


class TodayPage(Page):
    """`first_start` is a desk on its own empty server: its empty state offers a sample day and a server.

    `edit_requested` carries an operation that the server refused, to be edited and resent.
    """

    name = "Today"

    sample_requested = Signal()
    edit_requested = Signal(object)

    def __init__(
        self,
        *,
        day: Day,
        sync: Sync,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        first_start: bool,
        on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._sync = sync
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._today = site.today()
        self._date = on or self._today
        self._list: DayList | None = None
        self._failure = ""
        self._asked = self._answered = 0
        self._wanted = ""
        self._sorted_by = ("Time", True)
        self._model: TableModel[Visit] = TableModel(columns=columns(site), key=attrgetter("key"), parent=self)
        self._steps = DaySteps(theme=theme)
        self._search = SearchField("Search", theme=theme)
        self._table = VisitorTable(name="Visitors", model=self._model, theme=theme)
        self._empty = TodayEmpty(first_start=first_start, theme=theme)
        self._pane = DetailPane("Visit", theme=theme)
        self._who: Who | None = None
        self._footer = TodayFooter(site=site, theme=theme)
        self._lay_out()
        self._connect()
        self._show_date()
        self._show_first(day.stored_now(self._date))

    def header_part(self) -> QWidget:
        return self._steps

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._list is not None

    def open(self) -> None:
        self._load()

    def take_focus(self) -> None:
        self.start_search()  # a receptionist starts with a name

    def refresh(self) -> None:
        self._load()

    def start_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def show_meeting(self, starts: date, meeting_id: str) -> None:
        """Goes to the day of a meeting that was just made, and to its first visitor once the list has it."""
        self._wanted = meeting_id
        self._search.clear()
        self._go(starts)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(20, 14, 16, 14)
        self._search.setMaximumWidth(self._theme.px(420))
        tools.addWidget(self._search, 1)
        tools.addStretch(1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        list_part = QWidget()
        left = QVBoxLayout(list_part)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(self._middle, 1)
        left.addWidget(self._footer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ListAndDetail(list_part, self._pane, theme=self._theme))

    def _connect(self) -> None:
        self._steps.stepped.connect(lambda days: self._step_to(self._date + timedelta(days=days)))
        self._steps.today_requested.connect(lambda: self._step_to(self._site.today()))
        self._search.textChanged.connect(self._show_rows)
        self._search.returnPressed.connect(self._choose_first)
        self._search.went_down.connect(self._choose_first)
        self._table.row_chosen.connect(self._show_visit)
        self._table.horizontalHeader().setSectionsClickable(True)
        self._table.horizontalHeader().sectionClicked.connect(self._on_sort)
        self._sync.on_change(self._on_outbox)
        self._site.on_change(self._on_clock)
        self._empty.sample_requested.connect(self.sample_requested)
        self._empty.connect_requested.connect(lambda: self.wants.emit("Settings"))
        self._empty.invite_requested.connect(lambda: self.wants.emit("New meeting"))
        self._empty.clear_requested.connect(self._search.clear)
        self._empty.again_requested.connect(self._load)
        self._theme.changed.connect(self._on_theme_changed)
        timer = QTimer(self)
        timer.setInterval(MINUTE // 4)
        timer.timeout.connect(self._on_clock)
        timer.start()

    # Which day

    def _step_to(self, day: date) -> None:
        self._wanted = ""
        self._go(day)

    def _go(self, day: date) -> None:
        if day != self._date:
            self._date = day
            self._list, self._failure = None, ""
            self._show_date()
        self._load()

    def _show_date(self) -> None:
        self._steps.show_date(self._date, is_today=self._date == self._today)

    def _load(self) -> None:
        self._asked += 1
        asked = Asked(self._date, self._asked)
        self._tasks.start(self._loaded(asked), on_error=lambda error: self._on_failed(asked, error))

    def _show_first(self, found: DayList | None) -> None:
        """The first window paints what the store has, and doesn't wait for any loop."""
        self._list = found
        self._show_rows()
        self._choose_now()

    async def _loaded(self, asked: Asked) -> None:
        """Shows what the desk has of the day at once, and then what the server says of it now."""
        if self._list is None:
            self._take(asked, await self._day.stored(asked.day))
            self._show_rows()
        self._take(asked, await self._day.refreshed(asked.day))

    def _on_outbox(self) -> None:
        """Something was entered, sent or refused: the rows say so at once, without asking the server."""
        self._asked += 1
        asked = Asked(self._date, self._asked)
        present = self._day.present(asked.day)
        if present is not None:
            self._take(asked, present, heard=False)
        else:
            self._tasks.start(self._restored(asked))

    async def _restored(self, asked: Asked) -> None:
        found = await self._day.stored(asked.day)
        if found is not None and self._list is not None:
            self._take(asked, found, heard=False)
        elif not self._too_late(asked):
            self._list = found
            self._show_rows()

    def _too_late(self, asked: Asked) -> bool:
        """Whether another day is looked at by now, or a later question was answered already."""
        return asked.day != self._date or asked.number < self._answered

    def _take(self, asked: Asked, found: DayList | None, *, heard: bool = True) -> None:
        """`heard` says that the server itself told this just now."""
        if found is None or self._too_late(asked):
            return
        first = self._list is None
        self._list, self._answered = found, asked.number
        if heard:
            self._failure = ""
        self._show_rows()
        if first:
            self._choose_now()
        if self._wanted and self._choose_meeting(self._wanted):
            self._wanted = ""

    def _on_failed(self, asked: Asked, error: FoyerError) -> None:
        if not self._too_late(asked):
            self._failure = error_words(error, shown=False)
            self._show_rows()
        self._tasks.report(error)

    def _on_clock(self) -> None:
        """The Now line moves, statuses change, and at midnight a desk that shows today goes on to the new one.

        So it does when the server tells the site's zone, and it is another day there than the PC believed.
        """
        before, self._today = self._today, self._site.today()
        if self._date == before != self._today:
            self._go(self._today)
        else:
            self._show_date()
        self._table.viewport().update()
        self._show_now()
        if self._who is not None:
            self._who.renew()

    def _on_theme_changed(self) -> None:
        self._show_visit(self._table.chosen_row())

    # The rows

    def _on_sort(self, section: int) -> None:
        title = self._model.columns[section].title
        if title != "Status":
            ascending = not self._sorted_by[1] if self._sorted_by[0] == title else True
            self._sorted_by = (title, ascending)
            self._show_rows()

    def _show_rows(self) -> None:
        found = self._list
        sought = words(self._search.text())
        visits = matching(found.visits, sought) if found else []
        column, ascending = self._sorted_by
        if column != "Time" or not ascending:
            visits.sort(key=lambda visit: order(column, visit), reverse=not ascending)
        self._table.show_sorting([one.title for one in self._model.columns].index(column), ascending)
        self._model.show(visits)
        self._show_now()
        self._show_state(bool(visits))
        if self._table.chosen_row() is None:
            self._show_visit(None)

    def _show_now(self) -> None:
        """The line stands on top of the first row still to come: only today, and only in the order of time."""
        now = self._site.now()
        line_up = self._date == now.date() and self._sorted_by == ("Time", True)
        number = bisect_right(self._model.rows, now, key=attrgetter("starts")) if line_up else len(self._model.rows)
        number = number if number < len(self._model.rows) else -1
        self._table.show_now(number, f"Now {now:%H:%M}")

    def _show_state(self, rows: bool) -> None:
        found = self._list
        self._middle.setCurrentWidget(self._table if rows else self._empty)
        self._footer.tell(found, failed=bool(self._failure))
        if not rows:
            self._empty.explain(found, typed=self._search.text().strip(), failure=self._failure)

    # The visit in hand

    def _choose_first(self) -> None:
        if self._model.rows:
            self._table.choose(self._model.key_at(0))
            self._table.setFocus()

    def _choose_now(self) -> None:
        """A day opens with the first visitor still to come in hand, in the upper half."""
        now = self._site.now()
        number = next(
            (
                n
                for n, visit in enumerate(self._model.rows)
                if visit.status(now) is Status.EXPECTED and visit.starts > now
            ),
            -1,
        )
        if number >= 0:
            self._table.choose(self._model.key_at(number))
            self._table.scroll_to_upper_half(number)
        elif self._model.rows:
            self._table.choose(self._model.key_at(0))

    def _choose_meeting(self, meeting_id: str) -> bool:
        key = next((visit.key for visit in self._model.rows if visit.meeting.id == meeting_id), None)
        return key is not None and self._table.choose(key)

    def _choose_member(self, key: str) -> None:
        """Somebody of the group in hand; a search that hides them gives way."""
        if not self._table.choose(key):
            self._search.clear()
            self._table.choose(key)
        self._table.setFocus()

    def _show_visit(self, visit: Visit | None) -> None:
        self._pane.setVisible(bool(self._model.rows))
        if visit is None or self._list is None:
            self._who = None
            self._pane.show_parts([Label("Choose a visitor to see the whole visit.", look="muted", wrap=True)])
            return
        same = self._who is not None and self._who.visit.key == visit.key
        self._who = Who(visit, site=self._site, theme=self._theme)
        group = tuple(one for one in self._list.visits if one.meeting is visit.meeting)
        parts = visit_parts(
            visit,
            group,
            site=self._site,
            theme=self._theme,
            choose=self._choose_member,
            edit=self.edit_requested.emit,
        )
        self._pane.show_parts([self._who, *parts], keep_scroll=same)
