"""Whether the desk's file is there in one piece, and what stands in it alone can be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.store.database import Damaged, has_content, log_of
from app.store.rescue.salvage import CARRIED, check, columns

SMALLEST = 512
"""Bytes of the smallest file that SQLite writes; what is smaller was cut off."""

LATER = ("signature", "terms_text", "answer")
"""Tables that are read only after the first window: they may hold thousands of drawings, and words."""


def check_from_outside(file: Path) -> None:
    """Raises Damaged for what SQLite itself doesn't complain of: beside an empty file it deletes the log, with all that
    is in it."""
    if file.is_dir():
        raise Damaged("a folder is in its place")
    if file.exists():
        if file.stat().st_size < SMALLEST:
            raise Damaged("it is empty")
    elif has_content(log_of(file)):
        raise Damaged("it is gone, and the log beside it isn't")


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong. Its quick check is wrong itself about some tables of Foyers up to schema 15
    (see schema.py), so it isn't believed alone. SQLite's own errors pass."""
    checks = ("quick_check", "integrity_check")
    return any(connection.execute(f"pragma {check}(1)").fetchone() == ("ok",) for check in checks)


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
