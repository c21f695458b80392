"""What happened at this desk: arrivals, departures, badges, marks of a roll call. Rows are added, and one is taken back
by another. They go when their time is over; only erasure changes one, and takes a name out of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import asdict

from app.models.entries import OF_ROLL_CALL, Entry, EntryKind, VisitorSnapshot
from app.models.lists import ON_SITE
from app.models.moments import utc
from app.models.text.writable import writable_json
from app.store.database import StoreConnection

Row = tuple[str, ...]

COLUMNS = ("entry", "kind", "visit", "at", "desk", "person", "undoes")


def forget_entries(connection: StoreConnection, moment: datetime) -> tuple[int, set[tuple[int, str]]]:
    """Drops what happened before `moment`, of every account. Gives how many entries, and as (account, visit) what they
    were about."""
    rows = connection.execute("delete from journal where at < ? returning place, visit", (utc(moment),)).fetchall()
    _drop_names(connection)
    return len(rows), {(account, visit) for account, visit in rows if visit}


def add_entries(connection: StoreConnection, account: int, entries: Iterable[Entry]) -> None:
    """Adds entries, each id once, inside a transaction. In the same transaction the caller puts into the outbox what is
    to be sent of them, and calls `follow_visits` for the visits."""
    added = tuple(entries)
    if any(entry.kind in OF_ROLL_CALL for entry in added):
        connection.touch(ON_SITE)
    rows = [
        (
            entry.id,
            account,
            entry.kind.value,
            entry.visit,
            utc(entry.at),
            entry.desk,
            writable_json(asdict(entry.person)),
            entry.undoes,
        )
        for entry in added
    ]
    connection.executemany(
        "insert or ignore into journal (entry, place, kind, visit, at, desk, person, undoes)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def entries_of_visits(connection: sqlite3.Connection, account: int, visits: tuple[str, ...]) -> tuple[Entry, ...]:
    """Everything about visits of these names, in the order in which it was written."""
    return _read(connection, f"place = ? and visit in ({', '.join('?' * len(visits))})", (account, *visits))


def entries_of_kinds(connection: sqlite3.Connection, account: int, kinds: Iterable[EntryKind]) -> tuple[Entry, ...]:
    """Every entry of one of these kinds, in the order in which they were written."""
    names = [kind.value for kind in kinds]
    return _read(connection, f"place = ? and kind in ({', '.join('?' * len(names))})", (account, *names))


def _read(connection: sqlite3.Connection, which: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
    rows = connection.execute(f"select {', '.join(COLUMNS)} from journal where {which} order by position", values)
    people: dict[str, VisitorSnapshot] = {}
    return tuple(entry_in(row, people) for row in rows)


def _drop_names(connection: sqlite3.Connection) -> None:
    """What visitors became is needed as long as an entry, or a write that is kept, is of a name that leads there."""
    visit_aliases = {
        (account, name): made for account, name, made in connection.execute("select place, visitor, id from became")
    }
    stored = {(account, operation) for account, operation in connection.execute("select place, operation from outbox")}
    needed = {(account, name) for account, name in visit_aliases if (account, name.rpartition("/")[0]) in stored}
    for account, visit in connection.execute("select distinct place, visit from journal"):
        name = visit.partition("/")[2]
        while (account, name) in visit_aliases:
            needed.add((account, name))
            name = visit_aliases[account, name]
    connection.executemany("delete from became where place = ? and visitor = ?", visit_aliases.keys() - needed)


def entry_in(row: Row, people: dict[str, VisitorSnapshot]) -> Entry:
    """The entry of a row, which are the values of COLUMNS in their order. `people` holds whom earlier rows told of, by
    their JSON; this row's person is added. Raises ValueError when a value can't be read."""
    entry, kind, visit, at, desk, person, undoes = row
    if person not in people:
        people[person] = person_in(json.loads(person))
    return Entry(entry, EntryKind(kind), visit, datetime.fromisoformat(at), desk, people[person], undoes)


def person_in(fields: Mapping[str, object]) -> VisitorSnapshot:
    """The person out of their JSON object; what it lacks is ""."""
    return VisitorSnapshot(**{name: str(fields.get(name, "")) for name in VisitorSnapshot.__struct_fields__})
