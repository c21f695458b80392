"""The list of tickets, by every filter, sort and page of the API."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from app.models.text.folding import fold
from app.server import company
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.wire import answered, span
from app.server.context import ServerContext
from app.server.storage.tables import tickets

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
