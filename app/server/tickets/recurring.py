"""Tickets that recur, such as a filter that is changed each quarter: the one that somebody made is the first, and the
next are made when their time has come.

Each is made once, also when the server was off for long: then only the latest of those that were missed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Row, delete, insert, select, update

from app.server import recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import Rules
from app.server.bodies.ticket_requests import TicketRequest
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.storage.tables.tickets import recurring_tickets as table
from app.server.tickets.creation import make
from app.server.tickets.log import Entry, shortened
from app.server.tickets.stored import stored


class Plan(NamedTuple):
    """How a ticket recurs, by the names of its columns: the rules as JSON, when the first one was made, as the site's
    clock showed it, and when the next one is to be, in seconds since 1970, null for never."""

    rules: str
    first: str
    next_at: int | None


def planned(rules: Rules | None, first: datetime, context: ServerContext) -> Plan | None:
    """How a ticket that was made at the moment `first` is to recur from now on; None when it isn't. Raises Refusal 400
    for a rule that can't be followed. Following it takes a while: nobody should have to wait for that."""
    texts = rules.model_dump() if rules else {}
    if not any(texts.values()):
        return None
    wall = first.astimezone(context.zone).replace(tzinfo=None, microsecond=0)
    try:
        next_at = _next(_starts(texts, wall, context), context)
    except ValueError as error:
        raise Refusal(400, f"recurrence {error}") from error
    return Plan(to_json(texts).decode(), wall.isoformat(), next_at)


def begin(connection: Connection, identity: str, request: TicketRequest, plan: Plan | None) -> None:
    """Has the ticket of this id recur as it was planned: further ones are made from the request."""
    if plan is not None:
        again = request.model_copy(update={"recurrence": None, "visit": None})
        body = again.model_dump_json(by_alias=True, exclude_defaults=True)
        connection.execute(insert(table).values(ticket=identity, request=body, **plan._asdict()))


def follow(connection: Connection, ticket: Document, plan: Plan | None) -> list[Entry]:
    """Has the ticket recur as it was planned from now on, or not any more; what its log says of that, nothing when it
    goes on as before. One that didn't recur begins with the ticket as it is."""
    identity = ticket["id"]
    before = rules_of(connection, identity)
    after = _told(plan.rules) if plan else None
    if before == after:
        return []
    if plan is None:
        connection.execute(delete(table).where(table.c.ticket == identity))
    elif before is None:
        begin(connection, identity, _request_for(connection, ticket), plan)
    else:
        connection.execute(update(table).where(table.c.ticket == identity).values(**plan._asdict()))
    return [Entry("recurrence", *(shortened((one or {}).get("rrule", "")) or None for one in (before, after)))]


def rules_of(connection: Connection, identity: str) -> Document | None:
    """By which rules the ticket recurs, as they are answered; None when it doesn't, not any more, or another is the
    first."""
    rules = connection.scalar(select(table.c.rules).where(table.c.ticket == identity))
    return _told(rules) if rules else None


def _told(rules: str) -> Document:
    return {name: text for name, text in from_json(rules).items() if text}


def _request_for(connection: Connection, ticket: Document) -> TicketRequest:
    """By which one like it is made: what is due by its priority alone stays so."""
    kept = stored(connection, ticket["id"])
    given = ticket["dueAt"] and (kept.clock.due_given or ticket["dueAt"] != from_json(kept.document)["dueAt"])
    named = {
        f"{name}Id": ticket[name]["id"]
        for name in ("notifier", "creator", "category", "priority", "agent", "supplier")
        if ticket[name]
    }
    same = ("title", "description", "reference", "sendRequesterSolved", "sendRequesterCopy", "customFields")
    body = named | {name: ticket[name] for name in same if ticket[name]}
    return TicketRequest.model_validate(body | ({"dueDate": ticket["dueAt"]} if given else {}))


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
            make(connection, context, _request(row, first, latest, context), series=row.ticket)
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
