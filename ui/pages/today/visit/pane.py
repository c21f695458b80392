"""The pane beside the list: the visitor in hand, what can be done with them, and everything known of the visit."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct, field
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.operations import FOR_A_PERSON, Operation, State
from app.models.terms import Signature
from app.models.visit_events import Answer
from app.models.visit_row import NOT_COME, VisitRow
from app.services.site import Site
from app.services.visits.day import Day
from app.services.visits.visit import Visit
from ui.pages.today.visit.actions import TodayActions
from ui.pages.today.visit.answers_given import AnswersOf, answers_part
from ui.pages.today.visit.changing import changing_part
from ui.pages.today.visit.group import group_part
from ui.pages.today.visit.heading import VisitHeading, host_notice_part, no_mail_words
from ui.pages.today.visit.terms_signed import SignaturesOf, TermsSigned
from ui.reception.changes.meeting_actions import Entry, MeetingActions, may_be_changed
from ui.reception.pending_notice import unsent_part
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, section
from ui.widgets.labels import Label
from ui.widgets.layout.slot import Slot

Came = tuple[str, datetime | None]
"""A visit's id, and when the visitor arrived."""

NOBODY: Came = ("", None)


class Drawn(Struct):
    """What is drawn of the visit in hand. `read_for` is what its whole was read for, `shown` the row as drawn;
    `no_mail` is why no mail can go to the host."""

    key: str
    read_for: object
    who: VisitHeading
    terms: TermsSigned
    actions: Slot = field(default_factory=Slot)
    unsent: Slot = field(default_factory=Slot)
    answers: Slot = field(default_factory=Slot)
    details: Slot = field(default_factory=Slot)
    host_notice: Slot = field(default_factory=Slot)
    group: Slot = field(default_factory=Slot)
    changing: Slot = field(default_factory=Slot)
    last: Slot = field(default_factory=Slot)
    operation: Operation | None = None
    whole: bool = False
    shown: VisitRow | None = None
    standing: object = None
    no_mail: str = ""


class VisitPane(DetailPane):
    """Requests carry a list of visits, `problem_requested` the one in hand; `member_chosen` the key of another of the
    group; `host_called` and `tell_again_requested` the visit in hand, of which the host doesn't know. `mails` says
    whether hosts are told by mail.

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
    host_called = Signal(object)
    tell_again_requested = Signal(object)
    problem_requested = Signal(object)

    def __init__(
        self,
        *,
        day: Day,
        signatures_of: SignaturesOf,
        meeting_actions: MeetingActions,
        answers_of: AnswersOf,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        mails: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Visit", theme=theme, parent=parent)
        self._day = day
        self._signatures_of = signatures_of
        self._meeting_actions = meeting_actions
        self._answers_of = answers_of
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._mails = mails
        self._row: VisitRow | None = None
        self._group: tuple[VisitRow, ...] = ()
        self._drawn: Drawn | None = None
        self._empty = True
        self._asked = NOBODY
        self._signatures: tuple[Signature, ...] = ()
        self._answers: tuple[Answer, ...] = ()

    def show_visit(self, row: VisitRow | None, group: tuple[VisitRow, ...]) -> None:
        """`group` is everybody of the same meeting, the visitor in hand among them."""
        self._row, self._group = row, group
        if row is None:
            if self._drawn is not None or self._empty:
                self._drawn, self._asked, self._empty = None, NOBODY, False
                self.show_parts([Label("Choose a visitor to see the whole visit.", variant="muted", wrap=True)])
        elif self._drawn is None or self._drawn.key != row.key:
            self._draw(row)
        else:
            self._show_state(self._drawn, row)
            if self._drawn.read_for != _read_for(row):
                self._drawn.read_for = _read_for(row)
                self._tasks.start(self._show_whole(self._drawn, row))

    def shows(self, row: VisitRow) -> bool:
        """Whether it is this visit, as it stands now or as it stood."""
        return self._drawn is not None and self._drawn.key == row.key

    def draw_anew(self) -> None:
        """The look or the site's zone is another."""
        if self._row is not None:
            self._draw(self._row)

    def is_whole(self) -> bool:
        """Whether everything of the visit in hand is drawn."""
        return self._row is None or (self._drawn is not None and self._drawn.whole)

    def renew(self) -> None:
        """The clock went on."""
        if self._drawn is not None:
            self._drawn.who.renew()

    def _draw(self, row: VisitRow) -> None:
        same = self._drawn is not None and self._drawn.key == row.key
        drawn = self._drawn = Drawn(
            key=row.key,
            read_for=_read_for(row),
            who=VisitHeading(row, site=self._site, theme=self._theme),
            terms=TermsSigned(name=row.name, site=self._site, theme=self._theme),
        )
        top = section(drawn.who, drawn.actions, drawn.unsent, drawn.terms)
        parts = [top, drawn.answers, drawn.details, drawn.changing, drawn.group, drawn.last]
        self.show_parts(parts, keep_scroll=same)
        if same:
            self.show_in(drawn.answers, answers_part(self._answers, theme=self._theme))
        self._show_state(drawn, row)
        self._tasks.start(self._show_whole(drawn, row))

    async def _show_whole(self, drawn: Drawn, row: VisitRow) -> None:
        visit = await self._day.whole(row)
        if drawn is not self._drawn or drawn.read_for != _read_for(row) or self._row is None:
            return  # another is in hand by now, or something else is known of this one
        from ui.pages.today.visit.detail import (
            visit_parts,  # it stands on the models, which the first window doesn't need
        )

        drawn.whole, drawn.operation, drawn.host_notice = True, visit.operation, Slot()
        drawn.who.show_function(visit.visitor.function if visit.visitor else "")
        parts = visit_parts(visit, site=self._site, theme=self._theme, host_notice=drawn.host_notice)
        host = visit.meeting.host if visit.meeting else None
        drawn.no_mail = no_mail_words(host.email) if host else ""
        drawn.host_notice.show_one(self._host_notice(drawn, self._row))
        self.show_in(drawn.details, *parts)
        self.show_in(drawn.unsent, self._unsent(drawn, self._row))
        self.show_in(drawn.last, self._last(visit) if visit.visitor is not None else None)

    def _show_state(self, drawn: Drawn, row: VisitRow) -> None:
        before, drawn.shown = drawn.shown, row
        if before != row:
            drawn.who.show_row(row)
        if row.invited and (before is None or _may(before) != _may(row)):
            self.show_in(drawn.actions, self._actions(row))
        if before is None or may_be_changed(before) != may_be_changed(row):
            self.show_in(drawn.changing, self._changing(row) if may_be_changed(row) else None)
        if before is None or before.waiting != row.waiting:
            self.show_in(drawn.unsent, self._unsent(drawn, row))
        if before is not None and before.arrival != row.arrival:
            self.show_in(drawn.host_notice, self._host_notice(drawn, row))
        standing = tuple((one.key, one.arrival, one.cancelled) for one in self._group)
        if row.group > 1 and standing != drawn.standing:
            drawn.standing = standing
            self.show_in(drawn.group, self._group_part(row))
        self._show_given(drawn, row)

    def _actions(self, row: VisitRow) -> QWidget:
        actions = TodayActions(row, may_come=row.day == self._site.today() and row.cancelled is None, theme=self._theme)
        actions.check_in_requested.connect(lambda: self.check_in_requested.emit([self._row]))
        actions.check_out_requested.connect(lambda: self.check_out_requested.emit([self._row]))
        actions.badge_requested.connect(lambda: self.badges_requested.emit([self._row]))
        return actions

    def _changing(self, row: VisitRow) -> QWidget:
        def do(entry: Entry) -> None:
            if self._row is not None:
                entry.do(self._row)

        return changing_part(row, self._meeting_actions, do=do, theme=self._theme)

    def _host_notice(self, drawn: Drawn, row: VisitRow) -> QWidget | None:
        return host_notice_part(
            row,
            no_mail=drawn.no_mail,
            site=self._site,
            theme=self._theme,
            called=lambda: self.host_called.emit(self._row),
            tell_again=(lambda: self.tell_again_requested.emit(self._row)) if self._mails else None,
        )

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

    def _group_part(self, row: VisitRow) -> QWidget:
        return group_part(
            row,
            self._group,
            site=self._site,
            theme=self._theme,
            choose=self.member_chosen.emit,
            check_in=self.check_in_requested.emit,
        )

    def _last(self, visit: Visit) -> QWidget:
        """What is rarely wanted."""
        report = Button("Report a problem", theme=self._theme, variant="link", icon="tickets", hint="Ctrl+T")
        report.clicked.connect(lambda: self.problem_requested.emit(self._row))
        forget = Button("Forget this visitor", theme=self._theme, variant="link")
        forget.clicked.connect(lambda: self.forget_requested.emit(visit))
        return section(report, forget)

    def _show_given(self, drawn: Drawn, row: VisitRow) -> None:
        """What was signed and answered. The store is asked when another visitor is in hand who came, or the same one
        comes."""
        came = (row.id, row.arrival.arrived_at)
        if came != self._asked:
            self._asked, self._signatures, self._answers = came, (), ()
            self.show_in(drawn.answers, None)
            if row.arrival.arrived_at is not None:
                self._tasks.start(self._read_given(came))
        drawn.terms.tell(self._signatures)

    async def _read_given(self, came: Came) -> None:
        signatures, answers = await self._signatures_of(came[0]), await self._answers_of(came[0])
        if came == self._asked and self._drawn is not None:  # else another is in hand by now
            self._signatures, self._answers = signatures, answers
            self._drawn.terms.tell(signatures)
            self.show_in(self._drawn.answers, answers_part(answers, theme=self._theme))


def _read_for(row: VisitRow) -> object:
    """What the whole visit is read for; how it stands with the arrival, and what waits by itself, is drawn without."""
    stuck = row.waiting if row.waiting and row.waiting.state in FOR_A_PERSON else None
    return msgspec.structs.replace(row, arrival=NOT_COME, waits=None, id=""), stuck


def _may(row: VisitRow) -> object:
    return row.arrival.on_site, row.day, row.cancelled
