"""What changed, in the order in which it was committed: for the desks that wait to hear it, and for the answers that
are held.

Each transaction that changes what a desk shows adds a row for each object. Writers come one after the other, on
PostgreSQL too, so revisions grow as they are committed, over all servers of a database. Each start of a server adds a
row of its own, with a revision that is no earlier than its clock: when a copy is brought back, the numbers that were
given since it was made are not given to something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select

from app.server.storage.tables.site import changes

MOST_CHANGES = 20_000
"""Rows of the table. Who heard of none of them has to read everything anew."""

SWEEP = 64
"""Changes between two looks at what is too much."""

MOST_DAYS = 400
"""Of one change. One that touches more touches any."""


_FOLLOWING = select(func.coalesce(func.max(changes.c.revision), 0) + 1).scalar_subquery()


class Kind(StrEnum):
    """Of what a change is. A start changes nothing."""

    START = "start"
    MEETING = "meeting"
    VISIT = "visit"
    TICKET = "ticket"
    KIOSK = "kiosk"
    NOTICE = "notice"


class Touched(NamedTuple):
    """The time that a change has to do with: from when to when, in seconds since 1970, and the days of the site's
    calendar, such as 2026-03-12. None are all days."""

    starts: int
    ends: int
    days: frozenset[str] | None


NO_TIME = Touched(0, 0, frozenset())


class Change(NamedTuple):
    """A row, as desks hear of it."""

    revision: int
    kind: Kind
    id: str
    days: frozenset[str] | None


def begin(connection: Connection, now: datetime) -> None:
    """Adds to a writing transaction that a server starts."""
    revision = max(int(now.timestamp() * 1000), connection.scalar(select(_FOLLOWING)) or 0)
    connection.execute(insert(changes).values(_row(Kind.START, "", NO_TIME) | {"revision": revision}))


def note(connection: Connection, kind: Kind, identity: str, touched: Touched = NO_TIME) -> int:
    """Adds to a writing transaction that it changes this object, and gives the change's revision."""
    added = insert(changes).values(_row(kind, identity, touched) | {"revision": _FOLLOWING})
    revision: int = connection.execute(added.returning(changes.c.revision)).scalar_one()
    if revision % SWEEP == 0:
        by_age = select(changes.c.revision).order_by(changes.c.revision.desc())
        too_old = by_age.offset(MOST_CHANGES).limit(1).scalar_subquery()
        connection.execute(delete(changes).where(changes.c.revision <= too_old))
    return revision


def forget(connection: Connection) -> None:
    """Adds to a writing transaction that everything may be different now: nobody is told what changed before it."""
    now = note(connection, Kind.START, "")
    connection.execute(delete(changes).where(changes.c.revision < now))


def latest(connection: Connection) -> Change:
    """The last change."""
    rows = select(changes).order_by(changes.c.revision.desc()).limit(1)
    return _change(connection.execute(rows).one())


def since(connection: Connection, revision: int, most: int) -> list[Change] | None:
    """The change of that revision and all after it, in their order. None when it isn't known here any more, or was
    never, and when there are more than `most`."""
    rows = select(changes).where(changes.c.revision >= revision).order_by(changes.c.revision).limit(most + 1)
    listed = [_change(row) for row in connection.execute(rows)]
    return listed if listed and listed[0].revision == revision and len(listed) <= most else None


def days_between(spans: Iterable[tuple[date, date]]) -> frozenset[str] | None:
    """All days from each first one to its last one, for `Touched`."""
    days: set[str] = set()
    for first, last in spans:
        days.update((first + timedelta(number)).isoformat() for number in range((last - first).days + 1))
        if len(days) > MOST_DAYS:
            return None
    return frozenset(days)


def _row(kind: Kind, identity: str, touched: Touched) -> dict[str, object]:
    days = None if touched.days is None else " ".join(sorted(touched.days))
    return {"kind": kind.value, "object": identity, "starts_at": touched.starts, "ends_at": touched.ends, "days": days}


def _change(row: Row[Any]) -> Change:
    days = None if row.days is None else frozenset(row.days.split())
    return Change(row.revision, Kind(row.kind), row.object, days)
