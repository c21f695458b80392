"""*Tickets*: what is broken, who has it and what is overdue; and the form that reports something new."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models.drafts import TicketDraft
from app.models.notices.ways import Ways
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Operation
from app.services.drafts import Drafts
from app.services.notices.notices import Notices
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import Tickets
from app.services.tickets.views import SavedViews
from ui.pages.tickets.board.board import TicketBoard
from ui.pages.tickets.board.list_or_board import ListOrBoard
from ui.pages.tickets.board.steps import CardSteps
from ui.pages.tickets.detail.loader import DetailLoader
from ui.pages.tickets.detail.pane import TicketPane
from ui.pages.tickets.detail.thumbnails import Thumbnails
from ui.pages.tickets.form.form import TicketForm
from ui.pages.tickets.in_hand import TicketInHand
from ui.pages.tickets.list.empty import TicketEmpty
from ui.pages.tickets.list.filters import TicketFilters
from ui.pages.tickets.list.listing import TicketListing
from ui.pages.tickets.list.pager import Pager
from ui.pages.tickets.list.paper import TicketPaper
from ui.pages.tickets.list.table import TicketTable
from ui.pages.tickets.list.views import ViewsButton
from ui.pages.tickets.work.actions import TicketListActions
from ui.pages.tickets.work.files import TicketFiles
from ui.pages.tickets.work.forms import TicketForms
from ui.pages.tickets.work.keys import TicketKeys
from ui.reception.notices.told import ToldInHand
from ui.reception.tickets.ticket_actions import TicketActions
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.layout.list_and_detail import ListAndDetail
from ui.widgets.minute_clock import MinuteClock


class TicketsPage(Page):
    """`edit_requested` carries an operation that the server refused, to be edited and resent; `visit_requested` the
    visit at which a ticket was reported."""

    entry = screens.TICKETS

    edit_requested = Signal(object)
    visit_requested = Signal(object)

    def __init__(
        self,
        *,
        tickets: Tickets,
        views: SavedViews,
        drafts: Drafts,
        site: Site,
        contacts: Contacts,
        tasks: Tasks,
        theme: Theme,
        actions: TicketActions,
        names_as_ids: Callable[[], bool],
        ways: Callable[[], Ways],
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._listing = TicketListing(tickets=tickets, tasks=tasks, parent=self)
        self._table = TicketTable(site=site, theme=theme)
        self._empty = TicketEmpty(theme=theme)
        steps = CardSteps(actions=actions, parent=self)
        steps.refused.connect(self.notice_requested)
        board = TicketBoard(
            table=self._table,
            steps=steps,
            words=tickets.words,
            query=lambda: self._listing.query,
            site=site,
            theme=theme,
        )
        board.menu_requested.connect(self._table.menu_requested)
        self._middle = ListOrBoard(table=self._table, board=board, empty=self._empty, theme=theme)
        self._saved_views = ViewsButton(
            views=views,
            tickets=tickets,
            query=lambda: self._filters.query,
            actions=actions,
            contacts=contacts,
            tasks=tasks,
            theme=theme,
        )
        self._filters = TicketFilters(
            words=tickets.words,
            ours=lambda: not actions.why_not,
            views=self._saved_views,
            board=self._middle.toggle,
            contacts=contacts,
            site=site,
            tasks=tasks,
            theme=theme,
        )
        self._saved_views.chosen.connect(self._filters.show_query)
        self._paper = TicketPaper(
            tickets=tickets, listing=self._listing, site=site, tasks=tasks, theme=theme, page=self
        )
        self._pager = Pager(tools=self._paper.buttons(), site=site, theme=theme)
        self._small_forms = TicketForms(
            tickets=tickets,
            actions=actions,
            drafts=drafts,
            contacts=contacts,
            ways=ways,
            site=site,
            tasks=tasks,
            theme=theme,
            parent=self,
        )
        self._actions = TicketListActions(
            table=self._table,
            actions=actions,
            forms=self._small_forms,
            files=TicketFiles(tickets=tickets, actions=actions, tasks=tasks, parent=self),
            whole=tickets.whole,
            words=tickets.words,
            parent=self,
        )
        self._pane = TicketPane(
            whole=tickets.whole,
            actions=self._actions,
            thumbnails=Thumbnails(tickets=tickets, tasks=tasks, theme=theme, parent=self),
            told=ToldInHand(notices=notices, tasks=tasks, parent=self),
            site=site,
            theme=theme,
        )
        self._in_hand = TicketInHand(
            table=self._table,
            pane=self._pane,
            loader=DetailLoader(tickets=tickets, tasks=tasks, parent=self),
            listing=self._listing,
            search=self._filters.search_for,
            parent=self,
        )
        self._form = TicketForm(
            tickets=tickets,
            drafts=drafts,
            site=site,
            contacts=contacts,
            tasks=tasks,
            theme=theme,
            ours=lambda: not actions.why_not,
            names_as_ids=names_as_ids,
            ways=ways,
        )
        self._lay_out(theme)
        TicketKeys(actions=self._actions, table=self._table, view=self._list_view)
        self._connect(actions, site)
        self._show_state()

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._listing.rows is not None and not self._listing.underway and not self._listing.failure

    def open(self) -> None:
        self._listing.load()

    def take_focus(self) -> None:
        if self._views.currentWidget() is self._form:
            super().take_focus()
        else:
            self.start_search()

    def refresh(self) -> None:
        self._listing.load()

    def keep_fresh(self) -> None:
        self._listing.keep_fresh()

    def start_search(self) -> None:
        if self._views.currentWidget() is not self._form:
            self._filters.search.setFocus()
            self._filters.search.selectAll()

    def start_new(self) -> None:
        """Shows the form, with what was entered before."""
        self._views.setCurrentWidget(self._form)
        self._form.start()

    def report(self, draft: TicketDraft) -> None:
        """Shows the form with what is filled in already."""
        self._views.setCurrentWidget(self._form)
        self._form.report(draft)

    def show_query(self, query: TicketQuery) -> None:
        """Shows the list with these filters."""
        self._views.setCurrentWidget(self._list_view)
        self._filters.show_query(query)

    def show_ticket(self, ticket: str) -> None:
        """Shows the list with the ticket of that id in hand."""
        self._views.setCurrentWidget(self._list_view)
        self._in_hand.go_to(ticket)

    def edit(self, operation: Operation) -> None:
        """Shows the form with what this desk entered before, to be sent in its place."""
        self._views.setCurrentWidget(self._form)
        self._form.edit(operation)

    def start_editing(self) -> None:
        if self._views.currentWidget() is self._list_view:
            self._actions.edit()

    async def put_down(self) -> None:
        await self._form.put_down()
        await self._small_forms.put_down()

    def _lay_out(self, theme: Theme) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._middle, 1)
        column.addWidget(self._pager)
        self._list_view = ListAndDetail(left, self._pane, rows=self._table, theme=theme)
        self._middle.switched.connect(lambda: self._pane.follow(self._middle.rows))
        self._views = QStackedWidget()
        self._views.addWidget(self._list_view)
        self._views.addWidget(self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)

    def _connect(self, actions: TicketActions, site: Site) -> None:
        self._filters.changed.connect(self._ask)
        self._filters.search.went_down.connect(self._middle.take_focus)
        self._pager.page_size_changed.connect(self._ask)
        self._pager.page_requested.connect(self._ask)
        self._paper.done.connect(self.put_out)
        for new in (self._filters.new_requested, self._empty.new_requested, self._actions.new_requested):
            new.connect(self.start_new)
        self._empty.clear_requested.connect(self._filters.clear)
        self._empty.again_requested.connect(self._listing.load_again)
        for edit in (self._pane.edit_requested, self._actions.edit_requested):
            edit.connect(self.edit_requested)
        self._pane.decision_requested.connect(actions.decide)
        self._pane.visit_chosen.connect(self.visit_requested)
        self._table.selection_changed.connect(self._pane.update_words)
        self._form.left.connect(self._close_form)
        self._form.created.connect(self._on_created)
        self._listing.taken.connect(self._on_taken)
        self._listing.changed.connect(self._show_state)
        self._listing.answered.connect(self.answered)
        site.on_change(self._on_clock)
        MinuteClock(site.now, parent=self).turned.connect(self._on_clock)

    # The list

    def _ask(self, page: int = 1) -> None:
        """Asks for a page of what the filters let through."""
        self._listing.ask(replace(self._filters.query, page=page, page_size=self._pager.page_size))

    def _on_taken(self) -> None:
        tickets = self._listing.rows
        if tickets is not None and tickets.heard_at and not tickets.first and tickets.last_page < tickets.query.page:
            self._ask(tickets.last_page)
            return
        self._filters.show_words()
        self._middle.show_tickets(tickets.rows if tickets else ())
        self._show_state()
        self._in_hand.choose()

    def _show_state(self) -> None:
        """The list while it is what was asked for; else what became of it. An empty list only when it is empty."""
        tickets, failure = self._listing.rows, self._listing.failure
        if tickets is not None:
            self._pager.show_list(tickets, failed=bool(failure))
        else:
            self._pager.show_none("" if failure else "Loading…")
        shown = bool(self._table.tickets) and (tickets is not None or not failure)
        if not shown:
            self._empty.explain(tickets, filtered=self._filters.filters_anything(), failure=failure)
        self._middle.show_state(shown=shown)
        self._pane.setVisible(shown)

    def _on_clock(self) -> None:
        self._middle.repaint_all()
        self._pane.update_words()
        self._show_state()

    # The form

    def _close_form(self) -> None:
        self._views.setCurrentWidget(self._list_view)
        self._middle.take_focus()

    def _on_created(self, operation: str) -> None:
        """Shows the new ticket in hand: filters that might hide it are taken away."""
        self._in_hand.choose_later(operation)
        self._close_form()
        self._filters.start_over()
        self._ask()
        self._in_hand.choose()
        self.saved.emit("Ticket saved. It is sent by itself.", operation)
