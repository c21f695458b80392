"""What became of a ticket by this desk's doing, in the lists: until the server tells of it anew."""

from __future__ import annotations

import json
from datetime import datetime

from app.models.lists import TICKETS
from app.models.tickets.fields import ONE_ONLY
from app.store.database import StoreConnection
from app.store.lists.ticket_pages import OF_TICKETS, keep_whole


def put_ticket(connection: StoreConnection, account: int, ticket: str, piece: bytes, at: datetime) -> None:
    """`piece` is the whole ticket's JSON as the server answered it. It stands in the place of what the lists had of it;
    an answer to a question that left before isn't taken any more. `at` is when it was heard."""
    listed = _as_listed(piece)
    revision = connection.touch(TICKETS)
    here = (
        f"list in (select id from list where place = ? and {OF_TICKETS}) and item.id = ?",
        (account, ticket),
    )
    connection.execute(
        f"update list set asked = max(asked, ?), digest = x'' where id in (select list from item where {here[0]})",
        (revision, *here[1]),
    )
    connection.execute(f"update item set body = ?, met = 0, sent = ? where {here[0]}", (listed, revision, *here[1]))
    keep_whole(connection, account, ticket, listed, piece, at)


def keep_made(connection: StoreConnection, account: int, ticket: str, piece: bytes, at: datetime) -> None:
    """The same of a ticket that was just created, and stands in no list yet. Where `piece` has no more than lists have,
    nothing is kept."""
    listed = _as_listed(piece)
    if listed != piece:
        keep_whole(connection, account, ticket, listed, piece, at)


def _as_listed(piece: bytes) -> bytes:
    """What our own server lists of a ticket."""
    left = {name: value for name, value in json.loads(piece).items() if name not in ONE_ONLY}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
