"""The list of tickets, by every filter, sort and page of the API, and by our own.

It is read from the narrow table of what tickets are searched by: looking through the words of 73,000 takes a fraction
of what it takes to pass over their documents too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, case, func, or_, select, true

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

_WITH_INDEX = ("activity", "dueDate", URGENCY)

_DAY = 24 * 3600

IS_OPEN = _COLUMN.status.in_(OPEN)


class _Key(NamedTuple):
    """What tickets are ordered by, and which way."""

    value: ColumnElement[Any]
    direction: Callable[[ColumnElement[Any]], ColumnElement[Any]]


class _Part(NamedTuple):
    """Of those that are listed, which are asked for: so many after the first `offset` of those that `which` lets
    through."""

    limit: int
    offset: int
    which: tuple[ColumnElement[bool], ...] = ()


def page(connection: Connection, context: ServerContext, query: TicketListQuery) -> tuple[int, list[bytes]]:
    """How many tickets pass the filters, and the JSON of those on the page that is asked for, in its order. Tickets
    without a category or a due date come last when it is sorted by that, whichever way."""
    filters, words = _filters(context, query), fold(query.q).split()
    if words and not _few(query) and (query.archived or not context.database.has_word_index):
        total, listed = _looked_through(connection, context, query, [_in_table(query), *filters, *_with_all(words)])
    elif query.sort_by == URGENCY and not _few(query):
        total, listed = _by_urgency(connection, context, query, filters, words)
    else:
        total, listed = _in_order(connection, query, filters, _keys(context, query), words, _whole_page(query))
    kept, site = some(connection, listed), company.as_json(connection)
    return total, [_answered(context, kept[identity], site) for identity in listed]


def _answered(context: ServerContext, row: TicketRow, site: bytes) -> bytes:
    return answered(row.document, site, row.revision, b',"clock":' + to_json(row.clock.shown(context)))


def count(connection: Connection, *which: ColumnElement[bool]) -> int:
    """How many tickets pass all of these."""
    return connection.scalar(select(func.count()).select_from(tickets).where(*which)) or 0


def is_due_before(moment: int) -> ColumnElement[bool]:
    """In seconds since 1970. Of open ones: in a form that leads to no index, as few are open and many were due."""
    return _COLUMN.due_at + 0 < moment


def _by_urgency(
    connection: Connection,
    context: ServerContext,
    query: TicketListQuery,
    filters: list[ColumnElement[bool]],
    words: list[str],
) -> tuple[int, list[str]]:
    """How many pass, and the ids on the page. An index leads to the few that are urgent, another has the order of the
    rest: sorted as one, all would have to be read."""
    before, ends = _before(query), _end_of_today(context)
    urgent = [_COLUMN.archived == query.archived, IS_OPEN, is_due_before(ends), *filters, *_with_all(words)]
    until = _Part(0 if query.status and query.status.isdisjoint(OPEN) else before + query.page_size, 0)
    first = _ids(connection, urgent, [_Key(_COLUMN.due_at + 0, _up), *_LATEST_FIRST], until)
    others = (or_(_COLUMN.status.not_in(OPEN), _COLUMN.due_at.is_(None), _COLUMN.due_at >= ends),)
    rest = _Part(query.page_size - len(first[before:]), max(0, before - len(first)), others)
    total, listed = _in_order(connection, query, filters, _LATEST_FIRST, words, rest)
    return total, first[before:] + listed


def _in_order(
    connection: Connection,
    query: TicketListQuery,
    filters: list[ColumnElement[bool]],
    keys: list[_Key],
    words: list[str],
    part: _Part,
) -> tuple[int, list[str]]:
    """How many pass, and the ids of a part of them: an index has the usual orders, and most of the rest needn't be
    read."""
    if words:
        return _found(connection, query, filters, keys, words, part)
    if query.sort_by == "title" and not filters:  # an index has this order too: of some, all are read sooner
        return _listed(connection, [_is_archived(query)], keys, part)
    return _listed(connection, [_archived(query), *filters], keys, part)


def _listed(
    connection: Connection, filters: list[ColumnElement[bool]], keys: list[_Key], part: _Part
) -> tuple[int, list[str]]:
    """One statement asks both, since each further one waits for the database's turn."""
    total = select(func.count()).select_from(tickets).where(*filters).correlate(None).scalar_subquery()
    return _with_total(connection, part, _ordered(filters, keys, part).add_columns(total.label("total")), total)


def _ids(connection: Connection, filters: list[ColumnElement[bool]], keys: list[_Key], part: _Part) -> list[str]:
    return [row.id for row in connection.execute(_ordered(filters, keys, part))] if part.limit else []


def _ordered(filters: list[ColumnElement[bool]], keys: list[_Key], part: _Part) -> Select[Any]:
    rows = select(_COLUMN.id).where(*filters, *part.which).order_by(*(key.direction(key.value) for key in keys))
    return rows.limit(part.limit).offset(part.offset)


def _with_total(
    connection: Connection, part: _Part, rows: Select[Any], total: ScalarSelect[int]
) -> tuple[int, list[str]]:
    """What a statement finds that tells the total beside each id: none behind the last page, or where all are left to
    another part."""
    listed = connection.execute(rows).all() if part.limit else []
    if listed:
        return int(listed[0].total), [row.id for row in listed]
    is_all = part == _Part(part.limit, 0) and part.limit
    return 0 if is_all else connection.scalar(select(total)) or 0, []


def _found(
    connection: Connection,
    query: TicketListQuery,
    filters: list[ColumnElement[bool]],
    keys: list[_Key],
    words: list[str],
    part: _Part,
) -> tuple[int, list[str]]:
    """The same where an index leads to few, or the word index to what isn't archived. Of many hits a page is met soon
    in their order; a few are sorted: PostgreSQL weighs that by itself."""
    if connection.dialect.name != "sqlite":
        return _listed(connection, [_archived(query), *filters, *_with_all(words)], keys, part)
    long, contain = [word for word in words if len(word) >= FEWEST], _with_all(words)
    hits = None if _few(query) else word_index.hits(connection, long)
    led = [_archived(query) if _few(query) else _in_table(query), *filters, *contain]
    if hits is not None:
        led.append(_COLUMN.number.in_(hits))
    if hits is not None and not filters and long == words:  # the index alone tells how many
        total = connection.scalar(select(func.count()).select_from(hits.subquery())) or 0
    else:
        total = count(connection, *led)
    if not total:
        return 0, []
    if query.sort_by in _WITH_INDEX:
        newest = connection.scalar(select(func.max(_COLUMN.number))) or 0
        if total**2 > newest * (part.offset + part.limit):
            return total, _ids(connection, [_archived(query), *filters, *contain], keys, part)
        keys = [key._replace(value=key.value + 0) for key in keys]  # in no index, so in none of another order
    return total, _ids(connection, led, keys, part)


def _looked_through(
    connection: Connection, context: ServerContext, query: TicketListQuery, filters: list[ColumnElement[bool]]
) -> tuple[int, list[str]]:
    """The same without it: whatever the order, all words have to be looked through, and that once."""
    keys = _keys(context, query)
    labelled = [key.value.label(f"key_{number}") for number, key in enumerate(keys)]
    hits = select(_COLUMN.id, *labelled).where(*filters).cte("hits")
    total = select(func.count()).select_from(hits).scalar_subquery()
    order = [key.direction(hits.c[f"key_{number}"]) for number, key in enumerate(keys)]
    rows = select(hits.c.id, total.label("total")).order_by(*order)
    part = _whole_page(query)
    return _with_total(connection, part, rows.limit(part.limit).offset(part.offset), total)


def _before(query: TicketListQuery) -> int:
    return (query.page - 1) * query.page_size


def _whole_page(query: TicketListQuery) -> _Part:
    return _Part(query.page_size, _before(query))


def _end_of_today(context: ServerContext) -> int:
    """In seconds since 1970."""
    return day_span(context.now().astimezone(context.zone).date(), context.zone)[1]


def _keys(context: ServerContext, query: TicketListQuery) -> list[_Key]:
    if query.sort_by == URGENCY:
        urgent = IS_OPEN & (_COLUMN.due_at < _end_of_today(context))
        keys = [_Key(case((urgent, 0), else_=1), _up), _Key(case((urgent, _COLUMN.due_at), else_=0), _up)]
        return [*keys, *_LATEST_FIRST]
    direction = _down if query.sort == "desc" else _up
    last = direction if query.sort_by not in _MAY_BE_ABSENT else lambda value: direction(value).nulls_last()
    return [_Key(_SORTED_BY[query.sort_by], last), _Key(_COLUMN.number, direction)]


def _up(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return value.asc()


def _down(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return value.desc()


_LATEST_FIRST = [_Key(_COLUMN.modified_at, _down), _Key(_COLUMN.number, _down)]


def _with_all(words: list[str]) -> list[ColumnElement[bool]]:
    return [_COLUMN.words.contains(word, autoescape=True) for word in words]


def _few(query: TicketListQuery) -> bool:
    """Whether an index leads to few tickets: most are solved or closed, and of many agents."""
    undone = bool(query.status) and query.status.isdisjoint(DONE)
    some = query.open or query.overdue or query.favorite or query.has_age or query.of_a_time
    return undone or some or bool(query.agent_id)


def _archived(query: TicketListQuery) -> ColumnElement[bool]:
    """In a form that leads to an index where that is of use."""
    if query.of_a_time and not query.archived:
        return true()
    narrowed = query.status or query.open or query.overdue or query.favorite or query.has_age or query.agent_id
    in_order = query.sort_by in _WITH_INDEX or narrowed
    return _is_archived(query) if in_order else _in_table(query)


def _is_archived(query: TicketListQuery) -> ColumnElement[bool]:
    return _COLUMN.archived == query.archived


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
    if query.open or query.overdue or query.has_age:
        filters.append(IS_OPEN)
    now = int(context.now().timestamp())
    if query.overdue:
        filters.append(is_due_before(now))
    if query.favorite:
        filters.append(_COLUMN.favorite == query.favorite)
    if query.unassigned:
        filters.append(_COLUMN.agent_id.is_(None))
    if query.without_category:
        filters.append(_COLUMN.category.is_(None))
    if query.age_from:
        filters.append(_COLUMN.created_at <= now - query.age_from * _DAY)
    if query.age_below is not None:
        filters.append(_COLUMN.created_at > now - query.age_below * _DAY)
    for column, first, last in (
        (_COLUMN.due_at, query.due_date_from, query.due_date_to),
        (_COLUMN.created_at, query.created_from, query.created_to),
        (_COLUMN.solved_at, query.solved_from, query.solved_to),
    ):
        starts, ends = span(first, last, context.zone)
        if starts is not None:
            filters.append(column >= starts)
        if ends is not None:
            filters.append(column < ends)
    return filters
