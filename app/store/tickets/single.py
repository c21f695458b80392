"""One ticket, whether it stands in a list or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from app.store.account import Account
from app.store.database import Database
from app.store.lists.ticket_pages import OF_TICKETS, TicketItem, told_item, with_changes
from app.store.operation_rows import read_operations
from app.store.tickets.pending import by_ticket


class SingleTickets:
    """The tickets of one place, each by itself."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def one(self, ticket: str) -> TicketItem | None:
        """The ticket of that id, or of the operation that creates it; None when nothing of it was heard or entered.
        Raises StoreFailed."""
        return await self._database.read(lambda connection: _read(connection, self._account, ticket))

    async def listed(self, pieces: Mapping[str, bytes]) -> tuple[TicketItem, ...]:
        """What the server told just now, by the tickets' ids, with what waits to be done with each. Raises
        StoreFailed."""

        def read(connection: sqlite3.Connection) -> tuple[TicketItem, ...]:
            changes = by_ticket(connection, self._account)
            items = (TicketItem(ticket, ticket, piece, listed=piece) for ticket, piece in pieces.items())
            return tuple(with_changes(connection, self._account, item, changes) for item in items)

        return await self._database.read(read)


def _read(connection: sqlite3.Connection, account: int, ticket: str) -> TicketItem | None:
    item = _entered(connection, account, ticket) or _heard(connection, account, ticket)
    return with_changes(connection, account, item, by_ticket(connection, account)) if item else None


def _entered(connection: sqlite3.Connection, account: int, ticket: str) -> TicketItem | None:
    rows = read_operations(connection, account, "operation = ? and kind = 'ticket' and state != 'sent'", (ticket,))
    return TicketItem(ticket, ticket, b"", rows[0]) if rows else None


def _heard(connection: sqlite3.Connection, account: int, ticket: str) -> TicketItem | None:
    """By the list that was asked for last; one that stands in none as the server told of it last."""
    row = connection.execute(
        "select body from list cross join item indexed by item_id on list.id = list"
        f" where place = ? and {OF_TICKETS} and item.id = ? and fault = ''"
        " order by asked desc limit 1",
        (account, ticket),
    ).fetchone()
    if row:
        return told_item(connection, account, ticket, row[0])
    told = told_item(connection, account, ticket, b"")
    piece = told.piece or told.older
    return TicketItem(ticket, ticket, piece) if piece else None
