"""What is broken in the building: looking through tickets and reporting new ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from app.models.drafts import TicketDraft
from app.models.reading import Reader
from app.models.ticket import Choice, Ticket
from app.models.ticket_query import TicketQuery
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.site import Site


@dataclass(frozen=True, slots=True)
class TicketList:
    """One page of the list. `first` and `last` count from 1; both are 0 when nothing was found.

    `page_size` is the server's: it may cut smaller pages than were asked for.
    """

    query: TicketQuery
    tickets: tuple[Ticket, ...]
    total: int
    unreadable: int
    page_size: int

    @property
    def first(self) -> int:
        return (self.query.page - 1) * self.page_size + 1 if self.tickets or self.unreadable else 0

    @property
    def last(self) -> int:
        return self.first + len(self.tickets) + self.unreadable - 1 if self.first else 0

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // max(1, self.page_size)))


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
    def __init__(self, *, connection: Connection, site: Site, directory: Directory, words: Words) -> None:
        self.words = words
        self._connection = connection
        self._site = site
        self._directory = directory
        self._reader = Reader(Ticket, "ticket")

    async def page(self, query: TicketQuery) -> TicketList:
        """The part of the list that `query` asks for, as the server has it now."""
        page = await self._connection.call(lambda api: api.tickets.page(query))
        read = await asyncio.to_thread(self._reader.read, page.pieces)
        for ticket in read.items:
            self._meet(ticket)
        return TicketList(query, read.items, page.total, len(read.unreadable), page.limit)

    async def one(self, ticket_id: str) -> Ticket:
        """The ticket with everything that the server tells of it."""
        ticket = await self._connection.call(lambda api: api.tickets.one(ticket_id))
        self._meet(ticket)
        return ticket

    async def report(self, draft: TicketDraft, operation_id: str) -> Ticket:
        """The ticket as the server made it. The same `operation_id` again never makes a second one on our server."""
        ticket = await self._connection.call(lambda api: api.tickets.create(draft.body(), operation_id))
        self._meet(ticket)
        return ticket

    def _meet(self, ticket: Ticket) -> None:
        self._site.learn(ticket.company)
        self._directory.meet_ticket(ticket)
        self.words.learn(ticket)
