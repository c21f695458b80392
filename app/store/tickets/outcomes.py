"""What became of a ticket by this desk's doing, in the lists: until the server tells of it anew."""

from __future__ import annotations

import json
from datetime import datetime

from app.models.lists import TICKETS
from app.models.tickets.fields import ONE_ONLY
from app.store.database import StoreConnection
from app.store.lists.ticket_pages import keep_whole


def put_ticket(connection: StoreConnection, account: int, ticket: str, piece: bytes, at: datetime) -> None:
    """`piece` is the whole ticket's JSON as the server answered it. It stands in the place of what the lists had of it;
    an answer to a question that left before isn't taken any more. `at` is when it was heard."""
    left = {name: value for name, value in json.loads(piece).items() if name not in ONE_ONLY}
    listed = json.dumps(left, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")  # as our server does
    revision = connection.touch(TICKETS)
    here = (
        "list in (select id from list where place = ? and name >= 'tickets' and name < 'ticketz') and item.id = ?",
        (account, ticket),
    )
    connection.execute(
        f"update list set asked = max(asked, ?), digest = x'' where id in (select list from item where {here[0]})",
        (revision, *here[1]),
    )
    connection.execute(f"update item set body = ?, met = 0, sent = ? where {here[0]}", (listed, revision, *here[1]))
    keep_whole(connection, account, ticket, listed, piece, at)
