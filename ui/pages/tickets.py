"""*Tickets*: what is broken, who has it and what is overdue; and the form that reports something new."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import FoyerError, Unreadable
from app.models.drafts import TicketDraft
from app.models.ticket import Ticket
from app.models.ticket_query import TicketQuery
from app.services.directory import Directory
from app.services.site import Site
from app.services.tickets import TicketList, Tickets
from ui.messages import error_words, not_fresher_words, unreadable_words
from ui.models.table_model import TableModel
from ui.page import Page
from ui.pages.ticket_columns import columns
from ui.pages.ticket_detail import TicketPane
from ui.pages.ticket_filters import TicketFilters
from ui.pages.ticket_form import TicketForm
from ui.pages.ticket_steps import TicketSteps
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_and_detail import ListAndDetail
from ui.widgets.table import DeskTable

CLOCK = 15_000
"""Milliseconds after which the list looks at the clock again: what is due may have become late."""


class TicketsPage(Page):
    name = "Tickets"

    def __init__(
        self,
        *,
        tickets: Tickets,
        site: Site,
        directory: Directory,
        tasks: Tasks,
        theme: Theme,
        names_as_ids: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._tasks = tasks
        self._query = TicketQuery()
        self._asked = 0
        self._underway = False
        self._found: TicketList | None = None
        self._failure = ""
        self._looked_at = ""
        self._made: Ticket | None = None
        self._model: TableModel[Ticket] = TableModel(columns=columns(site), key=lambda ticket: ticket.id, parent=self)
        self._table = DeskTable(name="Ticket list", model=self._model, theme=theme, row_height=56)
        self._empty = EmptyState(theme=theme)
        self._filters = TicketFilters(words=tickets.words, directory=directory, site=site, theme=theme)
        self._steps = TicketSteps(theme=theme)
        self._pane = TicketPane(site=site, theme=theme)
        self._form = TicketForm(
            tickets=tickets, site=site, directory=directory, tasks=tasks, theme=theme, names_as_ids=names_as_ids
        )
        self._new = Button("New ticket", theme=theme, look="primary", icon="plus")
        self._clear = Button("Clear search", theme=theme)
        self._again = Button("Try again", theme=theme, icon="refresh")
        self._lay_out(theme)
        self._connect(site)
        self._show_state()

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._found is not None and not self._underway and not self._failure

    def open(self) -> None:
        self._load()

    def take_focus(self) -> None:
        if self._views.currentWidget() is self._form:
            super().take_focus()
        else:
            self.start_search()

    def refresh(self) -> None:
        self._load()

    def start_search(self) -> None:
        if self._views.currentWidget() is not self._form:
            self._filters.search.setFocus()
            self._filters.search.selectAll()

    def start_new(self) -> None:
        """Shows the form, with what was entered before."""
        self._views.setCurrentWidget(self._form)
        self._form.start()

    def draft(self) -> TicketDraft:
        """What stands in the form, shown or not."""
        return self._form.draft()

    def fill(self, draft: TicketDraft) -> None:
        """Puts `draft` into the form, as if it had just been entered."""
        self._form.fill(draft)

    def _lay_out(self, theme: Theme) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table)
        self._middle.addWidget(self._empty)
        self._middle.setMinimumHeight(theme.px(64))  # else the tall empty state would squeeze the filters
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._middle, 1)
        column.addWidget(self._steps)
        self._list_view = ListAndDetail(left, self._pane, theme=theme)
        self._views = QStackedWidget()
        self._views.addWidget(self._list_view)
        self._views.addWidget(self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)

    def _connect(self, site: Site) -> None:
        self._filters.changed.connect(self._ask)
        self._filters.search.went_down.connect(self._table.setFocus)
        self._steps.page_size_changed.connect(self._ask)
        self._steps.page_wanted.connect(self._ask)
        self._table.row_chosen.connect(self._on_row_chosen)
        for new in (self._filters.new_requested, self._new.clicked):
            new.connect(self.start_new)
        self._clear.clicked.connect(self._filters.clear)
        self._again.clicked.connect(self._load)
        self._form.left.connect(self._close_form)
        self._form.created.connect(self._on_created)
        site.on_change(self._on_clock)
        clock = QTimer(self)
        clock.setInterval(CLOCK)
        clock.timeout.connect(self._on_clock)
        clock.start()

    # Asking for the list

    def _ask(self, page: int = 1) -> None:
        """Asks for a page of what the filters let through."""
        self._query = replace(self._filters.query, page=page, page_size=self._steps.page_size)
        self._load()

    def _load(self) -> None:
        """A request that is overtaken by a newer one runs to its end, and its answer is let go."""
        self._asked += 1
        number = self._asked
        self._underway = True
        self._tasks.start(self._loaded(self._query, number), on_error=lambda error: self._on_failed(error, number))
        self._show_state()

    async def _loaded(self, query: TicketQuery, number: int) -> None:
        found = await self._tickets.page(query)
        if number != self._asked:
            return
        if not found.first and found.last_page < query.page:
            self._ask(found.last_page)
            return
        self._underway, self._failure, self._found = False, "", found
        self._filters.show_words()
        self._looked_at = ""
        self._model.show(found.tickets)
        self._show_state()
        self._choose()

    def _on_failed(self, error: FoyerError, number: int) -> None:
        if number == self._asked:
            self._underway, self._failure = False, error_words(error, shown=False)
            self._show_state()
            self._tasks.report(error)

    def _show_state(self) -> None:
        """The list while it is what was asked for; else what became of it. An empty list only when it is empty."""
        found = self._found
        current = found is not None and found.query == self._query
        if self._underway and not current:
            self._steps.show_none("Loading…")
            if found is None:
                self._empty.say("Loading tickets", "One moment.")
        elif self._failure and not current:
            self._steps.show_none("")
            self._empty.say("Tickets could not be loaded", self._failure, (self._again,))
        elif found is not None:
            self._steps.show_list(found)
            if not found.tickets:
                self._say_nothing(found)
        failed = bool(self._failure) and not current and not self._underway
        shown = found is not None and bool(found.tickets) and not failed
        self._middle.setCurrentWidget(self._table if shown else self._empty)
        self._pane.setVisible(shown)

    def _say_nothing(self, found: TicketList) -> None:
        if found.unreadable:
            missing = unreadable_words(found.unreadable, "ticket")
            self._empty.say("Nothing could be read", f"{missing}.", (self._again,))
        elif self._filters.filters_anything():
            self._empty.say("No ticket matches", "The list is up to date.", (self._clear,))
        else:
            self._empty.say("No tickets yet", "The list is up to date, and it is empty.", (self._new,))

    def _on_clock(self) -> None:
        self._model.repaint_all()
        self._pane.update_words()

    # The ticket in hand

    def _choose(self) -> None:
        """A ticket that was just made, else the one in hand, else the first."""
        made, self._made = self._made, None
        if made is not None and not self._table.choose(made.id):
            self._pane.show_ticket(made)
            return
        chosen = self._table.chosen_row()
        if chosen is not None:
            self._look_closer(chosen.id)
        elif self._model.rows:
            self._table.choose(self._model.rows[0].id)

    def _on_row_chosen(self, ticket: Ticket | None) -> None:
        self._pane.show_ticket(ticket)
        if ticket is not None:
            self._look_closer(ticket.id)

    def _look_closer(self, ticket_id: str) -> None:
        """The list told of the ticket; the server is asked for the whole of it, once until the list comes anew."""
        if ticket_id == self._looked_at:
            return
        self._looked_at = ticket_id
        self._tasks.start(self._looked(ticket_id), on_error=lambda error: self._on_not_looked(error, ticket_id))

    async def _looked(self, ticket_id: str) -> None:
        fresh = await self._tickets.one(ticket_id)
        if fresh.id != ticket_id:
            raise Unreadable(f"expected the ticket {ticket_id}, the server sent another")
        if ticket_id == self._looked_at:
            self._pane.say("")
            if fresh not in self._model.rows:
                self._model.show([fresh if row.id == ticket_id else row for row in self._model.rows])

    def _on_not_looked(self, error: FoyerError, ticket_id: str) -> None:
        if ticket_id == self._looked_at:
            self._pane.say(not_fresher_words(error))

    # The form

    def _close_form(self) -> None:
        self._views.setCurrentWidget(self._list_view)
        self._table.setFocus()

    def _on_created(self, ticket: Ticket) -> None:
        """Shows the new ticket in hand: filters that might hide it are taken away."""
        self._made = ticket
        self._close_form()
        before = self._asked
        self._filters.start_over()
        if self._asked == before:
            self._ask()
        self.said.emit(f"Ticket created: {ticket.title or ticket.id}")
