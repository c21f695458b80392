"""Opening the store, whatever state its file is in: a damaged one is set aside, what can be read is carried over."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.store.database import Database

log = logging.getLogger(__name__)

CARRIED = ("place", "outbox", "draft")
"""Tables whose rows exist nowhere else. Lists come again from the server."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged file: where it lies now, and how many changes and drafts were carried over from it."""

    set_aside: Path
    changes: int
    drafts: int


def opened(file: Path) -> tuple[Database, Rescue | None]:
    """The store in `file`. Raises StoreFailed when no file can be used there at all, such as in a folder of others."""
    try:
        database = Database(file)
        if not _is_sound(database):
            database.close()
            raise sqlite3.DatabaseError("the quick check failed")
    except sqlite3.DatabaseError as error:
        log.error("The desk's file is damaged: %s", error)
        return _rescued(file)
    return database, None


def _is_sound(database: Database) -> bool:
    """What rows exist nowhere else can be read, and the index pages that lead to them hang together."""

    def look(connection: sqlite3.Connection) -> bool:
        try:
            for table in CARRIED:
                connection.execute(f"select count(*), max(rowid) from {table} not indexed").fetchone()
            return True
        except sqlite3.DatabaseError:
            return False

    return database.read_now(look)


async def whole(database: Database) -> bool:
    """SQLite's own quick check of every page: for after the first window, because it reads the whole file."""

    def check(connection: sqlite3.Connection) -> bool:
        try:
            return bool(connection.execute("pragma quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False

    return await database.read(check)


def _rescued(file: Path) -> tuple[Database, Rescue]:
    aside = _set_aside(file)
    database = Database(file)
    rows = {table: list(_readable(aside, table)) for table in CARRIED}

    def carry(connection: sqlite3.Connection) -> None:
        for table, (names, found) in ((table, _columns(connection, table, rows[table])) for table in CARRIED):
            marks = ", ".join("?" * len(names))
            connection.executemany(f"insert or ignore into {table} ({', '.join(names)}) values ({marks})", found)

    database.write_now(carry)
    return database, Rescue(aside, len(rows["outbox"]), len(rows["draft"]))


def _set_aside(file: Path) -> Path:
    """Renames the file and SQLite's two beside it, so that nothing of it is lost."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = file.with_name(f"{file.stem}-damaged-{stamp}{file.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def _readable(file: Path, table: str) -> Iterator[dict[str, object]]:
    """Every row that can still be read: from the front, and when that breaks off, from the back."""
    seen: set[int] = set()
    for order in ("asc", "desc"):
        try:
            connection = sqlite3.connect(file)
            connection.row_factory = sqlite3.Row
            for row in connection.execute(f"select rowid as _row, * from {table} not indexed order by rowid {order}"):
                if row["_row"] not in seen:
                    seen.add(row["_row"])
                    yield {name: row[name] for name in row.keys() if name != "_row"}  # noqa: SIM118  a Row has no items
            connection.close()
            return
        except sqlite3.DatabaseError as error:
            log.warning("The damaged file's table %s breaks off: %s", table, error)


def _columns(
    connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]
) -> tuple[list[str], list[tuple[object, ...]]]:
    """The rows' values in the order of the columns that the table has today."""
    today = {name for _, name, *_ in connection.execute(f"pragma table_info({table})")}
    names = [name for name in (rows[0] if rows else {}) if name in today]
    return names or sorted(today), [tuple(row[name] for name in names) for row in rows]
