"""What is to be told of a ticket: to whoever reported it, as its flags say, and to its supplier."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.models.notices.kinds import NoticeKind
from app.models.notices.states import State
from app.models.tickets.steps import SOLVED
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.queue import Queued
from app.server.storage.tables.notices import notices as table

FILES_FOLLOW = 20
"""Seconds for which a supplier's mail waits for files: a desk sends them after the ticket, one after the other."""


def of_new(connection: Connection, context: ServerContext, ticket: Document) -> None:
    """Queues what a new ticket's own flags say."""
    if ticket["sendRequesterCopy"]:
        _tell_requester(connection, context, ticket, NoticeKind.CREATED)
    _tell_supplier(connection, context, ticket)


def of_change(connection: Connection, context: ServerContext, before: Document, after: Document) -> None:
    """Queues what follows from a change of a ticket."""
    status = after["status"]["id"]
    if status != before["status"]["id"]:
        if status == SOLVED and after["sendRequesterSolved"]:
            _tell_requester(connection, context, after, NoticeKind.SOLVED)
        elif after["sendRequesterCopy"]:
            _tell_requester(connection, context, after, NoticeKind.STATUS)
    if (before["supplier"] or {}).get("id") != (after["supplier"] or {}).get("id"):
        _tell_supplier(connection, context, after)


def of_comment(connection: Connection, context: ServerContext, ticket: Document, number: int) -> None:
    """Queues that the requester is told of the comment of this number, and of those that come before it is sent."""
    _tell_requester(connection, context, ticket, NoticeKind.COMMENT, event=str(number))


def _tell_requester(
    connection: Connection, context: ServerContext, ticket: Document, kind: NoticeKind, event: str | None = None
) -> None:
    _queue(connection, context, ticket["id"], kind, ticket["notifier"]["id"], event)


def _tell_supplier(connection: Connection, context: ServerContext, ticket: Document) -> None:
    if ticket["supplier"]:
        assigned, supplier = NoticeKind.ASSIGNED, ticket["supplier"]["id"]
        _queue(connection, context, ticket["id"], assigned, supplier, wait=FILES_FOLLOW)


def _queue(
    connection: Connection,
    context: ServerContext,
    ticket: str,
    kind: NoticeKind,
    to: str,
    event: str | None = None,
    wait: int = 0,
) -> None:
    """To be sent after so many seconds. Not if the same waits already: it is put together when it is sent, from what is
    true then."""
    same = (table.c.ticket == ticket, table.c.kind == kind.value, table.c.to_id == to)
    waits = select(table.c.number).where(*same, table.c.state == State.QUEUED.value)
    if connection.execute(waits).first() is None:
        now = int(context.now().timestamp())
        queued = Queued(kind=kind, ticket=ticket, to_id=to, event=event, not_before=now + wait)
        queue.put(connection, now, [queued])
