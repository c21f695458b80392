"""A ticket: it stands before the server's tickets while it waits, and among them once it was sent."""

from __future__ import annotations

import sqlite3
from datetime import UTC

from app.models.lists import TICKETS
from app.models.objects.summaries import ticket_summary
from app.models.operations import Operation, State
from app.models.text.likeness import Likeness, plain_word, ticket_likeness
from app.store.database import StoreConnection
from app.store.lists.answers import put_item
from app.store.lists.ticket_pages import OF_TICKETS, SENT_TICKETS
from app.store.tickets.outcomes import keep_made
from app.store.tickets.pending import rename_ticket
from app.store.writes.stored_kind import StoredKind


def _follow(connection: StoreConnection, account: int, row: Operation, gone: bool) -> None:
    connection.touch(TICKETS)
    if row.state is State.SENT and row.made:
        rename_ticket(connection, account, row.id, row.made)


def _keep(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    put_item(connection, account, SENT_TICKETS, piece, identity, row.entered_at.astimezone(UTC).date())
    keep_made(connection, account, identity, piece, row.changed_at)


def _alike(connection: sqlite3.Connection, account: int, row: Operation) -> set[str]:
    """A word of the title finds the few that may hold it."""
    word = plain_word(row.body["title"])
    rows = connection.execute(
        f"select item.id, body from item join list on list.id = item.list where place = ? and {OF_TICKETS}"
        " and fault = '' and instr(lower(cast(body as text)), ?)",
        (account, word),
    )
    return {ticket for ticket, body in rows if ticket_likeness(ticket_summary(body), row.body) is not Likeness.OTHER}


TICKET = StoredKind(follow=_follow, keep=_keep, alike=_alike)
