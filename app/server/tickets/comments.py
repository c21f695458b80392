"""What is said of a ticket: between those who mend it, and with whoever reported it."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from app.models.tickets.steps import IN_PROGRESS, ON_HOLD
from app.server.bodies.ticket_requests import CommentRequest
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices.of_tickets import of_comment
from app.server.storage.tables.tickets import ticket_comments as table
from app.server.tickets.change import put
from app.server.tickets.log import Entry, shortened, stamp
from app.server.tickets.stored import read, status


def add(connection: Connection, context: ServerContext, identity: str, request: CommentRequest, desk: str) -> str:
    """Adds a comment to the ticket and gives the ticket's id. One that comes from the requester takes it off hold, one
    for the requester is told to them. Raises Refusal 404."""
    before = read(connection, identity)
    row = {
        "ticket": identity,
        "text": request.text,
        "internal": request.internal,
        "from_requester": request.from_requester,
        "desk": desk,
        "at": int(context.now().timestamp()),
    }
    number = connection.scalar(insert(table).values(row).returning(table.c.number))
    after = before | {"commentCount": before["commentCount"] + 1}
    if request.from_requester and before["status"]["id"] == ON_HOLD:
        after["status"] = status(IN_PROGRESS)
    if not (request.internal or request.from_requester):
        of_comment(connection, context, after, number)
    put(connection, context, before, after, desk, [Entry("comment", None, shortened(request.text))])
    return identity


def of(connection: Connection, identity: str) -> list[Document]:
    """The JSON of all comments, in their order."""
    rows = connection.execute(select(table).where(table.c.ticket == identity).order_by(table.c.number))
    return [
        {
            "id": str(row.number),
            "text": row.text,
            "internal": row.internal,
            "fromRequester": row.from_requester,
            "by": row.desk,
            "at": stamp(row.at),
        }
        for row in rows
    ]
