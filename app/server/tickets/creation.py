"""A ticket is made from a request."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection

from app.models.objects.desk_vocabulary import CATEGORIES, PRIORITIES
from app.models.tickets.steps import REQUESTED, with_agent
from app.server import ids, people
from app.server.bodies.ticket_requests import TicketFields, TicketRequest
from app.server.bodies.wire import Document, due, local, utc
from app.server.context import ServerContext
from app.server.notices import of_tickets
from app.server.tickets.clock import begun
from app.server.tickets.stored import add, status

_MEDIUM = 2

_NAMED = frozenset(TicketFields.model_fields)


def make(
    connection: Connection, context: ServerContext, request: TicketRequest, desk: str = "", *, series: str = ""
) -> str:
    """Writes the ticket that is asked for at the desk of that name, and gives its id. `series` is the id of the first
    one, of a ticket that was made because that recurs. Raises Refusal 400 for a person that is none."""
    (identity,) = ids.reserve(connection, "T")
    clock, ticket = begun(context, new(connection, context, request, identity))
    if series:
        ticket["series"] = series
    of_tickets.of_new(connection, context, ticket)
    return add(connection, ticket, clock, desk)


def new(connection: Connection, context: ServerContext, request: TicketRequest, identity: str) -> Document:
    """The ticket that is asked for, with everything that the server fills in, not written yet; people who are new are
    written. Raises Refusal 400 for a person that is none."""
    now = utc(context.now())
    asked = attributes(connection, context, request, _NAMED)
    creator = request.creator_id and people.user(connection, request.creator_id, "creatorId", context.now())
    return {
        "object": "ticket",
        "type": "Ticket",
        "id": identity,
        "reference": None,
        "title": None,
        "description": None,
        "company": None,  # put in when it is answered
        "creator": people.brief(creator or context.own_user),
        "notifier": None,
        "category": None,
        "priority": None,
        "status": status(with_agent(REQUESTED, has_agent=asked["agent"] is not None)),
        "agent": None,
        "supplier": None,
        "supplierLastReadAt": None,
        "supplierLastNotificationSentAt": None,
        "dueAt": None,
        "reopened": False,
        "archived": False,
        "favorite": False,
        "commentCount": 0,
        "logCount": 1,
        "attachmentCount": 0,
        "relatedTicketCount": 0,
        "customFields": None,
        "createdAt": now,
        "lastStatusChangedAt": now,
        "lastModifiedAt": now,
        "sendRequesterSolved": 0,
        "sendRequesterCopy": 0,
        "rating": None,
    } | asked


def attributes(
    connection: Connection, context: ServerContext, request: TicketFields, named: Collection[str]
) -> Document:
    """Of the request's fields those that are `named`, as the ticket shows them; people who are new are written. Raises
    Refusal 400 for a person that is none."""

    def user(id_or_name: str, field: str) -> Document | None:
        return people.brief(people.user(connection, id_or_name, field, context.now())) if id_or_name else None

    def supplier(id_or_name: str) -> Document | None:
        return people.supplier(connection, id_or_name, "supplierId") if id_or_name else None

    shown: dict[str, tuple[str, Any]] = {
        "reference": ("reference", lambda: request.reference or None),
        "title": ("title", lambda: request.title),
        "description": ("description", lambda: request.description or None),
        "notifier_id": ("notifier", lambda: user(request.notifier_id, "notifierId")),
        "category_id": ("category", lambda: _word("category", request.category_id, CATEGORIES)),
        "priority_id": ("priority", lambda: _word("priority", request.priority_id or _MEDIUM, PRIORITIES)),
        "agent_id": ("agent", lambda: user(request.agent_id, "agentId")),
        "supplier_id": ("supplier", lambda: supplier(request.supplier_id)),
        "due_date": (
            "dueAt",
            lambda: local(due(request.due_date, context.zone), context.zone) if request.due_date else None,
        ),
        "custom_fields": ("customFields", lambda: request.custom_fields or None),
        "send_requester_solved": ("sendRequesterSolved", lambda: int(request.send_requester_solved)),
        "send_requester_copy": ("sendRequesterCopy", lambda: int(request.send_requester_copy)),
    }
    return {attribute: value() for name, (attribute, value) in shown.items() if name in named}


def _word(kind: str, number: int | None, words: dict[int, str]) -> Document | None:
    return {"object": kind, "id": number, "value": words[number]} if number else None
