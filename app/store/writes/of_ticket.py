"""What is done with a ticket: it stands on the ticket's row while it waits, and the whole ticket is the answer."""

from __future__ import annotations

import sqlite3

from app.models.lists import TICKETS
from app.models.operations import Operation
from app.store.database import StoreConnection
from app.store.tickets.outcomes import put_ticket
from app.store.writes.stored_kind import StoredKind


def _follow(connection: StoreConnection, account: int, row: Operation, gone: bool) -> None:
    connection.touch(TICKETS)


def _keep(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    put_ticket(connection, account, identity, piece, row.changed_at)


def _ticket(connection: sqlite3.Connection, account: int, row: Operation) -> str:
    return str(row.body["ticket"])


OF_TICKET = StoredKind(follow=_follow, keep=_keep, after=_ticket)
ATTACHMENT = StoredKind(follow=_follow, keep=_keep, after=_ticket, takes_long=True)
