"""Databases that older Foyers wrote, as SQLite's `.dump` gives them: one for each schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, MetaData, Table, create_engine, event, insert, select, text

from app.server.storage.migration import take_step

SCHEMAS = Path(__file__).parent / "schemas"


def write_file(file: Path, schema: int) -> None:
    """Makes an SQLite file of it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((SCHEMAS / f"{schema}.sql").read_text(encoding="utf-8"))


def write_database(url: str, schema: int, folder: Path) -> None:
    """Writes the same tables and rows into the empty PostgreSQL database of `url`."""
    write_file(folder / "older.db", schema)
    source, target = create_engine(f"sqlite:///{folder / 'older.db'}"), create_engine(url)
    tables = MetaData()

    @event.listens_for(tables, "column_reflect")
    def _generic(inspector: Any, table: Table, column: Any) -> None:
        column["type"] = column["type"].as_generic()
        if isinstance(column["type"], Boolean) and column["default"] == "0":
            column["default"] = "false"

    with source.connect() as reading, target.begin() as writing:
        tables.reflect(reading)
        tables.create_all(writing)
        for table in tables.sorted_tables:
            rows = [row._asdict() for row in reading.execute(select(table))]
            if rows:
                writing.execute(insert(table), rows)
        writing.execute(text("SELECT setval('tickets_number_seq', max(number)) FROM tickets"))
    source.dispose()
    target.dispose()


def move_on(url: str, steps: int) -> None:
    """Takes so many steps towards today's tables from what is there."""
    engine = create_engine(url)
    for _ in range(steps):
        with engine.begin() as connection:
            take_step(connection)
    engine.dispose()
