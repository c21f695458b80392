"""What is broken in the building: looking through tickets and reporting new ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.models.drafts import Body, TicketDraft
from app.models.folding import fold
from app.models.reading import Reader
from app.models.ticket import Choice, Ticket
from app.models.ticket_query import TicketQuery
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.search import matches, words
from app.services.sending import tickets_list
from app.services.site import Site
from app.services.sync import Sync
from app.store.cache import Cache, Stored
from app.store.outbox import Kind, Operation


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket in the list. `operation` is set while it isn't known to be on the server: its id is the ticket's."""

    key: str
    ticket: Ticket
    operation: Operation | None = None


@dataclass(frozen=True, slots=True)
class TicketList:
    """One page of the list, what this desk entered since before it.

    `first` and `last` count the server's tickets from 1; both are 0 when it told of none. `page_size` is the server's:
    it may cut smaller pages than were asked for. `heard_at` is None when the server never told this desk of the page.
    """

    query: TicketQuery
    rows: tuple[TicketRow, ...]
    total: int
    unreadable: int
    page_size: int
    heard_at: datetime | None

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.page_size + 1 if self._told else 0

    @property
    def last(self) -> int:
        return self.first + self._told - 1 if self._told else 0

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // max(1, self.page_size)))

    @property
    def _told(self) -> int:
        return sum(row.operation is None for row in self.rows) + self.unreadable


class Words:
    """The server's numbered words that this desk has met, such as priority 2, "Medium", for filters and forms."""

    def __init__(
        self, *, statuses: Mapping[int, str], priorities: Mapping[int, str], categories: Mapping[int, str]
    ) -> None:
        """Starts with words that are known beforehand: those of our own desk server, or none."""
        self.statuses = {str(number): word for number, word in statuses.items()}
        self.priorities = {str(number): word for number, word in priorities.items()}
        self.categories = {str(number): word for number, word in categories.items()}

    def learn(self, ticket: Ticket) -> None:
        _learn(self.statuses, ticket.status)
        _learn(self.priorities, ticket.priority)
        _learn(self.categories, ticket.category)


def _learn(known: dict[str, str], choice: Choice | None) -> None:
    if choice and choice.id:
        known[choice.id] = choice.value or choice.id


class Tickets:
    def __init__(
        self, *, cache: Cache, sync: Sync, connection: Connection, site: Site, directory: Directory, words: Words
    ) -> None:
        self.words = words
        self._cache = cache
        self._sync = sync
        self._connection = connection
        self._site = site
        self._directory = directory
        self._reader = Reader(Ticket, "ticket")
        self._rows: dict[int, TicketRow] = {}
        self._cut: dict[int, int] = {}
        """How large the server makes a page of which so many tickets were asked for."""

    async def stored(self, query: TicketQuery) -> TicketList | None:
        """The page as this desk has it, or None when it neither heard nor entered anything of it."""
        stored = await self._cache.stored(tickets_list(query))
        if stored is None:
            own = self._own(query)
            return TicketList(query, own, 0, 0, query.page_size, None) if own else None
        return await self._taken(query, stored)

    async def page(self, query: TicketQuery) -> TicketList:
        """The part of the list that `query` asks for, as the server has it now.

        An answer that set out before a write of ours arrived doesn't know it yet: it is asked for again.
        """
        while True:
            sent = len(self._sync.became)
            page = await self._connection.call(lambda api: api.tickets.page(query))
            if len(self._sync.became) != sent:
                continue
            self._cut[query.page_size] = page.limit
            stored = Stored(page.pieces, self._site.now(), page.total)
            await self._cache.keep(tickets_list(query), stored)
            found = await self._taken(query, stored)
            if len(self._sync.became) == sent:
                return found

    async def one(self, ticket_id: str) -> Ticket:
        """The ticket with everything that the server tells of it."""
        ticket = await self._connection.call(lambda api: api.tickets.one(ticket_id))
        self._directory.meet_ticket(ticket)
        self._learn(ticket)
        return ticket

    async def report(self, draft: TicketDraft, operation_id: str, *, instead_of: str = "") -> Ticket:
        """Keeps the ticket to be sent and gives it as it is shown meanwhile: its id is the operation's.

        When this returns it is on the disk. The same `operation_id` again never makes a second one. `instead_of` is a
        refused operation that this one replaces. Raises DiskFull or StoreFailed: then nothing was kept.
        """
        operation = await self._sync.put(operation_id, Kind.TICKET, draft.body(), instead_of=instead_of)
        return self._pending(operation).ticket

    async def _taken(self, query: TicketQuery, stored: Stored) -> TicketList:
        read = await asyncio.to_thread(self._reader.read, stored.pieces)
        fresh = tuple(ticket for ticket in read.items if id(ticket) not in self._rows)
        await asyncio.to_thread(self._directory.meet_tickets, fresh)
        for ticket in fresh:
            self._learn(ticket)
        rows: dict[int, TicketRow] = {}
        for ticket in read.items:
            known = self._rows.get(id(ticket))
            rows[id(ticket)] = known or TicketRow(self._sync.became.get(ticket.id, ticket.id), ticket)
        self._rows = rows
        heard = {row.key for row in rows.values()}  # a ticket just sent may be among them, and still in the outbox
        told = (*(row for row in self._own(query) if row.key not in heard), *rows.values())
        limit = self._cut.get(query.page_size, query.page_size)
        return TicketList(query, told, stored.total, len(read.unreadable), limit, stored.heard_at)

    def _own(self, query: TicketQuery) -> tuple[TicketRow, ...]:
        """What waits stands before the first page, as far as it may be what is looked for."""
        sought = words(query.q)
        return tuple(
            self._pending(operation)
            for operation in self._sync.pending
            if operation.kind is Kind.TICKET
            and query.page == 1
            and replace(query, q="", sort_by="", sort="", page_size=0) == _ANY
            and matches(sought, fold(f"{operation.body['title']} {operation.body.get('description', '')}"))
        )

    def _pending(self, operation: Operation) -> TicketRow:
        """The ticket that an operation asks for, to be shown before any server has it."""
        body, people = operation.body, self._directory
        told: Body = {
            **{key: value for key, value in body.items() if key in _SAME},
            "id": operation.id,
            "createdAt": operation.entered_at.isoformat(),
        }
        for key, attribute in _PEOPLE.items():
            if body.get(key):
                told[attribute] = people.person(body[key])
        if body.get("supplierId"):
            told["supplier"] = people.supplier(body["supplierId"])
        for key, attribute, known in (
            ("categoryId", "category", self.words.categories),
            ("priorityId", "priority", self.words.priorities),
        ):
            if body.get(key):
                told[attribute] = {"id": body[key], "value": known.get(body[key], body[key])}
        if body.get("dueDate"):
            due = date.fromisoformat(body["dueDate"])
            told["dueAt"] = (self._site.bounds(due)[1] - timedelta(seconds=1)).isoformat()
        return TicketRow(operation.id, Ticket.model_validate(told), operation)

    def _learn(self, ticket: Ticket) -> None:
        self._site.learn(ticket.company)
        self.words.learn(ticket)


_SAME = ("reference", "title", "description", "sendRequesterSolved", "sendRequesterCopy", "customFields")
_PEOPLE = {"creatorId": "creator", "notifierId": "notifier", "agentId": "agent"}
_ANY = TicketQuery(sort_by="", sort="", page_size=0)
