"""Tickets that recur, such as a filter that is changed each quarter: the one that somebody made is the first, and the
next are made when their time has come.

Each is made once, also when the server was off for long: then only the latest of those that were missed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Row, delete, insert, select, update

from app.server import recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.ticket_requests import TicketRequest
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.storage.tables import recurring_tickets as table
from app.server.tickets.creation import make


def planned(request: TicketRequest, context: ServerContext) -> Document | None:
    """How a ticket that is made from the request now is to recur, for `begin`; None when it isn't. Raises Refusal 400
    for a rule that can't be followed."""
    rules = request.recurrence.model_dump() if request.recurrence else {}
    if not any(rules.values()):
        return None
    first = context.now().astimezone(context.zone).replace(tzinfo=None, microsecond=0)
    try:
        next_at = _next(_starts(rules, first, context), context)
    except ValueError as error:
        raise Refusal(400, f"recurrence {error}") from error
    again = request.model_copy(update={"recurrence": None, "visit": None})
    return {
        "request": again.model_dump_json(by_alias=True, exclude_defaults=True),
        "rules": to_json(rules).decode(),
        "first": first.isoformat(),
        "next_at": next_at,
    }


def begin(connection: Connection, identity: str, plan: Document | None) -> None:
    """Has the ticket of this id, which was made just now, recur as it was planned."""
    if plan is not None:
        connection.execute(insert(table).values(ticket=identity, **plan))


def end(connection: Connection, identity: str) -> None:
    """Has no further ticket made after the one of this id."""
    connection.execute(delete(table).where(table.c.ticket == identity))


def rules_of(connection: Connection, identity: str) -> Document | None:
    """By which rules the ticket recurs, as they are answered; None when it doesn't, or another is the first."""
    rules = connection.scalar(select(table.c.rules).where(table.c.ticket == identity))
    return {name: text for name, text in from_json(rules).items() if text} if rules else None


def make_those_due(context: ServerContext) -> None:
    """Makes the tickets whose time has come."""
    due = select(table).where(table.c.next_at <= int(context.now().timestamp()))
    with context.database.reading() as connection:
        if connection.execute(due.limit(1)).first() is None:
            return
    with context.database.writing() as connection:
        for row in connection.execute(due).all():
            first = datetime.fromisoformat(row.first)
            starts = _starts(from_json(row.rules), first, context)
            latest = max((start for start in starts if start <= context.now().timestamp()), default=row.next_at)
            make(connection, context, _request(row, first, latest, context))
            following = update(table).where(table.c.ticket == row.ticket)
            connection.execute(following.values(next_at=_next(starts, context)))


def _starts(rules: dict[str, str], first: datetime, context: ServerContext) -> list[int]:
    return recurrence.starts(**rules, first=first, site=context.zone)


def _next(starts: list[int], context: ServerContext) -> int | None:
    now = context.now().timestamp()
    return next((start for start in starts if start > now), None)


def _request(row: Row[Any], first: datetime, at: int, context: ServerContext) -> TicketRequest:
    """What the next one is made from: the first one's request, due as long after it as that was."""
    request = TicketRequest.model_validate_json(row.request)
    wall = datetime.fromtimestamp(at, UTC).astimezone(context.zone).replace(tzinfo=None)
    due = request.due_date
    if isinstance(due, datetime):
        local = due.astimezone(context.zone).replace(tzinfo=None) if due.tzinfo else due
        due = wall + (local - first)
    elif due is not None:
        due = wall.date() + (due - first.date())
    return request.model_copy(update={"due_date": due})
