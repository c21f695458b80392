"""*Waiting changes*: all that was entered here and isn't known to be at the server, and what to do about each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import OnItsWay, StillOnSite
from app.models.contacts import Named
from app.models.operations import Operation
from app.models.pending import Waiting
from app.services.connection import Connection
from app.services.notices.mailing import Mailing
from app.services.notices.notices import Notices
from app.services.outbox.pending_changes import PendingChanges, sends_by_itself
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.tickets.words import TicketWords
from ui.models.list_reader import ListReader
from ui.models.table_model import TableModel
from ui.pages.waiting.columns import columns
from ui.pages.waiting.detail import WaitingPane
from ui.pages.waiting.entered import EnteredFacts
from ui.pages.waiting.notices.view import NoticesView
from ui.pages.waiting.tabs import WaitingTabs
from ui.pages.waiting.words import NO_ARRIVALS_THERE, queue_words, why_words
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label
from ui.widgets.layout.list_and_detail import ListAndDetail
from ui.widgets.menu import open_menu
from ui.widgets.table.table import DeskTable

NOTHING = Waiting()


class WaitingPage(Page):
    """`edit_requested` carries an operation that the server doesn't have: its form is to be opened with its words.
    `decision_requested` carries a change of a meeting that met another one's, `subject_requested` a notice whose visit,
    ticket or day is to be shown.

    The operation stays here until what is sent in its place has taken its place.
    """

    entry = screens.WAITING

    edit_requested = Signal(object)
    decision_requested = Signal(object)
    subject_requested = Signal(object)

    def __init__(
        self,
        *,
        changes: PendingChanges,
        mailing: Mailing,
        connection: Connection,
        calls: ServerCalls,
        site: Site,
        words: TicketWords,
        notices: Notices,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._tabs = WaitingTabs(exist=lambda: notices.exist, theme=theme)
        self._notices = NoticesView(notices=notices, site=site, tasks=tasks, theme=theme)
        self._mailing = mailing
        self._connection = connection
        self._calls = calls
        self._tasks = tasks
        self._reader: ListReader[Waiting] = ListReader(changes.waiting, tasks=tasks, parent=self)
        self._named = Named()
        self._entered = EnteredFacts(site=site, words=words, waiting=self._waiting)
        self._model: TableModel[Operation] = TableModel(
            columns=columns(site, self._entered), key=lambda operation: operation.id, parent=self
        )
        self._table = DeskTable(name="Waiting changes", model=self._model, theme=theme, row_height=56)
        self._pane = WaitingPane(site=site, entered=self._entered, theme=theme)
        self._count, self._reason = Label(variant="section", wrap=True), Label(variant="muted", wrap=True)
        self._try = Button("Try now", theme=theme, icon="refresh", variant="bar")
        self._lay_out(theme)
        self._connect(site)
        self._tabs.weigh()
        self._show()
        self._reader.read()

    def ready(self) -> bool:
        return self._reader.rows is not None

    def open(self) -> None:
        """The oldest is in hand, ready for the arrow keys."""
        self._tabs.weigh()
        if self._tabs.notices:
            self._notices.open()
            return
        self._notices.look()
        if self._table.chosen_row() is None and self._model.rows:
            self._table.choose(self._model.key_at(0))
        self._table.setFocus()

    def _lay_out(self, theme: Theme) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self._count)
        heading.addWidget(self._reason)
        bar = QFrame()
        bar.setObjectName("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(heading, 1)
        row.addWidget(self._try)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._table, 1)
        self._list = ListAndDetail(left, self._pane, rows=self._table, theme=theme)
        self._empty = EmptyState(theme=theme)
        self._views = QStackedWidget()
        self._views.addWidget(self._list)
        self._views.addWidget(self._empty)
        self._tabbed = QStackedWidget()
        self._tabbed.addWidget(self._views)
        self._tabbed.addWidget(self._notices)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._tabs)
        whole.addWidget(self._tabbed)

    def _connect(self, site: Site) -> None:
        self._reader.taken.connect(self._on_taken)
        self._changes.on_change(self._reader.read)
        self._connection.on_change(self._show)
        self._connection.on_change(self._tabs.weigh)
        self._tabs.changed.connect(self._on_tab)
        self._notices.subject_requested.connect(self.subject_requested)
        self._notices.counted.connect(self._tabs.count)
        site.on_change(self._repaint)
        self._try.clicked.connect(self._changes.try_now)
        self._try.clicked.connect(self._mailing.wake)
        self._table.row_chosen.connect(lambda _: self._show_change())
        self._table.menu_requested.connect(self._on_menu)
        self._pane.edit_requested.connect(self.edit_requested)
        self._pane.decision_requested.connect(self.decision_requested)
        self._pane.discard_confirmed.connect(lambda one: self._tasks.start(self._discarded(one)))
        self._pane.adopt_requested.connect(lambda one, made: self._tasks.start(self._adopted(one, made)))
        self._pane.resend_requested.connect(lambda one: self._tasks.start(self._changes.resend(one.id)))

    def _on_tab(self) -> None:
        self._tabbed.setCurrentIndex(1 if self._tabs.notices else 0)
        if self._tabs.notices:
            self._notices.open()

    def _on_menu(self, place: QPoint) -> None:
        open_menu([*self._pane.entries(), None, self._table.copy_entry()], place, parent=self._table)

    def _waiting(self) -> Waiting:
        return self._reader.rows or NOTHING

    @property
    def _pending(self) -> tuple[Operation, ...]:
        return self._waiting().operations

    def _on_taken(self) -> None:
        self._show()
        if self._named != (named := self._waiting().named):  # also what waits as before says another name
            self._named = named
            self._repaint()

    def _show(self) -> None:
        pending = self._pending
        self._model.show(pending)
        known = self.ready()
        count, reason = queue_words(self._waiting(), self._connection, self._mailing.trouble) if known else ("", "")
        apart = f" {NO_ARRIVALS_THERE}" if self._calls.exist is False else ""
        self._count.setText(count)
        self._reason.setText(reason + apart)
        self._empty.say("Nothing waits", apart.strip() or "Everything you entered is on the server.")
        self._try.setEnabled(any(map(sends_by_itself, pending)))
        self._views.setCurrentIndex(0 if pending or not known else 1)
        if self._table.chosen_row() is None and pending:
            self._table.choose(pending[0].id)
        self._show_change()

    def _show_change(self) -> None:
        operation = self._table.chosen_row()
        if operation is None:
            self._pane.show_change(None)
        else:
            state, trouble = self._connection.state, self._mailing.trouble
            self._pane.show_change(operation, why_words(operation, self._waiting(), state, trouble))

    def _repaint(self) -> None:
        self._model.repaint_all()
        self._pane.draw()

    async def _discarded(self, operation: Operation) -> None:
        try:
            await self._changes.discard(operation.id)
        except OnItsWay:
            self.notice_requested.emit(
                f"“{self._entered.title(operation)}” was on its way already, so it was not discarded."
            )
        except StillOnSite:
            title = self._entered.title(operation)
            self.notice_requested.emit(
                f"“{title}” was not discarded: a visitor of it is on site. Check them out first."
            )
        self._table.setFocus()

    async def _adopted(self, operation: Operation, made: str) -> None:
        self._pane.set_underway(operation.id)
        try:
            is_there = await self._changes.adopt(operation.id, made)
        finally:
            self._pane.set_underway("")
        if not is_there:
            self.notice_requested.emit(f"The server doesn't list {made} any more: Foyer looks again.")
