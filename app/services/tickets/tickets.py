"""What is broken in the building: looking through tickets and reporting new ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from app.errors import FoyerError, ListBroken, Unreadable
from app.models.contacts import Named
from app.models.drafts import TicketDraft
from app.models.lists import HEARD, TICKETS, tickets_list
from app.models.objects.summaries import TicketSummary, ticket_summary
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import FOR_A_PERSON, Kind, Operation
from app.models.tickets.attachment import steady
from app.services.changes.subscription import Subscription
from app.services.connection import Connection
from app.services.outbox.sync import Sync
from app.services.people.contacts import Contacts
from app.services.questions import Questions
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.tickets.drawing import TicketDrawing
from app.store.lists.lists import Lists
from app.store.lists.ticket_pages import TicketItem, TicketPage
from app.store.tickets.attachment_files import AttachmentFiles
from app.store.tickets.single import SingleTickets

if TYPE_CHECKING:
    from app.api.answers import ListPage
    from app.api.api import Api
    from app.models.objects.ticket import Ticket

LARGEST_PAGE = 100
"""Tickets on a page where all are asked for."""


class TicketRow(Struct, frozen=True):
    """A ticket in the list. `key` names its row for good. `piece` is the server's JSON, b"" while it isn't known to be
    on the server: then the ticket's id is that of the `operation`. `listed` is the JSON in the server's list, of which
    `piece` may be a fuller one; b"" where it stands in no list.

    `changes` is what waits to be done with it, the oldest first: `ticket` is as if that was done. `named` are those
    whom these and the operation name. `older` is what the server told of the single ticket before the list told
    something else, b"" for none.
    """

    key: str
    ticket: TicketSummary
    piece: bytes = b""
    operation: Operation | None = None
    listed: bytes = b""
    named: Named = field(default_factory=Named)
    changes: tuple[Operation, ...] = ()
    older: bytes = b""

    @property
    def foremost_change(self) -> Operation | None:
        """What waits to be done with it: the first that needs a person, else the first."""
        return next((one for one in self.changes if one.state in FOR_A_PERSON), next(iter(self.changes), None))

    @property
    def steady(self) -> TicketRow:
        """The row but for how far its files are sent: that comes in many pieces."""
        return replace(self, changes=tuple(map(steady, self.changes)))


class TicketList(Struct, frozen=True):
    """One page of the list, and before its first row what waits and what was sent since.

    `first` and `last` are the places of its tickets among all of the server's, from 1; both are 0 when it told of none.
    `total` counts these on all pages, None where the server doesn't tell it; `unreadable` counts those of this page
    that can't be read. `page_size` is the server's: its pages may be smaller than those that were asked for. `heard_at`
    is in UTC, None when the server never told this desk of the page.
    """

    query: TicketQuery
    rows: tuple[TicketRow, ...]
    total: int | None
    unreadable: int
    page_size: int
    heard_at: datetime | None

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.page_size + 1 if self._listed else 0

    @property
    def last(self) -> int:
        return self.first + self._listed - 1 if self._listed else 0

    @property
    def last_page(self) -> int:
        """The number of the last page, from 1. Of a list without a total, the one after each page that isn't empty."""
        if self.total is None:
            return self.query.page + 1 if self._listed else max(1, self.query.page - 1)
        return max(1, -(-self.total // max(1, self.page_size)))

    @property
    def _listed(self) -> int:
        return sum(row.operation is None for row in self.rows) + self.unreadable


class TicketsInAll(Struct, frozen=True):
    """Those on all pages of a list, before them what waits to be created. `total` and `unreadable` are as of
    `TicketList`."""

    rows: tuple[TicketRow, ...]
    total: int | None
    unreadable: int


class Tickets:
    """What waits to be sent, and the server's tickets as this desk last heard of them. `words` are those that were
    met."""

    def __init__(
        self,
        *,
        lists: Lists,
        questions: Questions,
        subscription: Subscription,
        sync: Sync,
        connection: Connection,
        site: Site,
        contacts: Contacts,
        drawing: TicketDrawing,
        calls: ServerCalls,
        files: AttachmentFiles,
        single: SingleTickets,
    ) -> None:
        self.words = drawing.words
        self._drawing = drawing
        self._calls = calls
        self._files = files
        self._single = single
        self._lists = lists
        self._questions = questions
        self._subscription = subscription
        self._sync = sync
        self._connection = connection
        self._site = site
        self._contacts = contacts

    def on_change(self, tell: Callable[[], object]) -> None:
        """`tell` is called when any list of tickets changed in the file, or is as of another moment."""
        self._lists.on_change(lambda change: tell() if change.of(TICKETS, HEARD) else None)

    async def rows(self, query: TicketQuery) -> TicketList | None:
        """The page as this desk has it, or None when it neither heard nor entered anything of it. Raises
        StoreFailed."""
        page = await self._lists.tickets(query)
        if page is None:
            return None
        rows = tuple(self._row(item) for item in page.items)
        for row in rows:
            self.words.learn(row.ticket)
        size = await self._page_size(query, page)
        return TicketList(query, rows, page.total, len(page.unreadable), size, page.heard_at)

    async def refresh(self, query: TicketQuery) -> None:
        """Asks the server for the page of `query`. When this returns, its answer is in the file, and whom it names is
        known. Raises what `Questions.ask` does."""
        if query.is_ours:
            await self._calls.find_out()
        fresh = await self._questions.ask(tickets_list(query), lambda api: api.tickets.page(query))
        if self._calls.exist:
            self.words.know_ours()
        await self._site.learn_from(fresh)
        await self._contacts.learn()

    async def keep_fresh(self, query: TicketQuery) -> None:
        """The same, but where the server tells this desk of each change of the page by itself."""
        if not await self._subscription.all_follow(tickets_list(query)):
            await self.refresh(query)

    async def in_all(self, query: TicketQuery, tell: Callable[[int, int | None], object]) -> TicketsInAll:
        """All that `query` lets through, whatever its page: asked of the server page by page, and kept nowhere. `tell`
        is called with how many were read, and of how many, None while nobody told that. Raises ListBroken, and
        StoreFailed."""
        waiting = await self.rows(replace(query, page=1))
        read: dict[str, bytes] = {}
        total, unreadable, number, known = None, 0, 0, -1
        going_on = True
        while going_on and len(read) > known:  # nothing new: a server that turns no pages
            known, number = len(read), number + 1
            tell(known, total)
            try:
                page = await self._page(replace(query, page=number, page_size=LARGEST_PAGE))
            except FoyerError as error:
                raise ListBroken(known, total, error) from error
            readable = await asyncio.to_thread(_by_id, page.pieces)
            unreadable += len(page.pieces) - len(readable)
            for identity, piece in readable:
                read.setdefault(identity, piece)
            total, going_on = page.total, page.may_go_on(len(read) + unreadable)
        items = await self._single.listed(read)
        rows = await asyncio.to_thread(lambda: tuple(map(self._row, items)))
        created = (row for row in (waiting.rows if waiting else ()) if row.operation)
        return TicketsInAll((*created, *rows), total, unreadable)

    async def _page(self, query: TicketQuery) -> ListPage:
        async def ask(api: Api) -> ListPage:
            listed = await api.tickets.page(query)
            return await asyncio.to_thread(listed.page)

        if query.is_ours:
            await self._calls.find_out()
        return await self._connection.call(ask)

    async def attachment(self, row: TicketRow, digest: str) -> bytes:
        """What an attached file holds: this desk's own copy while it waits, else the server's. Raises what stands in
        the way of the server, and StoreFailed."""
        if any(one.body.get("digest") == digest for one in row.changes) and (own := await self._files.whole(digest)):
            return own
        return await self._connection.call(lambda api: api.tickets.attachment(row.ticket.id, digest))

    async def one(self, ticket_id: str) -> TicketRow | None:
        """The ticket of that id, or of the operation that creates it, whether it stands in a list or not; None when
        this desk never heard of it. Raises StoreFailed."""
        item = await self._single.one(ticket_id)
        return self._row(item) if item else None

    async def ask_for(self, ticket_id: str) -> TicketRow:
        """The same, once the server told all of it anew. Raises what `refresh_one` does, NotFound for one that there
        isn't."""
        bare = TicketRow(ticket_id, TicketSummary(id=ticket_id))
        await self.refresh_one(await self.one(ticket_id) or bare)
        return await self.one(ticket_id) or bare

    async def refresh_one(self, row: TicketRow) -> None:
        """Asks the server for everything that it tells of a listed ticket. That is shown until the list has other JSON
        of it. Raises what stands in the way of the server, Unreadable also for another ticket than was asked for;
        DiskFull or StoreFailed when it isn't kept."""
        ticket, piece = await self._connection.call(lambda api: api.tickets.one(row.ticket.id))
        if ticket.id != row.ticket.id:
            raise Unreadable(f"expected the ticket {row.ticket.id}, the server sent another")
        await self._lists.keep_whole_ticket(ticket.id, row.listed, piece, self._site.now())
        await self._contacts.learn()
        self._site.learn(ticket.company)

    def whole(self, row: TicketRow) -> Ticket:
        """Everything that is known of a ticket. Of one that can't be read whole, its id and title."""
        return self._drawing.whole(row)

    async def report(self, draft: TicketDraft, operation_id: str, *, instead_of: str = "") -> None:
        """Keeps the ticket to be sent. Until the server has it, its id is the operation's.

        When this returns it is on the disk. The same `operation_id` again never makes a second one. `instead_of` is the
        operation that was edited, and that this one replaces; "" for a new ticket.

        Raises DiskFull or StoreFailed: then nothing was kept. Raises OnItsWay when `instead_of` is being sent, has an
        unknown outcome or was sent: then nothing was kept either; also when `operation_id` itself was sent before.
        """
        await self._sync.put(operation_id, Kind.TICKET, draft.body(), instead_of=instead_of)

    async def _page_size(self, query: TicketQuery, page: TicketPage) -> int:
        """How many tickets the server puts on a page. One that doesn't tell it, or tells of pages on which all would
        have room and sends fewer, puts as many on each as are on the first."""
        all_fit = not page.page_size or (page.total is not None and page.page_size >= page.total)
        first = await self._lists.tickets(replace(query, page=1)) if all_fit and query.page > 1 else page
        listed = _listed(first) if first and all_fit and _listed(page) else 0
        return listed if 0 < listed < (page.total or 0) else page.page_size or query.page_size

    def _row(self, item: TicketItem) -> TicketRow:
        summary = self._drawing.summary(item)
        return TicketRow(
            key=item.key,
            ticket=summary,
            piece=item.piece,
            operation=item.operation,
            listed=item.listed,
            named=item.named,
            changes=item.changes,
            older=item.older,
        )


def _by_id(pieces: Sequence[bytes]) -> list[tuple[str, bytes]]:
    """Those that can be read."""
    readable = []
    for piece in pieces:
        with suppress(ValueError):
            readable.append((ticket_summary(piece).id, piece))
    return readable


def _listed(page: TicketPage) -> int:
    return sum(item.operation is None for item in page.items) + len(page.unreadable)
