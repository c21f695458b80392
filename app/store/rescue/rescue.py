"""Opening the store, whatever state its file is in: a damaged one is set aside, what can be read is carried over."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.errors import StoreFailed
from app.models.rescue import Rescue
from app.store.database import Damaged, Database, StoreConnection
from app.store.lists.arrivals import follow_all_visits
from app.store.rescue.older_files import name_visits
from app.store.rescue.salvage import CARRIED, Rows, check, columns, salvaged

log = logging.getLogger(__name__)


LATER = ("signature", "terms_text")
"""Tables that are read only after the first window, by `mended`: they may hold thousands of drawings."""


def opened(file: Path) -> tuple[Database, Rescue | None]:
    """The store in `file`, and what became of a damaged one, None when it was sound; waits for the disk.

    Raises StoreFailed when no file can be used there, it is of a later Foyer, or a damaged one can't be set aside.
    """
    with _as_store_failed(file):
        return _opened(file)


def _opened(file: Path) -> tuple[Database, Rescue | None]:
    _finish_rescue(file)
    try:
        _check_from_outside(file)
        database = Database(file)
        try:
            database.read_now(check_what_matters)
        except BaseException:
            database.close()
            raise
    except Damaged as error:
        log.error("The desk's file is damaged: %s", error)
        rescue = _rescued(file)
        return Database(file), rescue
    return database, None


async def mended(database: Database) -> Rescue | None:
    """Reads the whole file, which takes too long for before the first window. None when it is sound. A damaged one is
    replaced, and whoever holds the `database` goes on with the new file.

    Raises DiskFull or StoreFailed, also when the damaged file can't be set aside.
    """
    if await database.read(_is_whole):
        return None
    with _as_store_failed(database.file):
        return await database.replace(lambda: _rescued(database.file))


@contextmanager
def _as_store_failed(file: Path) -> Iterator[None]:
    """A folder that can't be looked into, a file that something else holds open."""
    try:
        yield
    except OSError as error:
        raise StoreFailed(f"{file} can't be opened or set aside: {error.strerror}") from error


def _check_from_outside(file: Path) -> None:
    """Raises Damaged for what SQLite itself doesn't complain of: beside an empty file it deletes the log, with all that
    is in it."""
    if file.is_dir():
        raise Damaged("a folder is in its place")
    log_file = file.with_name(file.name + "-wal")
    if file.exists() and not file.stat().st_size and log_file.exists() and log_file.stat().st_size:
        raise Damaged("it is empty, and the log beside it isn't")


def check_what_matters(connection: sqlite3.Connection) -> None:
    """Raises Damaged when a row that exists nowhere else can't be read; SQLite's own errors pass. Quick, for the start:
    LATER tables are left out, and of what was sent no row is read."""
    try:
        for table in CARRIED.keys() - set(LATER):
            which = "where state != 'sent'" if table == "outbox" else ""
            for row in connection.execute(f"select {', '.join(columns(table))} from {table} not indexed {which}"):
                check(table, row)
    except ValueError as error:
        raise Damaged("a row can't be read") from error


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        check_what_matters(connection)
        return bool(connection.execute("pragma quick_check(1)").fetchone() == ("ok",))
    except (sqlite3.DatabaseError, Damaged):
        return False


def _rescued(file: Path) -> Rescue:
    """Puts a sound file in the place of a damaged one. A crash on the way is made good by `_finish_rescue`."""
    rows = salvaged(file) if file.is_file() else {}
    new = _rescue_file(file)
    for part in _parts(new):
        part.unlink(missing_ok=True)
    database = Database(new)
    try:
        database.write_now(lambda connection: _carry(connection, rows))
    finally:
        database.close()
    aside = _set_aside(file)
    new.replace(file)
    state = columns("outbox").index("state")
    unsent = [row for row in rows.get("outbox", ()) if row[state] != "sent"]
    return Rescue(aside, len(unsent), len(rows.get("draft", ())))


def _finish_rescue(file: Path) -> None:
    """The desk went down between the two renames: the damaged file is out of the way, the sound one not yet there."""
    new = _rescue_file(file)
    if new.exists() and not file.exists():
        _set_aside(file)
        new.replace(file)


def _carry(connection: StoreConnection, rows: Rows) -> None:
    """Writes the rows into a new file, and what follows from them."""
    for table, table_rows in rows.items():
        names = columns(table)
        marks = ", ".join("?" * len(names))
        connection.executemany(f"insert or ignore into {table} ({', '.join(names)}) values ({marks})", table_rows)
    name_visits(connection)
    for (account,) in connection.execute("select id from place").fetchall():
        follow_all_visits(connection, account)


def _set_aside(file: Path) -> Path:
    """Renames the file and the two that SQLite makes beside it, these first: else they could be taken for those of the
    file that comes in its place."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = file.with_name(f"{file.stem}-damaged-{stamp}{file.suffix}")
    for part, name in zip(_parts(file), _parts(aside), strict=True):
        if part.exists():
            part.replace(name)
    return aside


def _rescue_file(file: Path) -> Path:
    return file.with_name(f"{file.stem}-rescued{file.suffix}")


def _parts(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", ""))
