"""The pane beside the list: the visitor in hand, what can be done with them, and everything known of the visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.operations import State
from app.models.visit_row import VisitRow
from app.services.notices.notices import Notices
from app.services.site import Site
from app.services.visits.day import Day
from app.services.visits.history import VisitorHistory
from app.services.visits.visit import Visit
from ui.pages.today.visit.actions import TodayActions
from ui.pages.today.visit.answers_given import AnswersOf
from ui.pages.today.visit.changing import changing_part
from ui.pages.today.visit.drawn import Drawn, may_do, read_for, told_of
from ui.pages.today.visit.given import Given
from ui.pages.today.visit.group import group_part
from ui.pages.today.visit.heading import VisitHeading
from ui.pages.today.visit.history import history_part
from ui.pages.today.visit.several import several_parts
from ui.pages.today.visit.terms_signed import SignaturesOf, TermsSigned
from ui.pages.today.visit.times import times_part
from ui.reception.changes.meeting_actions import MeetingActions, may_be_changed
from ui.reception.notices.host_notice import host_notice_part, may_call, no_mail_words
from ui.reception.notices.part import notices_part
from ui.reception.notices.told import ToldInHand
from ui.reception.pending_notice import unsent_part
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, section
from ui.widgets.labels import Label
from ui.widgets.layout.slot import Slot


class VisitPane(DetailPane):
    """Requests carry a list of visits, `problem_requested` the one in hand; `member_chosen` the key of another of the
    group; `change_requested` a way of changing the meeting, and the visit in hand; `host_called` those of the group of
    whom the host was told, and what who called noted; `tell_again_requested` the visit in hand, of which the host
    doesn't know. `mails` says whether this desk tells hosts by mail.

    How it stands with the visit in hand is drawn at once, from its row; the whole visit is read, and follows. After
    that only what differs is drawn: nobody loses what they read or selected.
    """

    check_in_requested = Signal(object)
    check_out_requested = Signal(object)
    badges_requested = Signal(object)
    forget_requested = Signal(object)
    edit_requested = Signal(object)
    decision_requested = Signal(object)
    member_chosen = Signal(object)
    change_requested = Signal(object, object)
    host_called = Signal(object, str)
    tell_again_requested = Signal(object)
    problem_requested = Signal(object)
    take_back_requested = Signal(object)

    def __init__(
        self,
        *,
        day: Day,
        signatures_of: SignaturesOf,
        meeting_actions: MeetingActions,
        answers_of: AnswersOf,
        history: VisitorHistory,
        notices: Notices,
        may_take_back: Callable[[VisitRow], bool],
        site: Site,
        tasks: Tasks,
        theme: Theme,
        mails: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Visit", theme=theme, parent=parent)
        self._day = day
        self._meeting_actions = meeting_actions
        self._history = history
        self._may_take_back = may_take_back
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._mails = mails
        self._notices = notices
        self._row: VisitRow | None = None
        self._group: tuple[VisitRow, ...] = ()
        self._several: tuple[VisitRow, ...] = ()
        self._drawn: Drawn | None = None
        self._typed_notes: dict[str, str] = {}
        self._empty = True
        self._told = ToldInHand(notices=notices, tasks=tasks, parent=self)
        self._told.changed.connect(self._show_notices)
        self._given = Given(self, signatures_of=signatures_of, answers_of=answers_of, tasks=tasks, theme=theme)

    def show_visit(self, row: VisitRow | None, group: tuple[VisitRow, ...]) -> None:
        """`group` is everybody of the same meeting, the visitor in hand among them."""
        self._row, self._group, self._several = row, group, ()
        self._told.show(told_of(row))
        if row is None:
            if self._drawn is not None or self._empty:
                self._drawn, self._empty = None, False
                self._given.forget()
                self.show_parts([Label("Choose a visitor to see the whole visit.", variant="muted", wrap=True)])
        elif self._drawn is None or self._drawn.key != row.key:
            self._draw(row)
        else:
            self._show_state(self._drawn, row)
            if self._drawn.read_for != read_for(row):
                self._drawn.read_for = read_for(row)
                self._tasks.start(self._show_whole(self._drawn, row))

    def show_several(self, rows: Sequence[VisitRow]) -> None:
        """So many are in hand at once."""
        if self._several != (several := tuple(rows)):
            self._drawn, self._row, self._empty = None, None, True
            self._told.show(None)
            self._given.forget()
            same, self._several = bool(self._several), several
            self._draw_several(keep_scroll=same)

    def shows(self, row: VisitRow) -> bool:
        """Whether it is this visit, as it stands now or as it stood."""
        return self._drawn is not None and self._drawn.key == row.key

    def draw_anew(self) -> None:
        """The look or the site's zone is another."""
        if self._row is not None:
            self._draw(self._row)
        elif self._several:
            self._draw_several(keep_scroll=True)

    def is_whole(self) -> bool:
        """Whether everything of the visit in hand is drawn."""
        return self._row is None or (self._drawn is not None and self._drawn.whole)

    def renew(self) -> None:
        """The clock went on."""
        if self._drawn is not None:
            self._drawn.who.renew()
            self._show_group(self._drawn)
        elif self._several:
            self._draw_several(keep_scroll=True)

    def _draw_several(self, *, keep_scroll: bool) -> None:
        parts = several_parts(
            self._several,
            site=self._site,
            theme=self._theme,
            check_in=self.check_in_requested.emit,
            check_out=self.check_out_requested.emit,
            badges=self.badges_requested.emit,
        )
        self.show_parts(parts, keep_scroll=keep_scroll)

    def _draw(self, row: VisitRow) -> None:
        same = self._drawn is not None and self._drawn.key == row.key
        drawn = self._drawn = Drawn(
            key=row.key,
            read_for=read_for(row),
            who=VisitHeading(row, site=self._site, theme=self._theme),
            terms=TermsSigned(name=row.name, site=self._site, theme=self._theme),
        )
        top = section(drawn.who, drawn.actions, drawn.unsent, drawn.terms)
        parts = [
            top,
            drawn.times,
            drawn.answers,
            drawn.details,
            drawn.notices,
            drawn.changing,
            drawn.group,
            drawn.history,
            drawn.last,
        ]
        self.show_parts(parts, keep_scroll=same)
        if same:
            self._given.show_again(drawn)
            self._show_notices()
        self._show_state(drawn, row)
        self._tasks.start(self._show_whole(drawn, row))

    async def _show_whole(self, drawn: Drawn, row: VisitRow) -> None:
        visit = await self._day.whole(row)
        if drawn is not self._drawn or drawn.read_for != read_for(row) or self._row is None:
            return  # another is in hand by now, or something else is known of this one
        from ui.pages.today.visit.detail import (
            visit_parts,  # it stands on the models, which the first window doesn't need
        )

        drawn.whole, drawn.operation, drawn.host_notice = True, visit.operation, Slot()
        drawn.who.show_function(visit.visitor.function if visit.visitor else "")
        ways, notice = self._notices.ways(), drawn.host_notice
        parts = visit_parts(visit, ways=ways, site=self._site, theme=self._theme, host_notice=notice)
        drawn.no_mail = no_mail_words(visit.meeting.host) if visit.meeting else ""
        drawn.host_notice.show_one(self._host_notice(drawn, self._row))
        self.show_in(drawn.details, *parts)
        self.show_in(drawn.unsent, self._unsent(drawn, self._row))
        self.show_in(drawn.last, self._last(visit) if visit.visitor is not None else None)
        if visit.visitor is not None and not drawn.history_read:
            drawn.history_read = True
            await self._show_history(drawn, row, visit.visitor.email, whole=False)

    async def _show_history(self, drawn: Drawn, row: VisitRow, email: str, *, whole: bool) -> None:
        """`whole` also asks our own server: by hand, since it reads all that it has."""
        history = await (self._history.whole(row, email) if whole else self._history.of(row, email))

        def ask() -> None:
            self._tasks.start(self._show_history(drawn, row, email, whole=True))

        if drawn is self._drawn:  # else another is in hand by now
            can = self._history.server_tells and not whole
            part = history_part(history, ask_server=ask if can else None, site=self._site, theme=self._theme)
            self.show_in(drawn.history, part)

    def _show_notices(self) -> None:
        if self._drawn is not None:
            part = notices_part(self._told, site=self._site, theme=self._theme)
            self.show_in(self._drawn.notices, part)

    def _show_state(self, drawn: Drawn, row: VisitRow) -> None:
        before, drawn.shown = drawn.shown, row
        if before != row:
            drawn.who.show_row(row)
        if row.invited and (before is None or may_do(before) != may_do(row)):
            self.show_in(drawn.actions, self._actions(row))
        if before is None or may_be_changed(before) != may_be_changed(row):
            self.show_in(drawn.changing, self._changing(row) if may_be_changed(row) else None)
        if before is None or before.waiting != row.waiting:
            self.show_in(drawn.unsent, self._unsent(drawn, row))
        if before is not None and before.arrival != row.arrival:
            self.show_in(drawn.host_notice, self._host_notice(drawn, row))
        self._show_group(drawn)
        if before is None or before.arrival != row.arrival:
            self.show_in(drawn.times, self._times(row))
        self._given.show(drawn, row)

    def _actions(self, row: VisitRow) -> QWidget:
        actions = TodayActions(row, may_come=row.day == self._site.today() and row.cancelled is None, theme=self._theme)
        actions.check_in_requested.connect(lambda: self.check_in_requested.emit([self._row]))
        actions.check_out_requested.connect(lambda: self.check_out_requested.emit([self._row]))
        actions.badge_requested.connect(lambda: self.badges_requested.emit([self._row]))
        return actions

    def _times(self, row: VisitRow) -> QWidget | None:
        return times_part(
            row,
            may_take_back=self._may_take_back(row),
            take_back=lambda: self.take_back_requested.emit([self._row]),
            site=self._site,
            theme=self._theme,
        )

    def _changing(self, row: VisitRow) -> QWidget:
        return changing_part(
            row,
            self._meeting_actions,
            do=lambda entry: self.change_requested.emit(entry, self._row),
            theme=self._theme,
        )

    def _host_notice(self, drawn: Drawn, row: VisitRow) -> QWidget | None:
        can_mail = self._mails or self._notices.of_arrivals
        return host_notice_part(
            row,
            no_mail=drawn.no_mail,
            server_tells=self._notices.of_arrivals,
            others_read=self._notices.exist,
            typed=self._typed_notes,
            site=self._site,
            theme=self._theme,
            called=lambda note: self._call(row, note),
            tell_again=(lambda: self.tell_again_requested.emit(self._row)) if can_mail else None,
        )

    def _call(self, row: VisitRow, note: str) -> None:
        """Who is called hears of all of the group who are in."""
        tells = self._notices.of_arrivals
        others = [one for one in self._group if one.key != row.key and may_call(one, server_tells=tells)]
        self._typed_notes.pop(row.key, None)
        self.host_called.emit([row, *others], note)

    def _unsent(self, drawn: Drawn, row: VisitRow) -> QWidget | None:
        if row.waiting is None:
            return None
        known = drawn.operation if drawn.operation and drawn.operation.id == row.waiting.operation else None
        if known and known.state is State.SENT:
            return None  # the row that says so is on its way
        return unsent_part(
            row.waiting.state,
            known,
            theme=self._theme,
            edit=self.edit_requested.emit,
            decide=self.decision_requested.emit,
        )

    def _show_group(self, drawn: Drawn) -> None:
        """As it stands with each by now."""
        now = self._site.now()
        standing = tuple((one.key, one.arrival, one.status(now)) for one in self._group)
        if self._row is not None and self._row.group > 1 and standing != drawn.standing:
            drawn.standing = standing
            part = group_part(
                self._row,
                self._group,
                site=self._site,
                theme=self._theme,
                choose=self.member_chosen.emit,
                check_in=self.check_in_requested.emit,
            )
            self.show_in(drawn.group, part)

    def _last(self, visit: Visit) -> QWidget:
        """What is rarely wanted."""
        report = Button("Report a problem", theme=self._theme, variant="link", icon="tickets", hint="Ctrl+T")
        report.clicked.connect(lambda: self.problem_requested.emit(self._row))
        forget = Button("Forget this visitor", theme=self._theme, variant="link")
        forget.clicked.connect(lambda: self.forget_requested.emit(visit))
        return section(report, forget)
