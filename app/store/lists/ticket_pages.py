"""The tickets that are asked for, as the file has them: a page of the server's list, and before it what this desk
reported since."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

from msgspec import Struct, field
from msgspec.structs import replace

from app.models.contacts import Named
from app.models.lists import TICKETS, tickets_list
from app.models.moments import utc
from app.models.objects.summaries import ticket_summary
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import UNDER_WAY, Operation
from app.models.text.folding import fold
from app.models.text.likeness import Likeness, ticket_likeness
from app.models.text.spellings import searchable
from app.store.contacts import named_in
from app.store.database import StoreConnection
from app.store.following.heard import heard_at
from app.store.operation_rows import read_operations
from app.store.tickets.pending import by_ticket

SENT_TICKETS = "tickets/sent"
"""The list of what became of this desk's own tickets. Each is shown before the server's list, until an answer comes
that was asked for later."""

UNCOUNTED = -1
"""The total of a list of which the server doesn't tell it."""

ANY = TicketQuery(sort_by="", sort="", page_size=0)
"""What is left of a query that filters nothing, without its words, order and page size."""


class TicketItem(Struct, frozen=True):
    """A ticket of a page. `ticket` is its id, that of the operation while it waits. `piece` is the server's JSON, b""
    while it waits: then there is an `operation`. `listed` is the JSON that the list has, of which `piece` may be a
    fuller one; b"" where it stands in no list. `key` names its row for good. `changes` is what waits to be done with
    it, the oldest first. `named` are those whom the operation and the changes name. `older` is what the server told of
    the single ticket before the list told something else, b"" for none.
    """

    key: str
    ticket: str
    piece: bytes
    operation: Operation | None = None
    listed: bytes = b""
    named: Named = field(default_factory=Named)
    changes: tuple[Operation, ...] = ()
    older: bytes = b""


class TicketPage(Struct, frozen=True):
    """`items` begin with what waits, then what was sent since, then the server's page in its order.

    `total` counts the server's tickets on all pages, with those sent since it told of them, None when it told no
    number. `page_size` is the server's, 0 when it told none. `heard_at` is in UTC, None when the page was never heard;
    `unreadable` says of each item that can't be read why.
    """

    items: tuple[TicketItem, ...]
    total: int | None
    page_size: int
    unreadable: tuple[str, ...]
    heard_at: datetime | None


OF_TICKETS = "name >= 'tickets' and name < 'ticketz'"
"""The lists in which tickets stand as the server lists them, of any query, and those that were sent."""


def read_tickets(connection: sqlite3.Connection, account: int, query: TicketQuery) -> TicketPage | None:
    """The page that `query` asks for; None when nothing of it was heard or entered."""
    row = connection.execute(
        "select id, total, page_size, asked from list where place = ? and name = ?",
        (account, tickets_list(query)),
    ).fetchone()
    number, total, page_size, asked = row or (0, 0, 0, 0)
    rows = connection.execute("select id, body, fault from item where list = ? order by position", (number,)).fetchall()
    listed = {identity: body for identity, body, fault in rows if not fault}
    operations = _operations(connection, account, listed)
    waiting = _waiting(connection, account, query)
    sent = _sent(connection, account, query, asked, listed)
    hidden = _hidden(listed, waiting, operations)
    items = [
        *(TicketItem(one.id, one.id, b"", one) for one in waiting),
        *sent,
        *(
            told_item(connection, account, one, body, key=operations.get(one, one))
            for one, body in listed.items()
            if one not in hidden
        ),
    ]
    if row is None and not items:
        return None
    changes = by_ticket(connection, account)
    return TicketPage(
        items=tuple(with_changes(connection, account, item, changes) for item in items),
        total=None if total == UNCOUNTED else total + len(sent),
        page_size=page_size,
        unreadable=tuple(fault for _, _, fault in rows if fault),
        heard_at=heard_at(connection, account, tickets_list(query)),
    )


def with_changes(
    connection: sqlite3.Connection, account: int, item: TicketItem, changes: Mapping[str, tuple[Operation, ...]]
) -> TicketItem:
    """With those of `changes`, by ticket, that are about it, and whom all that waits of it names."""
    waiting = changes.get(item.ticket, ())
    bodies = [one.body for one in (item.operation, *waiting) if one]
    return replace(item, changes=waiting, named=named_in(connection, account, *bodies)) if bodies else item


def outcomes_of(name: str) -> str:
    """The name of the list into which this desk's own outcomes go that belong to the list `name`: of tickets one for
    all pages, else the list itself."""
    return SENT_TICKETS if name.startswith("tickets?") else name


def keep_whole(
    connection: StoreConnection, account: int, ticket: str, listed: bytes, whole: bytes, heard_at: datetime
) -> None:
    """Keeps `whole`, the JSON that the server told of a single ticket. It is shown for as long as the lists have the
    JSON `listed` of it. `heard_at` is in the site's zone."""
    (number,) = connection.execute(
        "insert into list (place, name, day, heard_at, digest) values (?, ?, ?, ?, ?) on conflict (place, name)"
        " do update set day = excluded.day, heard_at = excluded.heard_at, digest = excluded.digest returning id",
        (account, f"ticket/{ticket}", heard_at.date().isoformat(), utc(heard_at), _digest(listed)),
    ).fetchone()
    connection.execute("delete from item where list = ?", (number,))
    connection.execute(
        "insert into item (list, key, id, position, body) values (?, ?, ?, 0, ?)", (number, ticket, ticket, whole)
    )
    connection.touch(TICKETS)


def forget_sent(connection: StoreConnection) -> None:
    """Drops, of every account, the outcomes of tickets that the outbox doesn't hold any more."""
    connection.execute(
        "delete from item where list in (select id from list where name = ?)"
        " and id not in (select made from outbox where kind = 'ticket' and state = 'sent')",
        (SENT_TICKETS,),
    )


def told_item(
    connection: sqlite3.Connection, account: int, ticket: str, listed: bytes, *, key: str = "", stands: bool = True
) -> TicketItem:
    """The ticket of which a list has the JSON `listed`; it `stands` in that list, or did."""
    row = connection.execute(
        "select body, digest from list join item on list.id = list where place = ? and name = ?",
        (account, f"ticket/{ticket}"),
    ).fetchone()
    body, digest = row or (b"", b"")
    whole = body if digest == _digest(listed) else b""
    shown = listed if stands else b""
    return TicketItem(key or ticket, ticket, whole or listed, listed=shown, older=b"" if whole else body)


def _digest(piece: bytes) -> bytes:
    return blake2b(piece, digest_size=16).digest()


def _waiting(connection: sqlite3.Connection, account: int, query: TicketQuery) -> list[Operation]:
    """The tickets that wait and belong before this page: before the first one that filters by no more than words, and
    that they are open or without an agent."""
    if not _may_be_new(replace(query, is_open=False, unassigned=False)):
        return []
    rows = read_operations(connection, account, "kind = 'ticket' and state != 'sent'")
    if query.unassigned:
        rows = tuple(one for one in rows if not one.body.get("agentId"))
    return [one for one in rows if _is_sought(query, one.body["title"], one.body.get("description", ""))]


def _sent(
    connection: sqlite3.Connection, account: int, query: TicketQuery, asked: int, listed: dict[str, bytes]
) -> list[TicketItem]:
    if not _may_be_new(query):
        return []
    rows = connection.execute(
        "select item.id, item.body, operation from list cross join item indexed by item_sent on list.id = list"
        " cross join outbox indexed by outbox_made on outbox.place = list.place and made = item.id"
        " where list.place = ? and name = ? and sent and sent > ? and kind = 'ticket' and state = 'sent'"
        " order by item.position",
        (account, SENT_TICKETS, asked),
    ).fetchall()
    return [
        told_item(connection, account, identity, body, key=operation, stands=False)
        for identity, body, operation in rows
        if identity not in listed and _is_sought(query, _title(body), "")
    ]


def _operations(connection: sqlite3.Connection, account: int, listed: dict[str, bytes]) -> dict[str, str]:
    """By the ids of tickets, the operations that they came of: their rows keep the keys that they had while they
    waited."""
    marks = ", ".join("?" * len(listed))
    rows = connection.execute(
        "select made, operation from outbox where place = ? and kind = 'ticket' and state = 'sent'"
        f" and made in ({marks})",
        (account, *listed),
    )
    return dict(rows.fetchall())


def _hidden(listed: dict[str, bytes], waiting: list[Operation], operations: dict[str, str]) -> set[str]:
    """The ids of listed tickets that aren't shown: one that is being sent may be listed already, and has its own
    row."""
    hidden: set[str] = set()
    for one in waiting:
        if one.state in UNDER_WAY:
            free = listed.keys() - operations.keys() - {*one.known} - hidden
            alike = (other for other in listed if other in free and _is_that(listed[other], one))
            hidden |= {*list(alike)[:1]}
    return hidden


def _is_that(piece: bytes, operation: Operation) -> bool:
    ticket = ticket_summary(piece)
    return ticket.id == operation.made or ticket_likeness(ticket, operation.body) is Likeness.SAME


def _may_be_new(query: TicketQuery) -> bool:
    return query.page == 1 and replace(query, q="", sort_by="", sort="", page_size=0) == ANY


def _is_sought(query: TicketQuery, title: str, description: str) -> bool:
    searched = searchable(f"{title} {description}")
    return all(word in searched for word in fold(query.q).split())


def _title(piece: bytes) -> str:
    try:
        return ticket_summary(piece).title
    except ValueError:
        return ""
