"""The tickets that are asked for: as this desk's file has them, and asked of the server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.models.objects.ticket_query import TicketQuery
from app.services.tickets.tickets import LARGEST_PAGE, TicketList, Tickets
from ui.models.list_reader import ListReader
from ui.tasks import Tasks
from ui.wording.messages import error_words


class _Question(Struct, frozen=True):
    """A page of the list, and by status which of its tickets are wanted beside it."""

    query: TicketQuery
    columns: Mapping[str, TicketQuery] = {}


class _Read(Struct, frozen=True):
    """What is known of it: of a column nothing may be."""

    page: TicketList
    columns: Mapping[str, TicketList | None]


class TicketListing(QObject):
    """`rows` is the page, None while nothing is known of what is asked for; `columns` are the tickets of each status
    that is asked for beside it, as many of them as a page holds at the most. `failure` is why the server gave nothing
    newer when it was last asked, in words; "" when it did.

    `taken` says that there is another list to show, `changed` that it stands otherwise with the asking, `answered` that
    the server gave the list.
    """

    taken = Signal()
    changed = Signal()
    answered = Signal()

    def __init__(self, *, tickets: Tickets, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.failure = ""
        self._question = _Question(TicketQuery())
        self._asked_for: list[_Question] = []
        self._askings = 0
        self._tickets = tickets
        self._tasks = tasks
        self._reader: ListReader[_Read] = ListReader(self._read, tasks=tasks, parent=self)
        self._reader.taken.connect(self.taken)
        tickets.on_change(self._reader.read)

    @property
    def query(self) -> TicketQuery:
        return self._question.query

    @property
    def underway(self) -> bool:
        """Whether the server is being asked for just this."""
        return self._question in self._asked_for

    @property
    def rows(self) -> TicketList | None:
        return self._reader.rows.page if self._reader.rows else None

    @property
    def columns(self) -> Mapping[str, TicketList | None]:
        return self._reader.rows.columns if self._reader.rows else {}

    def read_first(self, query: TicketQuery) -> None:
        """What is asked for as soon as anything is; until then it is shown as the file has it."""
        self._question = _Question(query)
        self._reader.read()

    def ask(self, query: TicketQuery, statuses: Sequence[str] = ()) -> None:
        """Another question takes the place of the one before, whose answer is let go. `statuses` are those of which the
        tickets are wanted, whatever page they stand on."""
        columns = {one: replace(query, status=one, page=1, page_size=LARGEST_PAGE) for one in statuses}
        question = _Question(query, columns)
        if question != self._question:
            self._question, self.failure = question, ""
            self._reader.start_over()
        self.load()

    def load(self) -> None:
        """Asks the server, if it isn't being asked already."""
        if not self.underway:
            self._ask_server(self._tickets.refresh)

    def keep_fresh(self) -> None:
        """Asks the server, unless that tells of each change by itself. What it is asked for already may have been asked
        for before a change."""
        self._ask_server(self._tickets.keep_fresh)

    def load_again(self) -> None:
        """The person wants to see it tried."""
        self.failure = ""
        self.load()

    def _ask_server(self, ask: Callable[[TicketQuery], Awaitable[None]]) -> None:
        question = self._question
        self._asked_for.append(question)
        self._askings += 1
        asked = self._asked(question, ask, self._askings)
        self._tasks.start(asked, on_error=lambda error: self._on_failed(question, error))
        self.changed.emit()

    async def _read(self, before: _Read | None) -> _Read | None:
        """Where in this list one belongs that was sent just now, and how many there are, only the server knows."""
        question = self._question
        page = await self._tickets.rows(question.query)
        if page is None:
            return None
        columns = {status: await self._tickets.rows(query) for status, query in question.columns.items()}
        if before and not _waiting(before.page).isdisjoint(one.key for one in page.rows if not one.operation):
            self._ask_server(self._tickets.refresh)
        read = _Read(page, columns)
        return before if before == read else read

    async def _asked(self, question: _Question, ask: Callable[[TicketQuery], Awaitable[None]], asking: int) -> None:
        try:
            await asyncio.gather(*map(ask, (question.query, *question.columns.values())))
        finally:
            self._asked_for.remove(question)
        if question != self._question:
            return
        self._reader.read()  # when it was heard is news too
        if asking == self._askings:  # what was asked before may end after a failure
            self.failure = ""
            self.answered.emit()
        self.changed.emit()

    def _on_failed(self, question: _Question, error: FoyerError) -> None:
        if question == self._question:
            self.failure = error_words(error, shown=False)
            self.changed.emit()
            self._tasks.report(error)


def _waiting(rows: TicketList) -> set[str]:
    return {one.key for one in rows.rows if one.operation}
