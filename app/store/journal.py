"""What happened at this desk: arrivals, departures, badges, marks of a roll call. Rows are added and never changed;
one is taken back by another. They go when their time is over."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import Enum

from app.store.database import Database, utc
from app.store.place import Place

log = logging.getLogger(__name__)

Row = tuple[str, ...]

COLUMNS = ("entry", "kind", "visit", "at", "desk", "person", "undoes")


class EntryKind(Enum):
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    UNDO = "undo"
    BADGE = "badge"
    HOST_TOLD = "host-told"
    ROLL_CALL = "roll-call"
    SAFE = "safe"
    ROLL_CALL_ENDED = "roll-call-ended"
    SIGNED = "signed"  # by somebody who was in already: a check-in has its signature itself


@dataclass(frozen=True, slots=True)
class Person:
    """Who an entry is about, as known when it was written: it says who is in the building when no list does any more.

    `host_number` is the one to call, `meeting` the title.
    """

    name: str = ""
    company: str = ""
    mobile: str = ""
    host: str = ""
    host_number: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """`visit` is date/meeting/visitor, or date/operation/number as long as that meeting waited; "" where an entry is
    about no visit. `at` is aware of its zone."""

    id: str
    kind: EntryKind
    visit: str
    at: datetime
    desk: str
    person: Person
    undoes: str = ""


class Journal:
    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place

    def entries_now(self, since: datetime) -> tuple[Entry, ...]:
        """Everything from `since` on, in the order in which it was written; the first window waits for it."""
        return self._database.read_now(lambda connection: _entries(connection, self._place.id, since))

    async def entries(self, since: datetime, until: datetime) -> tuple[Entry, ...]:
        """What happened from `since` on and before `until`, in the order in which it was written."""
        return await self._database.read(lambda connection: _entries(connection, self._place.id, since, until))

    async def entries_of(self, day: date) -> tuple[Entry, ...]:
        """Everything about the visits of that day."""
        first, after = f"{day.isoformat()}/", f"{day.isoformat()}0"  # the sign after the stroke is the nought
        return await self._database.read(
            lambda connection: _read(
                connection, "place = ? and visit > ? and visit < ?", (self._place.id, first, after)
            )
        )

    async def write(self, entries: Iterable[Entry]) -> None:
        """Returns when they are on the disk. Raises DiskFull or StoreFailed when they aren't."""
        kept = tuple(entries)
        await self._database.write(lambda connection: add_entries(connection, self._place.id, kept))

    async def forget_before(self, moment: datetime) -> int:
        """Drops what happened before `moment`, of every place. Gives how many."""

        def drop(connection: sqlite3.Connection) -> int:
            gone = connection.execute("delete from journal where at < ?", (utc(moment),)).rowcount
            _drop_names(connection)
            return gone

        return await self._database.write(drop)


def add_entries(connection: sqlite3.Connection, place: int, entries: Iterable[Entry]) -> None:
    """Inside a transaction: what is to be sent of an entry goes into the outbox together with it."""
    rows = [
        (
            entry.id,
            place,
            entry.kind.value,
            entry.visit,
            utc(entry.at),
            entry.desk,
            json.dumps(asdict(entry.person), ensure_ascii=False),
            entry.undoes,
        )
        for entry in entries
    ]
    connection.executemany(
        "insert or ignore into journal (entry, place, kind, visit, at, desk, person, undoes)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _entries(
    connection: sqlite3.Connection, place: int, since: datetime, until: datetime | None = None
) -> tuple[Entry, ...]:
    """Found by time: the plus keeps SQLite from going through all of a place instead."""
    ends = utc(until) if until else "9"
    return _read(connection, "+place = ? and at >= ? and at < ?", (place, utc(since), ends))


def _read(connection: sqlite3.Connection, which: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
    rows = connection.execute(f"select {', '.join(COLUMNS)} from journal where {which} order by position", values)
    people: dict[str, Person] = {}
    return tuple(entry_in(row, people) for row in rows)


def _drop_names(connection: sqlite3.Connection) -> None:
    """What visitors became is needed as long as an entry, or a write that is kept, is of a name that leads there."""
    became = {(place, name): made for place, name, made in connection.execute("select place, visitor, id from became")}
    kept = {(place, operation) for place, operation in connection.execute("select place, operation from outbox")}
    needed = {(place, name) for place, name in became if (place, name.rpartition("/")[0]) in kept}
    for place, visit in connection.execute("select distinct place, visit from journal"):
        name = visit.partition("/")[2]
        while (place, name) in became:
            needed.add((place, name))
            name = became[place, name]
    connection.executemany("delete from became where place = ? and visitor = ?", became.keys() - needed)


def entry_in(row: Row, people: dict[str, Person]) -> Entry:
    """The row's columns in their order; `people` are those who were read already. Raises ValueError when one can't be
    read."""
    entry, kind, visit, at, desk, person, undoes = row
    if person not in people:
        told = json.loads(person)
        people[person] = Person(**{name: str(told.get(name, "")) for name in Person.__dataclass_fields__})
    return Entry(entry, EntryKind(kind), visit, datetime.fromisoformat(at), desk, people[person], undoes)
