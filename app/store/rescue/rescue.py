"""Opening the store, whatever state its file is in: a damaged one is set aside, what can be read is carried over."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DiskFull, StoreFailed
from app.models.rescue import Cause, Rescue
from app.store.database import Damaged, Database, StoreConnection
from app.store.lists.arrivals import follow_all_visits
from app.store.rescue.aside import copied_aside, parts, rescue_file, set_aside
from app.store.rescue.left_log import lies_beside, settle
from app.store.rescue.older_files import name_visits
from app.store.rescue.salvage import Rows, columns, salvaged
from app.store.rescue.soundness import SMALLEST, check_from_outside, check_what_matters, is_whole

log = logging.getLogger(__name__)


def opened(file: Path) -> tuple[Database, Rescue | None]:
    """The store in `file`, and what became of a damaged one, None when it was sound; waits for the disk.

    Raises DiskFull, or StoreFailed when no file can be used there, it is of a later Foyer, or a damaged one can't be
    set aside.
    """
    with _as_store_failed(file):
        return _opened(file)


def _opened(file: Path) -> tuple[Database, Rescue | None]:
    _finish_rescue(file)
    left = None
    try:
        check_from_outside(file)
        if lies_beside(file):
            left = settle(file, copied_aside(file, "damaged"))
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
    return database, left


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
        if error.errno == errno.ENOSPC:
            raise DiskFull("the disk is full") from error
        raise StoreFailed(f"{file} can't be opened or set aside: {error.strerror}") from error


def _is_whole(connection: sqlite3.Connection) -> bool:
    try:
        check_what_matters(connection)
        return is_whole(connection)
    except (sqlite3.DatabaseError, Damaged):
        return False


def _rescued(file: Path) -> Rescue:
    """Puts a sound file in the place of a damaged one. A crash on the way is made good by `_finish_rescue`."""
    if not file.exists():
        file.touch()
    rows = salvaged(file) if file.is_file() else {}
    new = rescue_file(file)
    for part in parts(new):
        part.unlink(missing_ok=True)
    database = Database(new)
    try:
        database.write_now(lambda connection: _carry(connection, rows))
    finally:
        database.close()
    aside = set_aside(file, "damaged")
    new.replace(file)
    state = columns("outbox").index("state")
    unsent = [row for row in rows.get("outbox", ()) if row[state] != "sent"]
    cut = not rows and aside.is_file() and aside.stat().st_size < SMALLEST
    return Rescue(aside, len(unsent), len(rows.get("draft", ())), Cause.EMPTY if cut else Cause.DAMAGED)


def _finish_rescue(file: Path) -> None:
    """The desk went down between the two renames: the damaged file is out of the way, the sound one not yet there."""
    new = rescue_file(file)
    if new.exists() and not file.exists():
        set_aside(file, "damaged")
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
