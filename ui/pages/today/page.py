"""*Today*: who comes on a day, found by typing, checked in and out, with the whole visit of the one in hand."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.statistics.period import Period
from app.models.visit_row import Status, VisitRow
from app.models.visits.visit_filter import VisitFilter
from app.services.notices.notices import Notices
from app.services.site import Site
from app.services.visits.day import Day
from app.services.visits.history import VisitorHistory
from app.services.visits.other_days import OtherDays
from app.services.visits.period_visits import PeriodVisits
from ui.pages.today.dates.date_nav import DateNav
from ui.pages.today.day.actions import DayActions
from ui.pages.today.day.empty import TodayEmpty
from ui.pages.today.day.filters import TodayFilters
from ui.pages.today.day.footer import TodayFooter
from ui.pages.today.day.listing import DayListing
from ui.pages.today.day.table import DayTable
from ui.pages.today.in_hand import InHand
from ui.pages.today.layout import lay_out_today
from ui.pages.today.other_views import OtherViews
from ui.pages.today.shown_day import ShownDay
from ui.pages.today.visit.answers_given import AnswersOf
from ui.pages.today.visit.pane import VisitPane
from ui.pages.today.visit.terms_signed import SignaturesOf
from ui.reception.changes.meeting_actions import MeetingActions
from ui.reception.check_in_actions import CheckInActions
from ui.reception.paper.list_paper import ListPaper
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.search_field import SearchField
from ui.widgets.minute_clock import MinuteClock


class TodayPage(Page):
    """`first_start` is a desk on its own empty server: its empty state offers a sample day and a server. `mails` says
    whether hosts are told by mail: then each row says whether that was done.

    `edit_requested` carries an operation that the server refused, to be edited and resent; `badges_requested` the
    visits whose badges are to be printed, `badges_at_once_requested` without a look at them; `problem_requested` the id
    of the visit at which something is wrong, and whose it is.
    """

    entry = screens.TODAY

    sample_requested = Signal()
    edit_requested = Signal(object)
    walk_in_requested = Signal()
    badges_requested = Signal(object)
    badges_at_once_requested = Signal(object)
    forget_requested = Signal(object)
    problem_requested = Signal(str, object)

    def __init__(
        self,
        *,
        day: Day,
        other_days: OtherDays,
        period_visits: PeriodVisits,
        check_in_actions: CheckInActions,
        meeting_actions: MeetingActions,
        signatures_of: SignaturesOf,
        answers_of: AnswersOf,
        history: VisitorHistory,
        notices: Notices,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        first_start: bool,
        mails: bool = False,
        on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check_in_actions = check_in_actions
        self._meeting_actions = meeting_actions
        self._day = day
        self._tasks = tasks
        self._site = site
        self._theme = theme
        self._today = site.today()
        self._listing = DayListing(day=day, tasks=tasks, on=on or self._today, parent=self)
        self._date_nav = DateNav(today=site.today, theme=theme, page=self)
        self._search = SearchField("Search", theme=theme)
        self._filters = TodayFilters(site=site, theme=theme)
        self._walk_in = Button("Walk-in", theme=theme, icon="walk-in", hint="F2")
        self._paper = ListPaper(
            lambda: self._shown.sheet(), tasks=tasks, theme=theme, page=self, print_keys="Ctrl+Shift+P"
        )
        self._table = DayTable(site=site, tells_hosts=lambda: mails or notices.of_arrivals, theme=theme)
        self._empty = TodayEmpty(first_start=first_start, site=site, tasks=tasks, theme=theme)
        self._pane = VisitPane(
            day=day,
            signatures_of=signatures_of,
            meeting_actions=meeting_actions,
            answers_of=answers_of,
            history=history,
            notices=notices,
            may_take_back=check_in_actions.may_take_back,
            site=site,
            tasks=tasks,
            theme=theme,
            mails=mails,
        )
        self._footer = TodayFooter(tools=self._paper.buttons(), site=site, theme=theme)
        stack = lay_out_today(
            self,
            tools=(self._search, self._filters, self._walk_in),
            table=self._table,
            empty=self._empty,
            footer=self._footer,
            pane=self._pane,
            theme=theme,
        )
        self._views = OtherViews(
            stack,
            search=self._search,
            table=self._table,
            empty=self._empty,
            footer=self._footer,
            shown=lambda: self._listing.date,
            paper=self._paper,
            contact_entries=lambda visits: self._actions.contact_entries(visits),
            other_days=other_days,
            period_visits=period_visits,
            site=site,
            tasks=tasks,
            theme=theme,
            page=self,
        )
        self._in_hand = InHand(
            table=self._table,
            pane=self._pane,
            listed=lambda: self._listing.rows,
            in_sight=lambda: self._views.current is None,
            parent=self,
        )
        self._shown = ShownDay(
            stack,
            listing=self._listing,
            search=self._search,
            filters=self._filters,
            walk_in=self._walk_in,
            table=self._table,
            empty=self._empty,
            footer=self._footer,
            views=self._views,
            in_hand=self._in_hand,
            site=site,
            parent=self,
        )
        self._connect()
        self._show_date()
        self._shown.show_list()
        self._table.choose_next_to_come()

    def header_part(self) -> QWidget:
        return self._date_nav

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._listing.rows is not None and self._pane.is_whole()

    def open(self) -> None:
        self._listing.load()

    def take_focus(self) -> None:
        self.start_search()  # a receptionist starts with a name

    def refresh(self) -> None:
        self._listing.load()
        self._views.refresh()

    def keep_fresh(self) -> None:
        self._listing.keep_fresh()
        self._views.keep_fresh()

    def start_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def start_editing(self) -> None:
        self._actions.edit_in_hand()

    def show_meeting(self, starts: date, meeting_id: str) -> None:
        """Goes to the day of a meeting that was just made, and to its first visitor once the list has it."""
        self._in_hand.await_meeting(meeting_id)
        self._shown.show_everybody()
        self._go(starts)

    def show_day(self, day: date, *, status: Status | None = None, chosen: VisitFilter | None = None) -> None:
        """Goes to a day, to those alone with whom it stands so, or whom `chosen` lets through."""
        self._search.clear()
        self._filters.choose(status)
        self._filters.narrow(chosen)
        self._step_to(day)

    def show_period(self, period: Period, chosen: VisitFilter) -> None:
        """Lists those of several days whom `chosen` lets through."""
        self._views.list_period(period, chosen)

    def show_visit(self, visit: VisitRow) -> None:
        """Goes to a visit, as when its badge was read."""
        self._views.close_view()
        if visit.day != self._listing.date:
            self._go(visit.day)
        self._in_hand.await_nobody()
        if not self._table.choose(visit.key):
            self._shown.show_everybody()
            if not self._table.choose(visit.key):
                self._in_hand.await_visit(visit.key)

    def _connect(self) -> None:
        self._listing.taken.connect(lambda first: self._in_hand.take_list(self._shown.show_list, first=first))
        self._listing.answered.connect(self.answered)
        self._date_nav.stepped.connect(lambda days: self._step_to(self._listing.date + timedelta(days=days)))
        self._date_nav.day_chosen.connect(self._step_to)
        self._search.went_down.connect(self._table.choose_first)
        self._walk_in.clicked.connect(self.walk_in_requested)
        self._paper.done.connect(self.put_out)
        self._site.on_change(self._on_site_changed)
        self._connect_pane()
        self._empty.walk_in_requested.connect(self.walk_in_requested)
        self._empty.sample_requested.connect(self.sample_requested)
        self._empty.connect_requested.connect(lambda: self.wants.emit(screens.SETTINGS.name))
        self._empty.invite_requested.connect(lambda: self.wants.emit(screens.NEW_MEETING.name))
        self._views.visit_opened.connect(self.show_visit)
        self._views.day_chosen.connect(self._step_to)
        self._date_nav.week_requested.connect(self._views.turn_week)
        self._empty.again_requested.connect(self._listing.load)
        self._theme.changed.connect(self._pane.draw_anew)
        MinuteClock(self._site.now, parent=self).turned.connect(self._on_clock)

    def _connect_pane(self) -> None:
        self._pane.check_in_requested.connect(self._check_in_actions.check_in)
        self._pane.check_out_requested.connect(self._check_in_actions.check_out)
        self._pane.change_requested.connect(lambda entry, visit: entry.do(visit))
        self._pane.take_back_requested.connect(self._check_in_actions.take_back_check_in)
        self._pane.host_called.connect(self._check_in_actions.host_called)
        self._pane.tell_again_requested.connect(self._check_in_actions.tell_host_again)
        self._pane.forget_requested.connect(self.forget_requested)
        self._pane.edit_requested.connect(self.edit_requested)
        self._pane.decision_requested.connect(self._meeting_actions.decide)
        self._pane.member_chosen.connect(self._shown.show_member)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._walk_in.click)
        self._actions = DayActions(
            table=self._table,
            check_in_actions=self._check_in_actions,
            meeting_actions=self._meeting_actions,
            day=self._day,
            site=self._site,
            tasks=self._tasks,
            theme=self._theme,
            page=self,
        )
        self._actions.badges_requested.connect(self.badges_requested)
        self._actions.badges_at_once_requested.connect(self.badges_at_once_requested)
        self._actions.said.connect(lambda words: self.done.emit(words, None))
        self._pane.badges_requested.connect(self._actions.print)
        for at in (self._actions.problem_requested, self._pane.problem_requested):
            at.connect(lambda visit: self.problem_requested.emit(visit.id, visit.person()))

    # Which day

    def _step_to(self, day: date) -> None:
        self._in_hand.await_nobody()
        self._go(day)

    def _go(self, day: date) -> None:
        self._views.close_view()
        self._listing.go(day)
        self._show_date()

    def _show_date(self) -> None:
        self._date_nav.show_date(self._listing.date, is_today=self._listing.date == self._today)

    def _on_clock(self) -> None:
        """The Now line moves, statuses change, and at midnight a desk that shows today goes on to the new one.

        So it does when the server tells the site's zone, and it is another day there than the PC believed.
        """
        before, self._today = self._today, self._site.today()
        if self._listing.date == before != self._today:
            self._go(self._today)
        else:
            self._show_date()
        self._shown.show_list()
        self._table.viewport().update()
        self._pane.renew()

    def _on_site_changed(self) -> None:
        """Times are read in another zone now."""
        self._table.repaint_all()
        self._pane.draw_anew()
        self._on_clock()
