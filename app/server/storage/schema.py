"""How a database gets its tables: a new one those of today, that of an older Foyer a revision after the other.

Foyers up to schema 8 counted in a fact. What Alembic counts since then stands in a table of its own, and the fact says
a number that is too new for them: they leave such a database alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache

from sqlalchemy import Connection, delete, insert, inspect, select, text
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable

from app.errors import BadSetting
from app.server.storage import word_index
from app.server.storage.facts import fact, put_fact
from app.server.storage.revisions import SCHEMA
from app.server.storage.tables.every_table import tables
from app.server.storage.tables.site import alembic_version, facts

_FACT = "schema"

_NOT_OURS = "9"
"""The fact's value since Alembic counts. Foyers before take it for the schema of a newer one."""


def bring_up_to_date(writing: Callable[[], AbstractContextManager[Connection]]) -> str:
    """Makes the tables, or moves them on, and gives why they have no word index, "" when they have. Each revision has a
    transaction of its own, from `writing`, so one that is interrupted begins again. Raises BadSetting for a database of
    a newer Foyer."""
    while True:
        with writing() as connection:
            if _is_up_to_date(connection):
                return word_index.settle(connection)


def schema_of(connection: Connection) -> int | None:
    """The number of the tables' last revision, None when there is none. A newer Foyer's is more than SCHEMA."""
    number = fact(connection, _FACT) if inspect(connection).has_table(facts.name) else None
    if number is None:
        return None
    return int(connection.scalar(select(alembic_version.c.version_num)) or 1) if number == _NOT_OURS else int(number)


def without_limits(connection: Connection) -> None:
    """Lets the rest of a transaction take as long as it does: all of a big database takes longer than a call may."""
    if connection.dialect.name != "sqlite":
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {limit} = 0"))


def _is_up_to_date(connection: Connection) -> bool:
    """Whether this transaction leaves the tables as they are today. If not, it took one step towards it."""
    _begin(connection)
    schema = schema_of(connection)
    if schema is None:
        for statement in _creation(connection.dialect.name):
            connection.exec_driver_sql(statement)
        _count(connection, SCHEMA)
        return True
    if schema > SCHEMA:
        raise BadSetting("The database was written by a newer Foyer; please update this one.")
    if fact(connection, _FACT) != _NOT_OURS:
        _count(connection, schema)
    if schema == SCHEMA:
        return True
    from app.server.storage.migration import take_step  # who takes one pays for Alembic

    take_step(connection)
    return False


@cache
def _creation(dialect: str) -> tuple[str, ...]:
    """What makes today's tables: put together once, as that takes longer than to run it."""
    compiler = registry.load(dialect)()
    made = [CreateTable(table, if_not_exists=True).compile(dialect=compiler) for table in tables.sorted_tables]
    indexes = [index for table in tables.sorted_tables for index in table.indexes]
    made += [CreateIndex(index, if_not_exists=True).compile(dialect=compiler) for index in indexes]
    return tuple(map(str, made))


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":  # Python begins a transaction for rows alone
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        without_limits(connection)


def _count(connection: Connection, schema: int) -> None:
    """Leaves the counting to Alembic from this schema on; the first one has no number there."""
    alembic_version.create(connection, checkfirst=True)
    connection.execute(delete(alembic_version))
    if schema > 1:
        connection.execute(insert(alembic_version).values(version_num=str(schema)))
    put_fact(connection, _FACT, _NOT_OURS)
