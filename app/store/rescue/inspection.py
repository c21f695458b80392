"""Looking at a file of the desk's from outside, for support: nothing is written to it, to its log, or beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path

from msgspec import Struct

from app.models.operations import State
from app.store.database import DAMAGE, Damaged, has_content, log_of
from app.store.rescue.soundness import check_from_outside, check_what_matters, is_whole
from app.store.schema import STEPS

SQLITE = sqlite3.sqlite_version


class Condition(Enum):
    """How a file was found. The values are shown to people."""

    NONE = "none yet"
    IN_USE = "in use by a running Foyer"
    SOUND = "sound"
    DAMAGED = "damaged"
    NEWER = "written by a newer Foyer"
    UNREADABLE = "unreadable"
    UNFINISHED = "not read to its end in time"


class Inspection(Struct, frozen=True):
    """What was found. `schema` is the number of steps that the file has taken, `outbox` how many changes are in each
    state, by the state's value. Each is None where it could not be read, or the file isn't a store."""

    condition: Condition
    schema: int | None = None
    outbox: dict[str, int] | None = None


def inspected(file: Path, *, seconds: float, is_store: bool = True) -> Inspection:
    """Looks at the store in `file`; with `is_store` false, only whether another SQLite file is sound. Raises nothing of
    SQLite's or of the disk's.

    After `seconds` the reading breaks off as UNFINISHED. A file that a running Foyer has open isn't read.
    """
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return Inspection(Condition.DAMAGED if is_store and has_content(log_of(file)) else Condition.NONE)
    except OSError:  # a locked folder: nobody knows
        return Inspection(Condition.UNREADABLE)
    try:
        if is_store:
            check_from_outside(file)
        if _in_use(file):
            return Inspection(Condition.IN_USE)
        with read_from_outside(file, seconds) as connection:
            inspection = _store(connection) if is_store else _whole(connection)
    except (sqlite3.Error, ValueError, Damaged, OSError) as error:
        inspection = Inspection(_condition(error))
    began_meanwhile = inspection.condition is Condition.DAMAGED and _in_use(file)
    return Inspection(Condition.IN_USE) if began_meanwhile else inspection


def _in_use(file: Path) -> bool:
    """Whether another program has the lock that Foyer takes on its files. It is asked for the exclusive one, with which
    SQLite makes no file beside this one; that it can't be had for another reason is another error. An empty file isn't
    opened: SQLite would delete the log beside it."""
    try:
        if not has_content(file):
            return False
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.Error as error:
        return _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return False


@contextmanager
def read_from_outside(file: Path, seconds: float) -> Iterator[sqlite3.Connection]:
    """What stands in the file and in its log. After a crash there is a log that SQLite would write into the file, so
    then a private copy of both is read. What is asked of it fails after `seconds`. Raises sqlite3.Error or OSError when
    they can't be read."""
    log_file = log_of(file)
    if has_content(log_file):
        with tempfile.TemporaryDirectory(prefix="foyer-doctor") as folder:
            copy = Path(folder) / file.name
            shutil.copyfile(file, copy)
            shutil.copyfile(log_file, copy.with_name(log_file.name))
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                yield _until(connection, seconds)
    else:
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            yield _until(connection, seconds)


def _until(connection: sqlite3.Connection, seconds: float) -> sqlite3.Connection:
    connection.text_factory = bytes.decode
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    return connection


def _whole(connection: sqlite3.Connection) -> Inspection:
    return Inspection(Condition.SOUND if is_whole(connection) else Condition.DAMAGED)


def _store(connection: sqlite3.Connection) -> Inspection:
    (schema,) = connection.execute("pragma user_version").fetchone()
    if schema > len(STEPS):
        return Inspection(Condition.NEWER, schema)
    condition = _whole(connection).condition
    if schema == 0 or condition is Condition.DAMAGED:
        return Inspection(condition, schema)
    if schema == len(STEPS):  # an older file hasn't all the tables yet
        check_what_matters(connection)
    counts = dict(connection.execute("select state, count(*) from outbox group by state").fetchall())
    return Inspection(condition, schema, {state.value: counts.get(state.value, 0) for state in State})


def _condition(error: Exception) -> Condition:
    if isinstance(error, Damaged | ValueError):
        return Condition.DAMAGED
    if isinstance(error, sqlite3.Error):
        if _code(error) == sqlite3.SQLITE_INTERRUPT:
            return Condition.UNFINISHED
        if _code(error) in DAMAGE | {sqlite3.SQLITE_ERROR}:  # the latter: other tables than Foyer's
            return Condition.DAMAGED
    return Condition.UNREADABLE


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
