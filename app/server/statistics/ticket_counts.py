"""Tickets are counted in SQL."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, String, case, cast, func, select

from app.models.objects.desk_vocabulary import CATEGORIES, STATUSES
from app.models.statistics.counting import MOST_ROWS
from app.models.statistics.figures import AGES, OldestTicket, Solved, Standing, TicketFigures
from app.models.tickets.steps import OPEN
from app.server import people
from app.server.storage.tables import ticket_documents, tickets, users

_T = tickets.c
_DAY = 24 * 3600
_STANDING = _T.archived.is_(False)


def figures(connection: Connection, starts: int, ends: int, now: int) -> TicketFigures:
    """Of the time from `starts` until `ends`, which isn't part of it; all three in seconds since 1970."""
    solved = _T.solved_at.between(starts, ends - 1)
    return TicketFigures(
        by_status=_by_status(connection),
        open_by_age=_by_age(connection, now),
        overdue=_count(connection, _is_open(), _STANDING, _T.due_at < now),
        opened=_count(connection, _T.created_at.between(starts, ends - 1)),
        solved=_count(connection, solved),
        solved_by_category=_solved(
            connection, _T.category, solved, {str(key): word for key, word in CATEGORIES.items()}
        ),
        solved_by_agent=_solved(connection, _T.agent_id, solved),
        oldest=_oldest(connection, now),
    )


def _is_open() -> ColumnElement[bool]:
    return _T.status.in_(OPEN)


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(tickets).where(*which)) or 0


def _by_status(connection: Connection) -> tuple[Standing, ...]:
    found = connection.execute(select(_T.status, func.count()).where(_STANDING).group_by(_T.status))
    counts = {row[0]: row[1] for row in found}
    return tuple(Standing(number, word, counts.get(number, 0)) for number, word in STATUSES.items())


def _by_age(connection: Connection, now: int) -> tuple[int, ...]:
    days = (now - _T.created_at) // _DAY
    age = case(*((days < limit, place) for place, limit in enumerate(AGES)), else_=len(AGES))
    found = connection.execute(select(age, func.count()).where(_is_open(), _STANDING).group_by(age))
    counts = {row[0]: row[1] for row in found}
    return tuple(counts.get(place, 0) for place in range(len(AGES) + 1))


def _solved(
    connection: Connection, by: ColumnElement[Any], solved: ColumnElement[bool], labels: dict[str, str] | None = None
) -> tuple[Solved, ...]:
    """The medians are those of each key: of the seconds in their order, the one in the middle, or the mean of two."""
    seconds = (_T.solved_at - _T.created_at).label("seconds")
    key = func.coalesce(cast(by, String), "").label("key")
    took = select(key, seconds).where(solved).subquery()
    place = func.row_number().over(partition_by=took.c.key, order_by=took.c.seconds).label("place")
    many = func.count().over(partition_by=took.c.key).label("many")
    ranked = select(took.c.key, took.c.seconds, place, many).subquery()
    middle = (2 * ranked.c.place).between(ranked.c.many, ranked.c.many + 2)
    found = (
        select(ranked.c.key, func.max(ranked.c.many), func.avg(ranked.c.seconds)).where(middle).group_by(ranked.c.key)
    )
    rows = [(row[0], int(row[1]), int(row[2])) for row in connection.execute(found)]
    rows = sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST_ROWS]
    names = _names(connection, [row[0] for row in rows]) if labels is None else labels
    return tuple(Solved(key, names.get(key, key), many, median) for key, many, median in rows)


def _names(connection: Connection, ids: list[str]) -> dict[str, str]:
    found = connection.execute(select(users.c.id, users.c.document).where(users.c.id.in_(ids)))
    return {row.id: people.name_of(from_json(row.document)) or row.id for row in found}


def _oldest(connection: Connection, now: int) -> OldestTicket | None:
    oldest = select(_T.id, _T.created_at).where(_is_open(), _STANDING).order_by(_T.created_at, _T.number).limit(1)
    row = connection.execute(oldest).one_or_none()
    if row is None:
        return None
    document = connection.scalar(select(ticket_documents.c.document).where(ticket_documents.c.id == row.id))
    return OldestTicket(row.id, from_json(document or b"{}").get("title") or "", (now - row.created_at) // _DAY)
