"""The small forms that open over the list for the tickets in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.notices.ways import Ways
from app.models.objects.ticket_query import TicketQuery
from app.services.drafts import Drafts
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import TicketRow, Tickets
from ui.pages.tickets.work.begun import Begun
from ui.pages.tickets.work.comment_form import CommentForm
from ui.pages.tickets.work.edit_form import EditForm
from ui.pages.tickets.work.relation_form import RelationForm
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme

_LATEST = TicketQuery(page_size=50)


class TicketForms:
    """Opens them; what is entered goes to `actions`."""

    def __init__(
        self,
        *,
        tickets: Tickets,
        actions: TicketActions,
        drafts: Drafts,
        contacts: Contacts,
        ways: Callable[[], Ways],
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        self._tickets = tickets
        self._actions = actions
        self._contacts = contacts
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._parent = parent
        self._edits = Begun("ticket edit", drafts=drafts, tasks=tasks, parent=parent)
        self._comments = Begun("comment", drafts=drafts, tasks=tasks, parent=parent)
        self._comment = CommentForm(
            actions=actions, begun=self._comments, ways=ways, tasks=tasks, theme=theme, parent=parent
        )

    def comment(self, row: TicketRow) -> None:
        self._comment.start(row)

    def edit(self, rows: Sequence[TicketRow]) -> None:
        form = EditForm(
            rows,
            whole=self._tickets.whole,
            actions=self._actions,
            words=self._tickets.words,
            begun=self._edits,
            contacts=self._contacts,
            site=self._site,
            tasks=self._tasks,
            theme=self._theme,
            parent=self._parent,
        )
        form.open()

    def relate(self, row: TicketRow, *, same: bool) -> None:
        form = RelationForm(row, same=same, find=self._found, tasks=self._tasks, theme=self._theme, parent=self._parent)
        form.chosen.connect(partial(self._actions.relate, row, same=same))
        form.open()

    async def put_down(self) -> None:
        for begun in (self._comments, self._edits):
            await begun.put_down()

    async def _found(self, typed: str) -> Sequence[TicketRow]:
        """As this desk has them; what it never looked for is asked of the server first, where that answers."""
        query = replace(_LATEST, q=typed)
        known = await self._tickets.rows(query)
        if known is None or known.heard_at is None:
            try:
                await self._tickets.refresh(query)
            except FoyerError as error:
                self._tasks.report(error)
            known = await self._tickets.rows(query)
        return known.rows if known else ()
