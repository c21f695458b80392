"""Reading a day's rows: all of them, or what changed of those that somebody read before."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

import msgspec

from app.models.lists import meetings_list
from app.models.visit_row import DayRows, VisitRow
from app.store.following.heard import heard_at
from app.store.lists.day_rows import decode_arrival, decode_row

NO_ROWS: Mapping[str, VisitRow] = {}


def is_known(connection: sqlite3.Connection, account: int, day: date) -> bool:
    """Whether anything of the day was heard or entered. If not, nobody can say that it is empty."""
    return bool(
        connection.execute(
            "select exists (select 1 from list where place = ? and name = ?)"
            " or exists (select 1 from visit_row where place = ? and day = ?)",
            (account, meetings_list(day), account, day.isoformat()),
        ).fetchone()[0]
    )


def read_day(connection: sqlite3.Connection, account: int, day: date, known: DayRows | None = None) -> DayRows:
    """The day, whose rows have to be made. Rows of `known`, an earlier reading, that haven't changed are the same
    objects; `known` itself when nothing has."""
    revision, shape = connection.execute(
        "select revision, shape from day where place = ? and day = ?", (account, day.isoformat())
    ).fetchone()
    (unreadable,) = connection.execute(
        "select count(*) from list cross join item indexed by item_fault on list.id = list"
        " where place = ? and name = ? and fault != ''",
        (account, meetings_list(day)),
    ).fetchone()
    if known is None or known.date != day or known.shape != shape:
        visits = _whole(connection, account, day, known)
    else:
        visits = _changed(connection, account, day, known)
    coming = [one for one in visits if one.cancelled is None]
    reading = DayRows(
        date=day,
        revision=revision,
        shape=shape,
        visits=visits,
        visitors=sum(one.invited for one in coming),
        meetings=len({one.meeting for one in coming}),
        unreadable=unreadable,
        heard_at=heard_at(connection, account, meetings_list(day)),
        unused=not visits and _is_unused(connection, account),
    )
    return known if reading == known else reading


def _is_unused(connection: sqlite3.Connection, account: int) -> bool:
    """Whether this desk neither met nor entered anybody so far."""
    return not connection.execute(
        "select exists (select 1 from visit_row where place = :account)"
        " or exists (select 1 from item join list on list.id = list where place = :account and name like 'meetings/%')"
        " or exists (select 1 from journal where place = :account)"
        " or exists (select 1 from person where place = :account)",
        {"account": account},
    ).fetchone()[0]


def _whole(connection: sqlite3.Connection, account: int, day: date, known: DayRows | None) -> tuple[VisitRow, ...]:
    before = {row.key: row for row in known.visits} if known and known.date == day else NO_ROWS
    after = known.revision if known else -1
    rows = connection.execute(
        "select key, revision, case when revision > ? then body end, arrival, since from visit_row"
        " where place = ? and day = ? order by expected, meeting, number, key",
        (after, account, day.isoformat()),
    )
    visits = []
    for key, revision, body, arrival, since in rows:
        same = before.get(key) if revision <= after else None
        visits.append(same or read_row(body or _body(connection, account, day, key), arrival, since))
    return tuple(visits)


def _changed(connection: sqlite3.Connection, account: int, day: date, known: DayRows) -> tuple[VisitRow, ...]:
    rows = connection.execute(
        "select key, body, arrival, since from visit_row where place = ? and day = ? and revision > ?",
        (account, day.isoformat(), known.revision),
    ).fetchall()
    if not rows:
        return known.visits
    changed = {key: read_row(*columns) for key, *columns in rows}
    return tuple(changed.get(one.key, one) for one in known.visits)


def _body(connection: sqlite3.Connection, account: int, day: date, key: str) -> bytes:
    """The body of a row that didn't change since the earlier reading, but that this lacks."""
    return bytes(
        connection.execute(
            "select body from visit_row where place = ? and day = ? and key = ?", (account, day.isoformat(), key)
        ).fetchone()[0]
    )


def read_row(body: bytes, arrival: bytes | None, since: str) -> VisitRow:
    """Out of the columns of that name."""
    row = decode_row(body)
    if arrival is None:
        return row
    return msgspec.structs.replace(row, arrival=decode_arrival(arrival), id=since or row.id)


def find_row(connection: sqlite3.Connection, account: int, visit: str) -> VisitRow | None:
    """The row of that visit on its own day, whose rows have to be made; None when there is none. By its name of now."""
    day, _, visitor = visit.partition("/")
    row = connection.execute(
        "select body, arrival, since from visit_row where place = ? and visitor = ? and day = ? limit 1",
        (account, visitor, day),
    ).fetchone()
    return read_row(*row) if row else None
