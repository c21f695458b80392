"""Rules that every table of the desk's file follows, whoever adds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.store import schema
from app.store.database import Database
from app.store.rescue.inspection import Condition, inspected
from app.store.rescue.rescue import mended
from app.store.rescue.salvage import CARRIED

COME_AGAIN = {"list", "item", "person", "concerns", "visit", "day", "visit_row", "revision", "sqlite_sequence"}
"""What the server tells once more, or what follows from the rest."""

BEFORE_KEYS_WERE_FIRST = 15


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "foyer.sqlite3"


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    Database(file).close()
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall())


def test_a_table_without_row_numbers_begins_with_its_key(connection: sqlite3.Connection) -> None:
    """SQLite 3.40 takes any other for damaged when it looks quickly."""
    for name, sql in tables(connection).items():
        if "without rowid" in sql.lower():
            columns = connection.execute(f"pragma table_info({name})").fetchall()
            key = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]]
            assert [column[1] for column in columns][: len(key)] == key, name


def test_what_exists_nowhere_else_is_carried_over_and_has_row_numbers(connection: sqlite3.Connection) -> None:
    assert tables(connection).keys() - COME_AGAIN == CARRIED.keys()
    for name in CARRIED:
        connection.execute(f"select rowid from {name}")


@pytest.mark.parametrize("steps", [BEFORE_KEYS_WERE_FIRST, len(schema.STEPS)])
async def test_a_desk_that_checked_somebody_in_is_sound_at_its_next_start(
    file: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:steps])
        before = Database(file)
        before.write_now(lambda connection: connection.execute("insert into concerns (operation, visit) values (1, 2)"))
        before.close()
    assert inspected(file, seconds=600).condition is Condition.SOUND
    database = Database(file)
    assert await mended(database) is None
    assert await database.read(lambda connection: connection.execute("select * from concerns").fetchall()) == [
        ("2", "1")
    ]
    database.close()
    assert inspected(file, seconds=600).condition is Condition.SOUND
