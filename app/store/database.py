"""One SQLite file, one connection, one thread. Everything that has to survive goes through `write`."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from app.errors import DiskFull, StoreFailed
from app.models.listeners import Listeners
from app.models.lists import EVERYTHING, Change
from app.store.migration import bring_up_to_date

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class StoreConnection(sqlite3.Connection):
    """The one connection. Each transaction names the lists that it changes; if there are any, it raises the file's
    revision."""

    touched: frozenset[str] = frozenset()
    """The lists that the running transaction named so far."""

    _revision = 0

    def touch(self, *lists: str) -> int:
        """Says that the running transaction changes these lists. Gives the revision that the file has after it."""
        if not self._revision:
            (self._revision,) = self.execute("update revision set value = value + 1 returning value").fetchone()
        self.touched |= {*lists}
        return self._revision

    def take_change(self) -> Change | None:
        """What the transaction that just ended changed, None when it named no list; the next one starts with none."""
        change = Change(self._revision, self.touched) if self.touched else None
        self._revision, self.touched = 0, frozenset()
        return change

    def revision(self) -> int:
        """The file's revision as it stands now."""
        return int(self.execute("select value from revision").fetchone()[0])


Work = Callable[[StoreConnection], Result]
"""Runs on the store's thread, inside a transaction where it writes."""

FILE_NAME = "foyer.sqlite3"
"""The desk's file, in the data folder."""

LONGEST_LOG = 4 * 2**20
"""Bytes that the log beside the file grows to before all of it is moved into the file."""

DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""What SQLite says of a file that is damaged, and not merely out of reach, locked or without room."""


class Damaged(StoreFailed):
    """The file isn't what Foyer wrote there. At a start, and soon after it, rescue.py mends it."""


class Database:
    """Opened with `opened` in rescue.py, which also mends a damaged file.

    One connection and not two, and the file locked against any other: SQLite before 3.51.3 can lose commits in WAL mode
    with several. `synchronous=FULL`: what `write` returned from has reached the disk.

    Each reading method raises StoreFailed when the file can't be used, each writing one DiskFull or another
    StoreFailed; then nothing was kept. What `work` raises passes, and rolls its transaction back. Once closed, each
    raises StoreFailed.

    `changed` tells on the loop which lists a write changed, before the write returns to whoever awaits it.
    """

    def __init__(self, file: Path) -> None:
        """Opens the file, or makes it, and brings its tables up to date; waits for that.

        Raises Damaged, DiskFull, or StoreFailed when there can't be a file or it is of a later Foyer.
        """
        self.file = file
        self.changed = Listeners()
        self._loop: asyncio.AbstractEventLoop | None = None
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
        self._loop = asyncio.get_running_loop()
        return await asyncio.shield(asyncio.wrap_future(self._submit(lambda: self._written(work))))

    def write_now(self, work: Work[Result]) -> Result:
        """The same, and the caller's thread waits: for the start, before there is a window. Until `write` or `replace`
        was first called, nobody is told of the change."""
        return self._submit(lambda: self._written(work)).result()

    async def read(self, work: Work[Result]) -> Result:
        """Runs `work`, which only reads, between two transactions."""
        return await asyncio.wrap_future(self._submit(lambda: _converted(lambda: work(self._connection))))

    def read_now(self, work: Work[Result]) -> Result:
        """The same, and the caller's thread waits: for the first window, which has nothing to paint before."""
        return self._submit(lambda: _converted(lambda: work(self._connection))).result()

    async def write_anew(self) -> None:
        """Writes the whole file anew, so that nothing that was deleted can be read in it or in its log."""

        def vacuum() -> None:
            self._connection.execute("vacuum")
            self._connection.execute("pragma wal_checkpoint(truncate)")

        await asyncio.shield(asyncio.wrap_future(self._submit(lambda: _converted(vacuum))))

    async def replace(self, make: Callable[[], Result]) -> Result:
        """Lets go of the file while `make` puts another in its place, on the store's thread. What is asked meanwhile
        waits, and is answered from the new file.

        Gives what `make` gives and raises what it raises; the file that lies there then is opened in either case.
        Raises as the constructor does when that can't be.
        """

        def replaced() -> Result:
            self._connection.close()
            try:
                return make()
            finally:
                self._connection = _connected(self.file)
                self._announce(Change(self._connection.revision(), frozenset({EVERYTHING})))

        self._loop = asyncio.get_running_loop()
        return await asyncio.shield(asyncio.wrap_future(self._submit(replaced)))

    def close(self) -> None:
        """Waits for whatever is under way. Closing again does nothing."""
        self._thread.shutdown()
        self._connection.close()
        _keep_log_newer(self.file)

    def _written(self, work: Work[Result]) -> Result:
        try:
            result = _in_transaction(self._connection, work)
        except BaseException:
            self._connection.take_change()
            raise
        change = self._connection.take_change()
        if change is not None:
            self._announce(change)
        self._empty_long_log()
        return result

    def _empty_long_log(self) -> None:
        """Empty and not merely moved: so a log with something in it is never older than its file, unless that was put
        there from elsewhere."""
        log_file = log_of(self.file)
        if log_file.exists() and log_file.stat().st_size > LONGEST_LOG:
            try:
                self._connection.execute("pragma wal_checkpoint(truncate)")
            except sqlite3.Error as error:  # what was written is in the log, and is moved another time
                log.warning("The log can't be moved into the desk's file: %s", error)
                _keep_log_newer(self.file)

    def _announce(self, change: Change) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.changed, change)

    def _submit(self, work: Callable[[], Result]) -> Future[Result]:
        try:
            return self._thread.submit(work)
        except RuntimeError as error:  # the desk is closing
            raise StoreFailed("the desk's file is closed") from error


def log_of(file: Path) -> Path:
    """SQLite's write-ahead log of that file: what was written last stands in it alone."""
    return file.with_name(f"{file.name}-wal")


def has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _keep_log_newer(file: Path) -> None:
    """Where the disk is full, a part of the log was moved and all of it is still needed: then the file mustn't pass for
    one that was put there from elsewhere."""
    log_file = log_of(file)
    if has_content(log_file):
        with suppress(OSError):
            os.utime(log_file)


def _connected(file: Path) -> StoreConnection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _converted(lambda: _make(file))
        os.close(os.open(file, os.O_RDWR))
        if os.name == "posix" and file.stat().st_mode & 0o777 != 0o600:
            file.chmod(0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull("the disk is full") from error
        raise StoreFailed(f"{file} can't be opened: {error.strerror}") from error
    connection = sqlite3.connect(
        file, isolation_level=None, check_same_thread=False, timeout=1, factory=StoreConnection
    )
    connection.text_factory = bytes.decode  # a damaged text is a ValueError: sqlite3's own error quotes it, for the log
    try:
        _converted(lambda: _settle(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def _make(file: Path) -> None:
    """Makes it under another name and renames it once it is whole: a file that is found empty was emptied."""
    new = file.with_name(f"{file.stem}-new{file.suffix}")
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(new, isolation_level=None, factory=StoreConnection)) as connection:
        connection.execute("pragma journal_mode = memory")
        connection.execute("pragma synchronous = off")  # the one below is enough
        bring_up_to_date(connection)
        connection.execute("pragma journal_mode = wal")
    with new.open("rb+") as stream:
        os.fsync(stream.fileno())
    new.replace(file)


def _settle(connection: sqlite3.Connection) -> None:
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma wal_autocheckpoint = 0")  # see Database._empty_long_log
    connection.execute("pragma synchronous = full")
    connection.execute("pragma fullfsync = on")  # macOS otherwise leaves it in the disk's own memory
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma secure_delete = on")  # what is past its time is overwritten
    try:
        bring_up_to_date(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # other tables than Foyer's
            raise Damaged(str(error)) from error
        raise


def _in_transaction(connection: StoreConnection, work: Work[Result]) -> Result:
    def whole() -> Result:
        connection.execute("begin immediate")
        try:
            result = work(connection)
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
        return result

    return _converted(whole)


def _converted(work: Callable[[], Result]) -> Result:
    """SQLite's errors become ours here, once."""
    try:
        return work()
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code == sqlite3.SQLITE_FULL:
            raise DiskFull("the disk is full") from error
        log.error("The desk's file: %s", error)
        if code & 0xFF in DAMAGE or code == sqlite3.SQLITE_IOERR_SHORT_READ:
            raise Damaged(str(error)) from error
        if code & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreFailed("another program is using the desk's file") from error
        raise StoreFailed(str(error)) from error
