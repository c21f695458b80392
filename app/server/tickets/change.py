"""A ticket is changed by a PATCH, whose body names only what becomes different."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic_core import from_json
from sqlalchemy import Connection

from app.models.objects.desk_vocabulary import STATUSES
from app.models.tickets.steps import ASSIGNED, DONE, REQUESTED, can_step, reopens, with_agent
from app.server.bodies.refusal import Refusal
from app.server.bodies.ticket_requests import TicketUpdate
from app.server.bodies.wire import Document, utc
from app.server.context import ServerContext
from app.server.if_match import refuse_stale
from app.server.notices import of_tickets
from app.server.tickets import log, recurring
from app.server.tickets.clock import followed
from app.server.tickets.creation import attributes
from app.server.tickets.log import Entry
from app.server.tickets.recurring import Plan
from app.server.tickets.stored import read, status, stored, write

_LOGGED = (
    "status",
    "agent",
    "supplier",
    "category",
    "priority",
    "dueAt",
    "title",
    "description",
    "reference",
    "notifier",
    "favorite",
    "archived",
    "rating",
    "sendRequesterSolved",
    "sendRequesterCopy",
    "customFields",
)


def planned(context: ServerContext, identity: str, request: TicketUpdate) -> Plan | None:
    """How the ticket is to recur by the request, for `change`. Raises Refusal 404, and 400 for a rule that can't be
    followed."""
    if request.recurrence is None:
        return None
    with context.database.reading() as connection:
        made_at = read(connection, identity)["createdAt"]
    return recurring.planned(request.recurrence, datetime.fromisoformat(made_at), context)


def change(
    connection: Connection,
    context: ServerContext,
    identity: str,
    request: TicketUpdate,
    plan: Plan | None,
    tags: str,
    desk: str,
) -> str:
    """Makes the ticket what is asked for at the desk of that name, and gives its id. `plan` says how it recurs where
    the request names that, and `tags` is the value of If-Match. Raises Refusal 404, 412 when it was changed since, 409
    for a step that no ticket takes, 400 for a person that is none."""
    row = stored(connection, identity)
    refuse_stale(row, tags, context, "ticket")
    ticket = from_json(row.document)
    changed = ticket | _asked(connection, context, request)
    if "status_id" in request.model_fields_set:
        _refuse_step(ticket, changed)
    elif ticket["agent"] != changed["agent"]:
        has_agent = changed["agent"] is not None
        changed["status"] = status(with_agent(ticket["status"]["id"], has_agent=has_agent))
    names_rules = "recurrence" in request.model_fields_set
    put(connection, context, ticket, changed, desk, recurring.follow(connection, changed, plan) if names_rules else ())
    return identity


def put(
    connection: Connection,
    context: ServerContext,
    before: Document,
    after: Document,
    desk: str,
    entries: Sequence[Entry] = (),
) -> None:
    """Writes the ticket with what follows from its new attributes: in the log, beside the `entries` that come first,
    for those who are told, and when it goes to another status. A ticket that stays the same isn't written."""
    entries = [*entries, *log.differences(before, after, _LOGGED)]
    if not entries:
        return
    steps = before["status"]["id"], after["status"]["id"]
    if steps[0] != steps[1]:
        after = after | {"lastStatusChangedAt": utc(context.now())}
    if reopens(*steps):
        after = after | {"reopened": True}
    of_tickets.of_change(connection, context, before, after)
    clock, after = followed(context, stored(connection, after["id"]).clock, before, after)
    write(connection, context, after, clock, desk, entries)


def _asked(connection: Connection, context: ServerContext, request: TicketUpdate) -> Document:
    named = request.model_fields_set
    own: Document = {"favorite": request.favorite, "archived": request.archived, "rating": request.rating}
    asked = {name: value for name, value in own.items() if name in named}
    if "status_id" in named:
        asked["status"] = status(request.status_id or REQUESTED)
    return asked | attributes(connection, context, request, named)


def _refuse_step(before: Document, after: Document) -> None:
    """Raises Refusal 409 when a ticket doesn't go from the one status to the other."""
    step = before["status"]["id"], after["status"]["id"]
    if can_step(*step, has_agent=after["agent"] is not None):
        return
    if step[1] == ASSIGNED and not after["agent"] and step[0] not in DONE:
        raise Refusal(409, "A ticket without an agent can't be assigned: name an agent")
    first = ": reopen it first" if step[0] in DONE else ""
    raise Refusal(409, f"A ticket can't go from {STATUSES[step[0]]} to {STATUSES[step[1]]}{first}")
