"""*Tickets*: what is broken, who has it and what is overdue; and the form that reports something new."""

from __future__ import annotations

from collections.abc import Callable

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
from ui.pages.tickets.form.form import TicketForm
from ui.pages.tickets.list_view import TicketListView
from ui.reception.tickets.ticket_actions import TicketActions
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme


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
        self._list = TicketListView(
            tickets=tickets,
            views=views,
            drafts=drafts,
            ways=ways,
            notices=notices,
            site=site,
            contacts=contacts,
            tasks=tasks,
            theme=theme,
            actions=actions,
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
        self._views = QStackedWidget()
        self._views.addWidget(self._list)
        self._views.addWidget(self._form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
        self._list.new_requested.connect(self.start_new)
        self._list.edit_requested.connect(self.edit_requested)
        self._list.visit_requested.connect(self.visit_requested)
        self._list.done.connect(self.put_out)
        self._list.refused.connect(self.notice_requested)
        self._list.answered.connect(self.answered)
        self._form.left.connect(self._close_form)
        self._form.created.connect(self._on_created)

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        return self._list.ready()

    def open(self) -> None:
        self._list.open()

    def take_focus(self) -> None:
        if self._views.currentWidget() is self._form:
            super().take_focus()
        else:
            self._list.start_search()

    def refresh(self) -> None:
        self._list.refresh()

    def keep_fresh(self) -> None:
        self._list.keep_fresh()

    def start_search(self) -> None:
        if self._views.currentWidget() is not self._form:
            self._list.start_search()

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
        self._views.setCurrentWidget(self._list)
        self._list.show_query(query)

    def show_ticket(self, ticket: str) -> None:
        """Shows the list with the ticket of that id in hand."""
        self._views.setCurrentWidget(self._list)
        self._list.show_ticket(ticket)

    def edit(self, operation: Operation) -> None:
        """Shows the form with what this desk entered before, to be sent in its place."""
        self._views.setCurrentWidget(self._form)
        self._form.edit(operation)

    def start_editing(self) -> None:
        if self._views.currentWidget() is self._list:
            self._list.start_editing()

    async def put_down(self) -> None:
        await self._form.put_down()
        await self._list.put_down()

    def _close_form(self) -> None:
        self._views.setCurrentWidget(self._list)
        self._list.take_focus()

    def _on_created(self, operation: str) -> None:
        self._close_form()
        self._list.show_created(operation)
        self.saved.emit("Ticket saved. It is sent by itself.", operation)
