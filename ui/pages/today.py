"""*Today*: who comes on a day, found by typing, with the whole visit of the one in hand."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.services.day import Day, DayList, Status, Visit
from app.services.search import matches, words
from app.services.site import Site
from ui.messages import error_words
from ui.models.table_model import TableModel
from ui.page import Page
from ui.pages.day_steps import DaySteps
from ui.pages.today_columns import columns, order
from ui.pages.today_detail import visit_parts
from ui.pages.today_empty import count_words, nobody, nobody_called, not_there
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_hint import key_hint
from ui.widgets.labels import Label
from ui.widgets.list_and_detail import ListAndDetail
from ui.widgets.search_field import SearchField
from ui.widgets.visitor_table import VisitorTable

MINUTE = 60_000


class TodayPage(Page):
    """`first_start` is a desk on its own empty server: its empty state offers a sample day and a server."""

    name = "Today"
    icon = "today"

    sample_requested = Signal()

    def __init__(
        self,
        *,
        day: Day,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        first_start: bool,
        on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._first_start = first_start
        self._date = on or site.today()
        self._list: DayList | None = None
        self._failure = ""
        self._sorted_by = ("Time", True)
        self._model: TableModel[Visit] = TableModel(columns=columns(site), key=lambda visit: visit.key, parent=self)
        self._steps = DaySteps(theme=theme)
        self._search = SearchField("Search", theme=theme)
        self._table = VisitorTable(name="Visitors", model=self._model, theme=theme)
        self._empty = EmptyState(theme=theme)
        self._pane = DetailPane("Visit", theme=theme)
        self._count, self._heard = Label(look="caption"), Label(look="caption")
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_date()

    def header_part(self) -> QWidget:
        return self._steps

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._list is not None

    def open(self) -> None:
        self._load()

    def refresh(self) -> None:
        self._load()

    def start_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def show_meeting(self, starts: date, meeting_id: str) -> None:
        """Goes to the day of a meeting that was just made, and to its first visitor once the list has it."""
        self._wanted = meeting_id
        self._go(starts)

    _wanted = ""

    def _make_buttons(self) -> dict[str, Button]:
        return {
            "sample": Button("Look around with a sample day", theme=self._theme, look="primary", icon="today"),
            "connect": Button("Connect to a server", theme=self._theme, icon="server"),
            "invite": Button("New meeting", theme=self._theme, icon="new-meeting"),
            "clear": Button("Clear search", theme=self._theme),
            "again": Button("Try again", theme=self._theme, icon="refresh"),
        }

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("bar")
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(20, 14, 16, 14)
        self._search.setMaximumWidth(self._theme.px(420))
        tools.addWidget(self._search, 1)
        tools.addStretch(1)
        footer = QFrame()
        footer.setObjectName("footer")
        footer.setMinimumHeight(self._theme.px(44))
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(16)
        foot.addWidget(self._count)
        foot.addWidget(self._heard)
        foot.addStretch()
        foot.addWidget(key_hint("F5", "Refresh"))
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        list_part = QWidget()
        left = QVBoxLayout(list_part)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(self._middle, 1)
        left.addWidget(footer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ListAndDetail(list_part, self._pane, theme=self._theme))

    def _connect(self) -> None:
        self._steps.stepped.connect(lambda days: self._go(self._date + timedelta(days=days)))
        self._steps.today_requested.connect(lambda: self._go(self._site.today()))
        self._search.textChanged.connect(self._show_rows)
        self._search.returnPressed.connect(self._choose_first)
        self._search.went_down.connect(self._choose_first)
        self._table.row_chosen.connect(self._show_visit)
        self._table.horizontalHeader().setSectionsClickable(True)
        self._table.horizontalHeader().sectionClicked.connect(self._on_sort)
        self._site.on_change(self._on_site_changed)
        self._buttons["sample"].clicked.connect(self.sample_requested)
        self._buttons["connect"].clicked.connect(lambda: self.wants.emit("Settings"))
        self._buttons["invite"].clicked.connect(lambda: self.wants.emit("New meeting"))
        self._buttons["clear"].clicked.connect(self._search.clear)
        self._buttons["again"].clicked.connect(self._load)
        self._theme.changed.connect(lambda: self._show_visit(self._table.chosen_row()))
        timer = QTimer(self)
        timer.setInterval(MINUTE // 4)
        timer.timeout.connect(self._on_clock)
        timer.start()

    # Which day

    def _go(self, day: date) -> None:
        if day != self._date:
            self._date = day
            self._list, self._failure = None, ""
            self._show_date()
        self._load()

    def _show_date(self) -> None:
        self._steps.show_date(self._date, is_today=self._date == self._site.today())

    def _load(self) -> None:
        self._tasks.start(self._loaded(self._date), on_error=self._on_failed)

    async def _loaded(self, day: date) -> None:
        """Shows what the desk has of the day at once, and then what the server says of it now."""
        if self._list is None:
            self._take(day, await self._day.stored(day))
        self._show_rows()
        self._take(day, await self._day.refreshed(day))

    def _take(self, day: date, found: DayList | None) -> None:
        """An answer for a day that is no longer looked at is let go."""
        if found is None or day != self._date:
            return
        first = self._list is None
        self._list, self._failure = found, ""
        self._show_rows()
        if first:
            self._choose_now()
        if self._wanted:
            self._choose_meeting(self._wanted)
            self._wanted = ""

    def _on_failed(self, error: FoyerError) -> None:
        self._failure = error_words(error)
        self._show_rows()
        self._tasks.report(error)

    def _on_site_changed(self) -> None:
        self._show_date()
        self._on_clock()

    def _on_clock(self) -> None:
        """The Now line moves and statuses change by themselves."""
        self._model.repaint_all()
        self._show_now()

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
        visits = list(found.visits) if found else []
        if sought:
            visits = [visit for visit in visits if matches(sought, visit.searched)]
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
        number = next((n for n, visit in enumerate(self._model.rows) if visit.starts > now), -1) if line_up else -1
        self._table.show_now(number, f"Now {now:%H:%M}")

    def _show_state(self, rows: bool) -> None:
        found = self._list
        self._middle.setCurrentWidget(self._table if rows else self._empty)
        self._count.setText(count_words(found) if found else "")
        self._heard.setText(self._heard_words(found))
        if rows:
            return
        if found is None:
            empty = not_there(self._failure)
        elif typed := self._search.text().strip():
            empty = nobody_called(typed, found)
        else:
            empty = nobody(found, first_start=self._first_start)
        self._empty.say(empty.title, empty.words, tuple(self._buttons[name] for name in empty.actions))

    def _heard_words(self, found: DayList | None) -> str:
        if found is None:
            return ""
        return (
            f"{'Last heard from the server' if self._failure else 'Updated'} {self._site.local(found.heard_at):%H:%M}"
        )

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

    def _choose_meeting(self, meeting_id: str) -> None:
        key = next((visit.key for visit in self._model.rows if visit.meeting.id == meeting_id), None)
        if key is not None:
            self._table.choose(key)

    def _show_visit(self, visit: Visit | None) -> None:
        self._pane.setVisible(bool(self._model.rows))
        if visit is None or self._list is None:
            self._pane.show_parts([Label("Choose a visitor to see the whole visit.", look="muted", wrap=True)])
            return
        group = tuple(one for one in self._list.visits if one.meeting is visit.meeting)
        self._pane.show_parts(visit_parts(visit, group, site=self._site, theme=self._theme, choose=self._table.choose))
