"""Who is to be told of a ticket by mail: queued in the transaction of what they are told of, and sent by nobody yet."""

from __future__ import annotations

from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Connection, insert

from app.models.tickets.steps import SOLVED
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.storage.tables.tickets import notices

QUEUED = "queued"


class NoticeKind(StrEnum):
    """Of what somebody is told."""

    CREATED = "created"
    SOLVED = "solved"
    COMMENT = "comment"
    ASSIGNED = "assigned"


def of_new(connection: Connection, context: ServerContext, ticket: Document) -> None:
    """Queues what a new ticket's own flags say."""
    if ticket["sendRequesterCopy"]:
        tell_requester(connection, context, ticket, NoticeKind.CREATED)
    _tell_supplier(connection, context, ticket)


def of_change(connection: Connection, context: ServerContext, before: Document, after: Document) -> None:
    """Queues what follows from a change of a ticket."""
    newly_solved = after["status"]["id"] == SOLVED != before["status"]["id"]
    if newly_solved and after["sendRequesterSolved"]:
        tell_requester(connection, context, after, NoticeKind.SOLVED)
    if (before["supplier"] or {}).get("id") != (after["supplier"] or {}).get("id"):
        _tell_supplier(connection, context, after)


def tell_requester(connection: Connection, context: ServerContext, ticket: Document, kind: NoticeKind) -> None:
    """Queues a notice to the one who reported the ticket."""
    _queue(connection, context, ticket["id"], kind, ticket["notifier"]["id"])


def _tell_supplier(connection: Connection, context: ServerContext, ticket: Document) -> None:
    if ticket["supplier"]:
        _queue(connection, context, ticket["id"], NoticeKind.ASSIGNED, ticket["supplier"]["id"])


def _queue(connection: Connection, context: ServerContext, ticket: str, kind: NoticeKind, to: str) -> None:
    row = {"id": uuid4().hex, "kind": kind.value, "ticket": ticket, "to_id": to, "state": QUEUED}
    connection.execute(insert(notices).values(**row, made_at=int(context.now().timestamp())))
