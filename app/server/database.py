"""The desk server's database: SQLite for a desk of its own, PostgreSQL for a shared one. One writer at a time.

SQLite before 3.51.3 can lose commits in WAL mode when two connections write. So a SQLite file has exactly one
connection: a lock hands it from thread to thread, and exclusive locking keeps every other process out.

Meetings and tickets are kept as the JSON bytes that are sent, beside the few columns that they are searched by.
Moments in columns are whole seconds since 1970, UTC.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from app.errors import BadSetting
from app.models.text.folding import fold
from app.models.text.spellings import searchable

SCHEMA = 4
"""The version of the tables below. A change of them raises it and moves older databases on in `_move_on`."""

_FOLDED_AS_TODAY = 4
"""The first schema whose tickets are folded as they are now."""

_WRITERS = 0x666F796572
"""The number of PostgreSQL's advisory lock that a writing desk server holds."""

_ANSWERS = 8
"""So many answers are kept for whoever asks the same next: a few days that desks look at."""

tables = MetaData()

facts = Table("facts", tables, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

counters = Table("counters", tables, Column("kind", String, primary_key=True), Column("last", Integer, nullable=False))

meetings = Table(
    "meetings",
    tables,
    Column("id", String, primary_key=True),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),  # of the last occurrence
    Column("repeats", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Index("meetings_in_time", "ends_at", "starts_at"),
)

tickets = Table(
    "tickets",
    tables,
    Column("number", Integer, primary_key=True),  # the order in which they were made
    Column("id", String, unique=True, nullable=False),
    Column("title", Text, nullable=False),  # folded, to sort by
    Column("words", Text, nullable=False),  # title, id and description, folded, to search in
    Column("status", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("category", Integer),
    Column("agent_id", String),
    Column("supplier_id", String),
    Column("creator_id", String, nullable=False),
    Column("due_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("modified_at", BigInteger, nullable=False),
    Column("document", LargeBinary, nullable=False),
)


def folded_columns(ticket: dict[str, Any]) -> dict[str, str]:
    """The columns `title` and `words` of the ticket with that JSON object."""
    words = searchable("\n".join((ticket["title"], ticket["id"], ticket["description"] or "")))
    return {"title": fold(ticket["title"]), "words": words}


events = Table(
    "events",
    tables,
    Column("id", String, primary_key=True),
    Column("day", String, nullable=False),  # 2026-03-12, in the site's calendar as it was then
    Column("meeting", String, nullable=False),
    Column("visitor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("happened_at", BigInteger, nullable=False),  # microseconds since 1970: two desks may speak within a second
    Column("undoes", String, nullable=False),
    Column("desk", String, nullable=False),
    Index("events_of_a_visit", "day", "meeting", "visitor"),
)
"""What was said of visits. Rows are added and never changed, so it doesn't matter in which order desks are heard."""

kiosks = Table(
    "kiosks",
    tables,
    Column("name", String, primary_key=True),
    Column("troubles", String, nullable=False),  # their words, with spaces between them
    Column("heard_at", BigInteger, nullable=False),
)


def _known_by_name(name: str) -> Table:
    return Table(
        name,
        tables,
        Column("id", String, primary_key=True),
        Column("name", String, unique=True),  # without regard to case; null for an id of which no name is known
        Column("document", LargeBinary, nullable=False),
    )


users = _known_by_name("users")
suppliers = _known_by_name("suppliers")

done = Table(
    "done",
    tables,
    Column("key", String, primary_key=True),  # the Idempotency-Key of a create or an event that was done
    Column("digest", String, nullable=False),
    Column("made", String, nullable=False),  # the id of what it made
)


class ServerDatabase:
    """Opens `url` (SQLAlchemy's form) and brings its tables up to date; waits for that. Raises BadSetting when that
    can't be. Later errors of the database are SQLAlchemy's own."""

    def __init__(self, url: str) -> None:
        shown = url
        try:
            shown = make_url(url).render_as_string(hide_password=True)
            self._engine = _engine(url)
            self._sole = self._engine.dialect.name == "sqlite"
            self._alone = threading.RLock() if self._sole else nullcontext()
            self._answers: dict[Hashable, bytes] = {}
            with self.writing() as connection:
                _move_on(connection)
        except (SQLAlchemyError, ModuleNotFoundError) as error:
            raise BadSetting(f"The database {shown} can't be opened: {_reason(error)}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. On SQLite, nobody else reads or writes meanwhile."""
        with self._alone, self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, the only one that writes; committed at its end, rolled back when an error leaves it."""
        with self._alone:
            self._answers.clear()
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
                yield connection

    def known_answer(self, key: Hashable) -> bytes | None:
        """The answer that was kept under `key`, None when there is none; at once, without the database. Desks ask for
        the same day again and again."""
        return self._answers.get(key)

    def keep(self, key: Hashable, read: Callable[[Connection], bytes]) -> bytes:
        """Reads an answer, and keeps it under `key` until something is written. It keeps nothing on PostgreSQL, where
        others write too.

        Whoever was told of a write must not read an older answer after it. So a write drops all answers before it
        begins, and one is kept only under the lock that writing takes.
        """
        with self.reading() as connection:
            answer = read(connection)
            if self._sole:
                if len(self._answers) >= _ANSWERS:
                    self._answers.clear()
                self._answers[key] = answer
            return answer

    def close(self) -> None:
        """Lets go of the database."""
        with self._alone:
            self._engine.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 1})

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, record: object) -> None:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    return engine


def _move_on(connection: Connection) -> None:
    """Brings an older database up to date: it gets the tables that it lacks, and before schema 4 tickets were folded
    otherwise. Raises BadSetting for one of a newer Foyer."""
    tables.create_all(connection, tables=[facts])
    version = connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))
    if version is not None and int(version) > SCHEMA:
        raise BadSetting("The database was written by a newer Foyer; please update this one.")
    tables.create_all(connection)
    if version is not None and int(version) < _FOLDED_AS_TODAY:
        for identity, document in connection.execute(select(tickets.c.id, tickets.c.document)).all():
            columns = folded_columns(json.loads(document))
            connection.execute(update(tickets).where(tickets.c.id == identity).values(**columns))
    connection.execute(delete(facts).where(facts.c.name == "schema"))
    connection.execute(insert(facts).values(name="schema", value=str(SCHEMA)))


def _reason(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"the package {error.name} is not installed"
    cause = str(getattr(error, "orig", None) or error)
    return "another program is using it" if "locked" in cause else cause
