"""The list of tickets, by every filter, sort and page of the API, and by our own.

It is read from the narrow table of what tickets are searched by: looking through the words of 73,000 takes a fraction
of what it takes to pass over their documents too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, case, func, select

from app.models.objects.desk_vocabulary import STATUSES
from app.models.objects.ticket_query import URGENCY
from app.models.text.folding import fold
from app.models.tickets.steps import DONE, OPEN
from app.server import company
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.wire import answered, day_span, span
from app.server.context import ServerContext
from app.server.storage import word_index
from app.server.storage.tables.tickets import tickets
from app.server.storage.word_index import FEWEST
from app.server.tickets.stored import TicketRow, some

_COLUMN = tickets.c

_SORTED_BY: dict[str, ColumnElement[Any]] = {
    "activity": _COLUMN.modified_at,
    "id": _COLUMN.id,
    "title": _COLUMN.title,
    "status": case({number: place for place, number in enumerate(STATUSES)}, value=_COLUMN.status),
    "priority": _COLUMN.priority,
    "category": _COLUMN.category,
    "dueDate": _COLUMN.due_at,
    "created": _COLUMN.created_at,
}

_MAY_BE_ABSENT = ("category", "dueDate")

_WITH_INDEX = ("activity", "dueDate")

_OPEN = _COLUMN.status.in_(OPEN)


class _Key(NamedTuple):
    """What tickets are ordered by, and which way."""

    value: ColumnElement[Any]
    direction: Callable[[ColumnElement[Any]], ColumnElement[Any]]


def page(connection: Connection, context: ServerContext, query: TicketListQuery) -> tuple[int, list[bytes]]:
    """How many tickets pass the filters, and the JSON of those on the page that is asked for, in its order. Tickets
    without a category or a due date come last when it is sorted by that, whichever way."""
    filters, keys, words = _filters(context, query), _keys(context, query), fold(query.q).split()
    if not words:
        total, listed = _listed(connection, query, [_archived(query), *filters], keys)
    elif _few(query) or (context.database.has_word_index and not query.archived):
        total, listed = _found(connection, query, filters, keys, words)
    else:
        total, listed = _looked_through(connection, query, [_in_table(query), *filters, *_with_all(words)], keys)
    kept, site = some(connection, listed), company.as_json(connection)
    return total, [_answered(context, kept[identity], site) for identity in listed]


def _answered(context: ServerContext, row: TicketRow, site: bytes) -> bytes:
    return answered(row.document, site, row.revision, b',"clock":' + to_json(row.clock.shown(context)))


def _listed(
    connection: Connection, query: TicketListQuery, filters: list[ColumnElement[bool]], keys: list[_Key]
) -> tuple[int, list[str]]:
    """How many pass, and the ids on the page: an index has the usual orders, and most of the rest needn't be read. One
    statement asks both, since each further one waits for the database's turn."""
    total = select(func.count()).select_from(tickets).where(*filters).correlate(None).scalar_subquery()
    return _with_total(connection, query, _ordered(query, filters, keys).add_columns(total.label("total")), total)


def _count(connection: Connection, filters: list[ColumnElement[bool]]) -> int:
    return connection.scalar(select(func.count()).select_from(tickets).where(*filters)) or 0


def _ids(
    connection: Connection, query: TicketListQuery, filters: list[ColumnElement[bool]], keys: list[_Key]
) -> list[str]:
    return [row.id for row in connection.execute(_ordered(query, filters, keys))]


def _ordered(query: TicketListQuery, filters: list[ColumnElement[bool]], keys: list[_Key]) -> Select[Any]:
    rows = select(_COLUMN.id).where(*filters).order_by(*(key.direction(key.value) for key in keys))
    return rows.limit(query.page_size).offset(_before(query))


def _with_total(
    connection: Connection, query: TicketListQuery, rows: Select[Any], total: ScalarSelect[int]
) -> tuple[int, list[str]]:
    """What a statement finds that tells the total beside each id: none behind the last page."""
    listed = connection.execute(rows).all()
    if listed:
        return int(listed[0].total), [row.id for row in listed]
    return (connection.scalar(select(total)) or 0) if query.page > 1 else 0, []


def _found(
    connection: Connection,
    query: TicketListQuery,
    filters: list[ColumnElement[bool]],
    keys: list[_Key],
    words: list[str],
) -> tuple[int, list[str]]:
    """The same where an index leads to few, or the word index to what isn't archived. Of many hits a page is met soon
    in their order; a few are sorted: PostgreSQL weighs that by itself."""
    if connection.dialect.name != "sqlite":
        return _listed(connection, query, [_archived(query), *filters, *_with_all(words)], keys)
    long, contain = [word for word in words if len(word) >= FEWEST], _with_all(words)
    hits = None if _few(query) else word_index.hits(connection, long)
    led = [_archived(query) if _few(query) else _in_table(query), *filters, *contain]
    if hits is not None:
        led.append(_COLUMN.number.in_(hits))
    if hits is not None and not filters and long == words:  # the index alone tells how many
        total = connection.scalar(select(func.count()).select_from(hits.subquery())) or 0
    else:
        total = _count(connection, led)
    if not total:
        return 0, []
    if query.sort_by in _WITH_INDEX:
        newest = connection.scalar(select(func.max(_COLUMN.number))) or 0
        if total**2 > newest * (_before(query) + query.page_size):
            return total, _ids(connection, query, [_archived(query), *filters, *contain], keys)
        keys = [key._replace(value=key.value + 0) for key in keys]  # in no index, so in none of another order
    return total, _ids(connection, query, led, keys)


def _looked_through(
    connection: Connection, query: TicketListQuery, filters: list[ColumnElement[bool]], keys: list[_Key]
) -> tuple[int, list[str]]:
    """The same without it: whatever the order, all words have to be looked through, and that once."""
    labelled = [key.value.label(f"key_{number}") for number, key in enumerate(keys)]
    hits = select(_COLUMN.id, *labelled).where(*filters).cte("hits")
    total = select(func.count()).select_from(hits).scalar_subquery()
    order = [key.direction(hits.c[f"key_{number}"]) for number, key in enumerate(keys)]
    rows = select(hits.c.id, total.label("total")).order_by(*order)
    return _with_total(connection, query, rows.limit(query.page_size).offset(_before(query)), total)


def _before(query: TicketListQuery) -> int:
    return (query.page - 1) * query.page_size


def _keys(context: ServerContext, query: TicketListQuery) -> list[_Key]:
    if query.sort_by == URGENCY:
        today = context.now().astimezone(context.zone).date()
        _, ends = day_span(today, context.zone)
        urgent = _OPEN & (_COLUMN.due_at < ends)
        keys = [_Key(case((urgent, 0), else_=1), _up), _Key(case((urgent, _COLUMN.due_at), else_=0), _up)]
        return [*keys, _Key(_COLUMN.modified_at, _down), _Key(_COLUMN.number, _down)]
    direction = _down if query.sort == "desc" else _up
    last = direction if query.sort_by not in _MAY_BE_ABSENT else lambda value: direction(value).nulls_last()
    return [_Key(_SORTED_BY[query.sort_by], last), _Key(_COLUMN.number, direction)]


def _up(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return value.asc()


def _down(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return value.desc()


def _with_all(words: list[str]) -> list[ColumnElement[bool]]:
    return [_COLUMN.words.contains(word, autoescape=True) for word in words]


def _few(query: TicketListQuery) -> bool:
    """Whether an index leads to few tickets: most are solved or closed, and of many agents."""
    undone = bool(query.status) and query.status.isdisjoint(DONE)
    return undone or query.open or query.overdue or bool(query.agent_id)


def _archived(query: TicketListQuery) -> ColumnElement[bool]:
    """In a form that leads to an index where that is of use."""
    narrowed = query.status or query.open or query.overdue or query.agent_id
    in_order = query.sort_by in _WITH_INDEX or narrowed
    return _COLUMN.archived == query.archived if in_order else _in_table(query)


def _in_table(query: TicketListQuery) -> ColumnElement[bool]:
    """The same where most of the table is read, in its own order: SQLite has to be kept from an index that nearly
    everything is in."""
    return _COLUMN.archived.is_(True) if query.archived else _COLUMN.archived.is_not(True)


def _filters(context: ServerContext, query: TicketListQuery) -> list[ColumnElement[bool]]:
    """All but the words, and whether they are archived."""
    same: dict[str, Any] = {
        "priority": query.priority,
        "category": query.category,
        "agent_id": query.agent_id,
        "supplier_id": query.supplier_id,
        "creator_id": context.own_user["id"] if query.mode == "me" else None,
    }
    filters: list[ColumnElement[bool]] = [_COLUMN[name] == value for name, value in same.items() if value]
    if query.status:
        filters.append(_COLUMN.status.in_(sorted(query.status)))
    if query.open or query.overdue:
        filters.append(_OPEN)
    if query.overdue:
        filters.append(_COLUMN.due_at + 0 < int(context.now().timestamp()))  # few are open, many were due
    if query.unassigned:
        filters.append(_COLUMN.agent_id.is_(None))
    starts, ends = span(query.due_date_from, query.due_date_to, context.zone)
    if starts is not None:
        filters.append(_COLUMN.due_at >= starts)
    if ends is not None:
        filters.append(_COLUMN.due_at < ends)
    return filters
