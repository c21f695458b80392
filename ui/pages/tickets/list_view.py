"""The tickets as a list or a board, with the one in hand beside it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.notices.ways import Ways
from app.models.objects.ticket_query import TicketQuery
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
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.layout.list_and_detail import ListAndDetail
from ui.widgets.minute_clock import MinuteClock


class TicketListView(QWidget):
    """`new_requested` asks for the form of a new ticket, `edit_requested` carries an operation that the server refused,
    to be edited and resent; `visit_requested` the visit at which a ticket was reported. `done` and `refused` carry
    words; `answered` says that the server gave the list."""

    new_requested = Signal()
    edit_requested = Signal(object)
    visit_requested = Signal(object)
    done = Signal(str)
    refused = Signal(str)
    answered = Signal()

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
        ways: Callable[[], Ways],
        notices: Notices,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table = TicketTable(site=site, theme=theme)
        self._empty = TicketEmpty(theme=theme)
        self._listing = TicketListing(tickets=tickets, tasks=tasks, parent=self)
        steps = CardSteps(actions=actions, parent=self)
        steps.refused.connect(self.refused)
        board = TicketBoard(table=self._table, steps=steps, site=site, theme=theme)
        board.menu_requested.connect(self._table.menu_requested)
        board.whole_requested.connect(self._show_whole)
        self._middle = ListOrBoard(
            listing=self._listing,
            table=self._table,
            board=board,
            empty=self._empty,
            words=tickets.words,
            theme=theme,
        )
        saved_views = ViewsButton(
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
            views=saved_views,
            board=self._middle.toggle,
            contacts=contacts,
            site=site,
            tasks=tasks,
            theme=theme,
        )
        saved_views.chosen.connect(self._filters.show_query)
        paper = TicketPaper(tickets=tickets, listing=self._listing, site=site, tasks=tasks, theme=theme, page=self)
        paper.done.connect(self.done)
        self._pager = Pager(tools=paper.buttons(), site=site, theme=theme)
        self._forms = TicketForms(
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
            forms=self._forms,
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
            ways=ways,
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
        self._lay_out(theme)
        TicketKeys(actions=self._actions, table=self._table, view=self)
        self._connect(actions)
        site.on_change(self._on_clock)
        MinuteClock(site.now, parent=self).turned.connect(self._on_clock)
        self._listing.read_first(self._filters.query)
        self._show_state()

    def ready(self) -> bool:
        """Whether the list is there as the server told it."""
        return self._listing.rows is not None and not self._listing.underway and not self._listing.failure

    def open(self) -> None:
        self._filters.open()
        self._listing.load()

    def refresh(self) -> None:
        self._listing.load()

    def keep_fresh(self) -> None:
        self._listing.keep_fresh()

    def start_search(self) -> None:
        self._filters.search.setFocus()
        self._filters.search.selectAll()

    def start_editing(self) -> None:
        self._actions.edit()

    def take_focus(self) -> None:
        self._middle.take_focus()

    def show_query(self, query: TicketQuery) -> None:
        """The list with these filters."""
        self._filters.show_query(query)

    def show_ticket(self, ticket: str) -> None:
        """The ticket of that id in hand."""
        self._in_hand.go_to(ticket)

    def show_created(self, operation: str) -> None:
        """What that operation creates in hand: filters that might hide it are taken away."""
        self._in_hand.choose_later(operation)
        self._filters.start_over()
        self._ask()
        self._in_hand.choose()

    async def put_down(self) -> None:
        await self._forms.put_down()

    def _lay_out(self, theme: Theme) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._middle, 1)
        column.addWidget(self._pager)
        both = ListAndDetail(left, self._pane, rows=self._table, theme=theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)

    def _connect(self, actions: TicketActions) -> None:
        self._middle.switched.connect(self._on_switched)
        self._filters.changed.connect(self._ask)
        self._filters.search.went_down.connect(self._middle.take_focus)
        self._pager.page_size_changed.connect(self._ask)
        self._pager.page_requested.connect(self._ask)
        for new in (self._filters.new_requested, self._empty.new_requested, self._actions.new_requested):
            new.connect(self.new_requested)
        self._empty.clear_requested.connect(self._filters.clear)
        self._empty.again_requested.connect(self._listing.load_again)
        for edit in (self._pane.edit_requested, self._actions.edit_requested):
            edit.connect(self.edit_requested)
        self._pane.decision_requested.connect(actions.decide)
        self._pane.visit_chosen.connect(self.visit_requested)
        self._table.selection_changed.connect(self._pane.update_words)
        self._listing.taken.connect(self._on_taken)
        self._listing.changed.connect(self._show_state)
        self._listing.answered.connect(self.answered)

    def _ask(self, page: int = 1) -> None:
        """Asks for a page of what the filters let through, on the board also for the tickets of each status."""
        query = replace(self._filters.query, page=page, page_size=self._pager.page_size)
        self._listing.ask(query, self._middle.statuses(query))

    def _on_switched(self) -> None:
        self._pane.follow(self._middle.rows)
        self._ask()

    def _show_whole(self, status: str) -> None:
        self._middle.toggle.setChecked(False)
        self._filters.show_query(replace(self._filters.query, status=status))

    def _on_taken(self) -> None:
        tickets = self._listing.rows
        if tickets is not None and tickets.heard_at and not tickets.first and tickets.last_page < tickets.query.page:
            self._ask(tickets.last_page)
            return
        self._filters.show_words()
        self._middle.show_tickets()
        self._show_state()
        self._in_hand.choose()
        if tickets is not None and self._middle.statuses(tickets.query) != (*self._listing.columns,):
            self._ask(tickets.query.page)  # words of statuses were met that the board has no columns for

    def _show_state(self) -> None:
        """The list while it is what was asked for; else what became of it. An empty list only when it is empty."""
        tickets, failure = self._listing.rows, self._listing.failure
        if tickets is not None:
            self._pager.show_list(tickets, paged=not self._middle.toggle.isChecked(), failed=bool(failure))
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
