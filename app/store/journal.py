"""What happened at this desk: arrivals, departures, badges, marks of a roll call. Rows are added and never changed;
one is taken back by another. They go when their time is over."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
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

    async def entries(self) -> tuple[Entry, ...]:
        """Everything that is kept."""
        return await self._database.read(lambda connection: _entries(connection, self._place.id))

    async def write(self, entries: Iterable[Entry]) -> None:
        """Returns when they are on the disk. Raises DiskFull or StoreFailed when they aren't."""
        kept = tuple(entries)
        await self._database.write(lambda connection: add_entries(connection, self._place.id, kept))

    async def forget_before(self, moment: datetime) -> int:
        """Drops what happened before `moment`, of every place. Gives how many."""

        def drop(connection: sqlite3.Connection) -> int:
            gone = connection.execute("delete from journal where at < ?", (utc(moment),)).rowcount
            connection.execute(
                "delete from became where not exists"
                " (select 1 from journal where journal.place = became.place and instr(journal.visit, became.visitor))"
                " and not exists (select 1 from outbox where instr(became.visitor, outbox.operation))"
            )
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


def _entries(connection: sqlite3.Connection, place: int, since: datetime | None = None) -> tuple[Entry, ...]:
    rows = connection.execute(
        f"select {', '.join(COLUMNS)} from journal where place = ? and at >= ? order by position",
        (place, utc(since) if since else ""),
    )
    return tuple(map(entry_in, rows))


def entry_in(row: Row) -> Entry:
    """The row's columns in their order. Raises ValueError when one can't be read."""
    entry, kind, visit, at, desk, person, undoes = row
    told = json.loads(person)
    known = {name: str(told.get(name, "")) for name in Person.__dataclass_fields__}
    return Entry(entry, EntryKind(kind), visit, datetime.fromisoformat(at), desk, Person(**known), undoes)
