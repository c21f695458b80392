"""Tickets that have to do with each other. Each of the two says so, and a ticket that is the same as another is closed
in favour of it."""

from __future__ import annotations

from pydantic_core import from_json
from sqlalchemy import Connection, delete, func, insert, select

from app.models.tickets.steps import CLOSED
from app.server.bodies.refusal import Refusal
from app.server.bodies.ticket_requests import RelationRequest
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.storage.tables.tickets import related_tickets as table
from app.server.storage.tables.tickets import tickets
from app.server.tickets.change import put
from app.server.tickets.log import Entry, shortened
from app.server.tickets.stored import read, some, status


def relate(connection: Connection, context: ServerContext, identity: str, request: RelationRequest, desk: str) -> str:
    """Relates the ticket to the one that is named, and gives its id. Raises Refusal 404, and 400 when the one that is
    named is none or itself."""
    ticket = read(connection, identity)
    try:
        other = read(connection, request.ticket_id)
    except Refusal as refusal:
        raise Refusal(400, f"ticketId is of no ticket: {request.ticket_id}") from refusal
    if ticket["id"] == other["id"]:
        raise Refusal(400, "ticketId is that of the ticket itself")
    relation = (table.c.ticket == identity) & (table.c.other == other["id"])
    known = connection.execute(select(table.c.same).where(relation)).one_or_none()
    if known and (known.same or not request.same):
        return identity
    _forget(connection, identity, other["id"])
    pairs = ((identity, other["id"]), (other["id"], identity))
    connection.execute(insert(table), [{"ticket": a, "other": b, "same": request.same} for a, b in pairs])
    what = "same" if request.same else "related"
    after = ticket | ({"status": status(CLOSED)} if request.same else {})
    _put(connection, context, ticket, after, desk, Entry(what, None, _named(other)))
    _put(connection, context, other, other, desk, Entry(what, None, _named(ticket)))
    return identity


def part(connection: Connection, context: ServerContext, identity: str, other_id: str, desk: str) -> str:
    """Takes the relation away, and gives the ticket's id. Those that aren't related stay so. Raises Refusal 404."""
    ticket, other = read(connection, identity), read(connection, other_id)
    if _forget(connection, identity, other_id):
        _put(connection, context, ticket, ticket, desk, Entry("related", _named(other), None))
        _put(connection, context, other, other, desk, Entry("related", _named(ticket), None))
    return identity


def of(connection: Connection, identity: str) -> list[Document]:
    """The JSON of all to which the ticket is related, in the order in which they were made."""
    rows = (
        select(table.c.other, table.c.same)
        .join(tickets, tickets.c.id == table.c.other)
        .where(table.c.ticket == identity)
        .order_by(tickets.c.number)
    )
    same = {row.other: row.same for row in connection.execute(rows)}
    kept = some(connection, [*same])
    others = (from_json(kept[other].document) for other in same)
    return [{name: other[name] for name in ("id", "title", "status")} | {"same": same[other["id"]]} for other in others]


def _put(
    connection: Connection, context: ServerContext, before: Document, after: Document, desk: str, entry: Entry
) -> None:
    """Writes one of the two, with how many it is related to."""
    count = connection.scalar(select(func.count()).select_from(table).where(table.c.ticket == before["id"]))
    put(connection, context, before, after | {"relatedTicketCount": count}, desk, [entry])


def _forget(connection: Connection, one: str, other: str) -> int:
    """Takes the relation away on both sides; how many sides there were."""
    sides = ((table.c.ticket == one) & (table.c.other == other)) | ((table.c.ticket == other) & (table.c.other == one))
    return connection.execute(delete(table).where(sides)).rowcount


def _named(ticket: Document) -> str:
    return shortened(f"{ticket['id']} {ticket['title']}")
