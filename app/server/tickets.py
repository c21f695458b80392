"""Tickets over SQL: made from a request, and listed by every filter, sort and page of the API."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from app.models.objects.desk_vocabulary import CATEGORIES, PRIORITIES, STATUS_ACTIONS, STATUSES
from app.models.text.folding import fold
from app.server import company, ids, people
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import TicketRequest
from app.server.bodies.wire import Document, answered, due, local, seconds, span, utc, written
from app.server.context import ServerContext
from app.server.storage.changes import Kind, note
from app.server.storage.folded import folded_columns
from app.server.storage.tables import tickets

REQUESTED = 1
"""The number of a new ticket's status."""

_MEDIUM = 2

_SORTED_BY = {
    "activity": tickets.c.modified_at,
    "id": tickets.c.id,
    "title": tickets.c.title,
    "status": tickets.c.status,
    "priority": tickets.c.priority,
    "category": tickets.c.category,
    "dueDate": tickets.c.due_at,
    "created": tickets.c.created_at,
}


def one(connection: Connection, identity: str) -> tuple[int, bytes]:
    """The ticket's revision and its JSON. Raises Refusal 404 when there is none of that id."""
    columns = select(tickets.c.revision, tickets.c.document).where(tickets.c.id == identity)
    row = connection.execute(columns).one_or_none()
    if row is None:
        raise Refusal(404, f"There is no ticket {identity}")
    return row.revision, answered(row.document, company.as_json(connection), row.revision)


def page(connection: Connection, context: ServerContext, query: TicketListQuery) -> tuple[int, list[bytes]]:
    """How many tickets pass the filters, and the JSON of those on the page that is asked for, in its order. Tickets
    without a category or a due date come last when it is sorted by that, whichever way."""
    filters = list(_filters(context, query))
    total = connection.scalar(select(func.count()).select_from(tickets).where(*filters)) or 0
    rows: Select[Any] = select(tickets.c.document, tickets.c.revision).where(*filters)
    for column in (_SORTED_BY[query.sort_by], tickets.c.number):
        rows = rows.order_by((column.desc() if query.sort == "desc" else column.asc()).nulls_last())
    rows = rows.limit(query.page_size).offset((query.page - 1) * query.page_size)
    site = company.as_json(connection)
    return total, [answered(document, site, revision) for document, revision in connection.execute(rows)]


def _filters(context: ServerContext, query: TicketListQuery) -> list[ColumnElement[bool]]:
    same: dict[str, Any] = {
        "status": query.status,
        "priority": query.priority,
        "category": query.category,
        "agent_id": query.agent_id,
        "supplier_id": query.supplier_id,
        "creator_id": context.own_user["id"] if query.mode == "me" else None,
    }
    filters = [tickets.c[name] == value for name, value in same.items() if value]
    filters += [tickets.c.words.contains(word, autoescape=True) for word in fold(query.q).split()]
    starts, ends = span(query.due_date_from, query.due_date_to, context.zone)
    if starts is not None:
        filters.append(tickets.c.due_at >= starts)
    if ends is not None:
        filters.append(tickets.c.due_at < ends)
    return filters


def make(connection: Connection, context: ServerContext, request: TicketRequest) -> str:
    """Writes the ticket that is asked for and gives its id. Raises Refusal 400 for a person that is none."""
    (identity,) = ids.reserve(connection, "T")
    return add(connection, new(connection, context, request, identity))


def add(connection: Connection, document: Document) -> str:
    """Writes a whole ticket and gives its id; the columns that it is searched by are taken from the ticket."""
    row = folded_columns(document) | {
        "id": document["id"],
        "status": document["status"]["id"],
        "priority": document["priority"]["id"],
        "category": document["category"] and document["category"]["id"],
        "agent_id": document["agent"] and document["agent"]["id"],
        "supplier_id": document["supplier"] and document["supplier"]["id"],
        "creator_id": document["creator"]["id"],
        "due_at": document["dueAt"] and seconds(document["dueAt"]),
        "created_at": seconds(document["createdAt"]),
        "modified_at": seconds(document["lastModifiedAt"]),
        "revision": note(connection, Kind.TICKET, document["id"]),
    }
    connection.execute(insert(tickets).values(**row, document=written(document)))
    return str(document["id"])


def new(connection: Connection, context: ServerContext, request: TicketRequest, identity: str) -> Document:
    """The ticket that is asked for, with everything that the server fills in, not written yet; people who are new are
    written. Raises Refusal 400 for a person that is none."""
    now = context.now()

    def user(id_or_name: str, field: str) -> Document | None:
        return people.brief(people.user(connection, id_or_name, field, now)) if id_or_name else None

    return {
        "object": "ticket",
        "type": "Ticket",
        "id": identity,
        "reference": request.reference or None,
        "title": request.title,
        "description": request.description or None,
        "company": None,  # put in when it is answered
        "creator": user(request.creator_id, "creatorId") or people.brief(context.own_user),
        "notifier": user(request.notifier_id, "notifierId"),
        "category": _word("category", request.category_id, CATEGORIES),
        "priority": _word("priority", request.priority_id or _MEDIUM, PRIORITIES),
        "status": status(REQUESTED),
        "agent": user(request.agent_id, "agentId"),
        "supplier": people.supplier(connection, request.supplier_id, "supplierId") if request.supplier_id else None,
        "supplierLastReadAt": None,
        "supplierLastNotificationSentAt": None,
        "dueAt": local(due(request.due_date, context.zone), context.zone) if request.due_date else None,
        "reopened": False,
        "archived": False,
        "favorite": False,
        "commentCount": 0,
        "logCount": 1,
        "attachmentCount": 0,
        "relatedTicketCount": 0,
        "customFields": request.custom_fields or None,
        "createdAt": utc(now),
        "lastStatusChangedAt": utc(now),
        "lastModifiedAt": utc(now),
        "sendRequesterSolved": int(request.send_requester_solved),
        "sendRequesterCopy": int(request.send_requester_copy),
        "rating": None,
    }


def status(number: int) -> Document:
    """The JSON object of a status, by one of the numbers of STATUSES."""
    return {"object": "status", "id": number, "action": STATUS_ACTIONS[number], "value": STATUSES[number]}


def _word(kind: str, number: int | None, words: dict[int, str]) -> Document | None:
    return {"object": kind, "id": number, "value": words[number]} if number else None
