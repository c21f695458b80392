"""The desk server's database: SQLite for a desk of its own, PostgreSQL for a shared one. One writer at a time.

SQLite before 3.51.3 can lose commits in WAL mode when two connections write. So a SQLite file has exactly one
connection: a lock hands it from thread to thread, and exclusive locking keeps every other process out.

Nobody waits for ever: not for the lock, for PostgreSQL's, for a connection or for a statement.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from app.errors import BadSetting
from app.server.storage.private_file import make_private
from app.server.storage.schema import bring_up_to_date

log = logging.getLogger(__name__)

PATIENCE = 5
"""Seconds that a call waits for its turn, for a connection or for another server's write."""

LONGEST_STATEMENT = 10
"""Seconds that PostgreSQL works on one statement."""

LONGEST_PAUSE = 10
"""Seconds after which PostgreSQL ends a transaction in which nothing happens: the server that began it is frozen, and
every other one waits for it."""

MOST_WAITING = 16
"""Writes that may wait for their turn at PostgreSQL. Each holds a thread, and reading needs some too."""

_PAGES = 500
"""Of 4 kB, which a copy takes in one step."""

_WRITERS = 0x666F796572
"""The number of PostgreSQL's advisory lock that a writing desk server holds."""


class Busy(Exception):
    """The database didn't get round to the call in time; nothing was done. To be tried again soon."""


class ServerDatabase:
    """Opens `url` (SQLAlchemy's form) and brings its tables up to date; waits for that. Raises BadSetting when that
    can't be. Later errors of the database are SQLAlchemy's own, or Busy. `has_word_index` says whether tickets can be
    searched by storage/word_index.py."""

    def __init__(self, url: str) -> None:
        shown = url
        try:
            shown = make_url(url).render_as_string(hide_password=True)
            self._engine = _engine(make_url(url))
            self._sole = self._engine.dialect.name == "sqlite"
            self._reading = self._engine if self._sole else self._engine.execution_options(isolation_level="AUTOCOMMIT")
            self._turn = threading.RLock()
            self._waiting = threading.BoundedSemaphore(MOST_WAITING)
            self._writes = 0
            self._after_commit: Callable[[], None] = lambda: None
            self._bring_up_to_date()
        except (SQLAlchemyError, ModuleNotFoundError) as error:
            raise BadSetting(f"The database {shown} can't be opened: {_reason(error)}") from error

    def _bring_up_to_date(self) -> None:
        try:
            missing = bring_up_to_date(self.writing)
        except BaseException:
            self._engine.dispose()
            raise
        self.has_word_index = not missing
        if missing:
            log.warning("Tickets are searched without an index, which takes longer: %s", missing)

    @property
    def is_sole(self) -> bool:
        """Whether no other server can write to this database."""
        return self._sole

    @property
    def file(self) -> Path | None:
        """The SQLite file, None for a database in memory or on a server."""
        name = self._engine.url.database
        return Path(name) if self._sole and name and name != ":memory:" else None

    @property
    def writes(self) -> int | None:
        """Counts the writes as they begin; the same number means that nothing was written between. None on PostgreSQL,
        where other servers write too."""
        return self._writes if self._sole else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. On SQLite, nobody else reads or writes meanwhile; on PostgreSQL each statement
        sees what was committed before it, and no transaction's beginning and end are waited for. Raises Busy."""
        if self._sole:
            with self._own_turn(), self._reading.connect() as connection:
                yield connection
        else:
            with self._reading.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, the only one that writes; committed at its end, rolled back when an error leaves it. Raises
        Busy."""
        if not self._waiting.acquire(blocking=self._sole):
            raise Busy("too many writes wait for the database")
        try:
            with self._own_turn():
                self._writes += 1
                with self._engine.begin() as connection:
                    if not self._sole:
                        connection.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
                    yield connection
                self._after_commit()
        finally:
            self._waiting.release()

    def hear_commits(self, hear: Callable[[], None]) -> None:
        """Has `hear` called after each commit of this server, on the thread that committed and before anybody else
        writes. It may read, and mustn't fail."""
        self._after_commit = hear

    def copy(self, target: Path) -> None:
        """Writes a whole copy of an SQLite database to `target`, an empty file. Other calls go on between its steps;
        what they write meanwhile is in the copy too."""
        engine = create_engine(URL.create("sqlite", database=str(target)), poolclass=StaticPool)
        with self.reading() as connection, engine.connect() as copied:
            source, copy = (each.connection.driver_connection for each in (connection, copied))
            assert source is not None
            source.backup(copy, pages=_PAGES, progress=self._let_others)
        engine.dispose()

    def _let_others(self, *_: int) -> None:
        self._turn.release()
        time.sleep(0.001)
        self._turn.acquire()

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=PATIENCE):
            raise Busy("another call holds the database")
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Lets go of the database."""
        with self._turn:
            self._engine.dispose()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return _shared_engine(url)
    if url.database and url.database != ":memory:":
        make_private(url.database)
    engine = create_engine(
        url, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 1}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, record: object) -> None:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    return engine


def _shared_engine(url: URL) -> Engine:
    libpq = url.get_driver_name() in ("psycopg", "psycopg2")
    reachable = {"connect_timeout": PATIENCE, "tcp_user_timeout": LONGEST_STATEMENT * 1000} if libpq else {}
    engine = create_engine(url, pool_pre_ping=True, pool_timeout=PATIENCE, connect_args=reachable, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _limit(connection: Any, record: object) -> None:
        limits = {
            "lock_timeout": PATIENCE,
            "statement_timeout": LONGEST_STATEMENT,
            "idle_in_transaction_session_timeout": LONGEST_PAUSE,
        }
        with connection.cursor() as cursor:
            for name, seconds in limits.items():
                cursor.execute(f"SET {name} = '{seconds}s'")
            cursor.execute("SET plan_cache_mode = force_custom_plan")  # how often a word is there decides over a search
        connection.commit()

    return engine


def _reason(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"the package {error.name} is not installed"
    cause = str(getattr(error, "orig", None) or error)
    return "another program is using it" if "locked" in cause else cause
