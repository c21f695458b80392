"""Tickets are counted in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, String, case, cast, func, select

from app.models.objects.desk_vocabulary import CATEGORIES, STATUSES
from app.models.statistics.counting import MOST_ROWS
from app.models.statistics.figures import AGES, OldestTicket, Solved, Standing, TicketFigures
from app.server import people
from app.server.storage.tables.site import users
from app.server.storage.tables.tickets import ticket_documents, tickets
from app.server.tickets.listing import IS_OPEN, count, is_due_before

_T = tickets.c
_DAY = 24 * 3600
_CATEGORIES = {str(number): word for number, word in CATEGORIES.items()}
_STANDING = _T.archived.is_(False)


def figures(connection: Connection, starts: int, ends: int, now: int) -> TicketFigures:
    """Of the time from `starts` until `ends`, which isn't part of it; all three in seconds since 1970."""
    took = _took(connection, _T.solved_at.between(starts, ends - 1))
    agents = _names(connection, {one.agent for one in took})
    return TicketFigures(
        by_status=_by_status(connection),
        open_by_age=_by_age(connection, now),
        overdue=count(connection, IS_OPEN, _STANDING, is_due_before(now)),
        opened=count(connection, _T.created_at.between(starts, ends - 1)),
        solved=sum(len(one.seconds) for one in took),
        solved_by_category=_solved(((one.category, one.seconds) for one in took), _CATEGORIES),
        solved_by_agent=_solved(((one.agent, one.seconds) for one in took), agents),
        oldest=_oldest(connection, now),
    )


def _by_status(connection: Connection) -> tuple[Standing, ...]:
    found = connection.execute(select(_T.status, func.count()).where(_STANDING).group_by(_T.status))
    counts = {row[0]: row[1] for row in found}
    return tuple(Standing(number, word, counts.get(number, 0)) for number, word in STATUSES.items())


def _by_age(connection: Connection, now: int) -> tuple[int, ...]:
    days = (now - _T.created_at) // _DAY
    age = case(*((days < limit, place) for place, limit in enumerate(AGES)), else_=len(AGES))
    found = connection.execute(select(age, func.count()).where(IS_OPEN, _STANDING).group_by(age))
    counts = {row[0]: row[1] for row in found}
    return tuple(counts.get(place, 0) for place in range(len(AGES) + 1))


class _Took(NamedTuple):
    """The tickets of a category and an agent, and the seconds that each of them took."""

    category: str
    agent: str
    seconds: list[int]


def _took(connection: Connection, solved: ColumnElement[bool]) -> list[_Took]:
    """They are grouped here, out of two texts in the same order: the database would sort all of them for that."""
    key = func.coalesce(cast(_T.category, String), "") + "/" + func.coalesce(_T.agent_id, "")
    texts = (func.aggregate_strings(one, " ") for one in (key, cast(_T.solved_at - _T.created_at, String)))
    keys, seconds = ((text or "").split() for text in connection.execute(select(*texts).where(solved)).one())
    of_each: defaultdict[str, list[int]] = defaultdict(list)
    for each, one in zip(keys, map(int, seconds), strict=True):
        of_each[each].append(one)
    split = (each.partition("/") for each in of_each)
    return [_Took(category, agent, took) for (category, _, agent), took in zip(split, of_each.values(), strict=True)]


def _solved(took: Iterable[tuple[str, list[int]]], labels: Mapping[str, str]) -> tuple[Solved, ...]:
    """Those with the most first."""
    of_each: defaultdict[str, list[int]] = defaultdict(list)
    for key, seconds in took:
        of_each[key] += seconds
    largest = sorted(of_each.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_ROWS]
    return tuple(Solved(key, labels.get(key, key), len(seconds), int(median(seconds))) for key, seconds in largest)


def _names(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    found = connection.execute(select(users.c.id, users.c.document).where(users.c.id.in_(ids)))
    return {row.id: people.name_of(from_json(row.document)) or row.id for row in found}


def _oldest(connection: Connection, now: int) -> OldestTicket | None:
    oldest = select(_T.id, _T.created_at).where(IS_OPEN, _STANDING)
    first = oldest.order_by(_T.created_at + 0, _T.number).limit(1)  # by the index of those that are open: they are few
    row = connection.execute(first).one_or_none()
    if row is None:
        return None
    document = connection.scalar(select(ticket_documents.c.document).where(ticket_documents.c.id == row.id))
    return OldestTicket(row.id, from_json(document or b"{}").get("title") or "", (now - row.created_at) // _DAY)
