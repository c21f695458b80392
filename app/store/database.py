"""One SQLite file, one connection, one thread. Everything that has to survive goes through `write`."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from app.errors import DiskFull, StoreFailed
from app.store.schema import bring_up_to_date

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]


class Database:
    """Opened with `opened` in rescue.py, which also mends a damaged file.

    One connection and not two: SQLite before 3.51.3 can lose commits in WAL mode with several. `synchronous=FULL`:
    what `write` returned from has reached the disk.
    """

    def __init__(self, file: Path) -> None:
        """Raises sqlite3.Error when the file is damaged, StoreFailed when it can't be opened at all."""
        self.file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            self._connection = self._thread.submit(_connected, file).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def write(self, work: Work[Result]) -> Result:
        """Runs `work` in one transaction. When this returns, it is on the disk; when it raises, nothing was done.

        Cancelling the caller doesn't undo it: a transaction that was begun goes on to its end.
        """
        return await asyncio.shield(asyncio.wrap_future(self._submit(lambda: _in_transaction(self._connection, work))))

    def write_now(self, work: Work[Result]) -> Result:
        """The same, waiting for it: for the start, before there is a window."""
        return self._submit(lambda: _in_transaction(self._connection, work)).result()

    async def read(self, work: Work[Result]) -> Result:
        return await asyncio.wrap_future(self._submit(lambda: _converted(self._connection, work)))

    def read_now(self, work: Work[Result]) -> Result:
        """The same, waiting for it: for the first window, which has nothing to paint before."""
        return self._submit(lambda: _converted(self._connection, work)).result()

    def close(self) -> None:
        """Waits for whatever is under way."""
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()

    def _submit(self, work: Callable[[], Result]) -> Future[Result]:
        try:
            return self._thread.submit(work)
        except RuntimeError as error:  # the desk is closing
            raise StoreFailed("the desk's file is closed") from error


def _connected(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if os.name == "posix":
            file.chmod(0o600)
    except OSError as error:
        raise StoreFailed(f"{file} can't be opened: {error.strerror}") from error
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma foreign_keys = on")
        bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_transaction(connection: sqlite3.Connection, work: Work[Result]) -> Result:
    def whole(connection: sqlite3.Connection) -> Result:
        connection.execute("begin immediate")
        try:
            result = work(connection)
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
        return result

    return _converted(connection, whole)


def _converted(connection: sqlite3.Connection, work: Work[Result]) -> Result:
    """SQLite's errors become ours here, once."""
    try:
        return work(connection)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise DiskFull("the disk is full") from error
        log.error("The desk's file: %s", error)
        raise StoreFailed(str(error)) from error
