"""What is done with tickets and isn't sent, inside the transaction that is running."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from app.models.drafts import Body
from app.models.lists import TICKETS
from app.models.operations import OF_A_TICKET, Operation
from app.store.database import StoreConnection
from app.store.operation_rows import read_operations

OF_ONE = f"kind in ({', '.join(repr(kind.value) for kind in OF_A_TICKET)})"
"""The SQL condition that an operation does something with a ticket."""


def by_ticket(connection: sqlite3.Connection, account: int) -> dict[str, tuple[Operation, ...]]:
    """What waits of each ticket, the oldest first: by the server's id, or by the operation that creates it."""
    waiting: dict[str, tuple[Operation, ...]] = defaultdict(tuple)
    for one in read_operations(connection, account, f"{OF_ONE} and state != 'sent'"):
        waiting[one.body["ticket"]] += (one,)
    return waiting


def called_now(connection: sqlite3.Connection, account: int, body: Body) -> Body:
    """`body` with the server's id of its ticket, when the operation that creates that was sent a moment ago."""
    made = connection.execute(
        "select made from outbox where place = ? and operation = ? and state = 'sent' and made != ''",
        (account, body["ticket"]),
    ).fetchone()
    return body | {"ticket": made[0]} if made else body


def rename_ticket(connection: StoreConnection, account: int, before: str, after: str) -> None:
    """The ticket that the operation `before` was to create is `after` from now on: the server's id, or the operation
    that took its place."""
    renamed = connection.execute(
        f"update outbox set body = json_set(body, '$.ticket', ?) where place = ? and {OF_ONE} and state != 'sent'"
        " and json_extract(body, '$.ticket') = ?",
        (after, account, before),
    ).rowcount
    if renamed:
        connection.touch(TICKETS)
