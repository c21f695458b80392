"""Reading a damaged file: every row that exists nowhere else and that can still be read."""

from __future__ import annotations

import errno
import json
import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import DiskFull, StoreFailed
from app.store import journal
from app.store.given import signatures, visitor_answers
from app.store.migration import bring_up_to_date
from app.store.operation_rows import COLUMNS, operation_in

log = logging.getLogger(__name__)

Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]

CARRIED: Mapping[str, tuple[tuple[str, ...], Callable[[Row], object]]] = {
    "place": (("id", "server", "company", "told", "zone", "late"), lambda row: json.loads(row[3])),
    "outbox": (("place", *COLUMNS), lambda row: operation_in(row[1:])),
    "journal": (("place", *journal.COLUMNS), lambda row: journal.entry_in(row[1:], {})),
    "signature": (("place", *signatures.COLUMNS), lambda row: signatures.signature_in(row[1:])),
    "terms_text": (("place", *signatures.TEXT_COLUMNS), lambda row: signatures.text_in(row[1:])),
    "answer": (("place", *visitor_answers.COLUMNS), lambda row: visitor_answers.answered_in(row[1:])),
    "became": (("place", "visitor", "id"), lambda row: f"{row[1]}{row[2]}"),
    "forgotten": (("place", "digest", "at"), lambda row: datetime.fromisoformat(row[2])),
    "draft": (("place", "form", "name", "body", "changed_at"), lambda row: json.loads(row[3])),
    "calendar_origin": (
        ("place", "uid", "occurrence", "meeting", "sequence", "written", "starts_at", "over_at"),
        lambda row: (int(row[4]), datetime.fromisoformat(row[6]), datetime.fromisoformat(row[7])),
    ),
    "saved_view": (("place", "name", "body"), lambda row: json.loads(row[2])),
    "view_choice": (("name", "body"), lambda row: json.loads(row[1])),
}
"""The tables whose rows exist nowhere else, their columns, and how a row is read. Lists come again from the server."""

CORRUPT = sqlite3.SQLITE_CORRUPT

FAR = 3_000
"""So many row numbers are tried after the last row that could be read: more than stand on any one page of the file."""


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table of CARRIED that are carried over, in the order of its rows."""
    return CARRIED[table][0]


def check(table: str, row: Row) -> None:
    """Raises ValueError for a row that can't be read: a damaged page may still give one, with other bytes in it."""
    try:
        CARRIED[table][1](row)
    except TypeError as error:
        raise ValueError("a value of another type") from error
    if None in row:
        raise ValueError("a value is missing")


def salvaged(file: Path) -> Rows:
    """The rows that can be read, by table. They are read from a copy, because SQLite would write into the file. Raises
    DiskFull or StoreFailed when it can't be copied."""
    try:
        with tempfile.TemporaryDirectory(prefix="rescue", dir=file.parent) as folder:
            copy = Path(folder) / file.name
            for ending in ("", "-wal"):
                part = file.with_name(file.name + ending)
                if part.exists():
                    shutil.copyfile(part, copy.with_name(copy.name + ending))
            rows = _tables(copy) if copy.stat().st_size else {}
            if not any(rows.values()):
                _give_first_page(copy)
                rows = _tables(copy)
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else StoreFailed
        raise kind(f"{file} can't be copied: {error.strerror}") from error
    return rows


def _tables(file: Path) -> Rows:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.text_factory = bytes.decode
        try:
            bring_up_to_date(connection)
        except (sqlite3.Error, ValueError) as error:
            log.warning("The damaged file: %s", error)
        places = [*_rows(connection, "place"), *_indexed_places(connection)]
        known = {account for account, *_ in places}
        if not known:
            return {}
        rest = {table: list(_rows(connection, table)) for table in CARRIED if table != "place"}
        of_known = {
            table: [row for row in rows if row[0] in known] if "place" in columns(table) else rows
            for table, rows in rest.items()
        }
        return {"place": places, **of_known}


def _indexed_places(connection: sqlite3.Connection) -> list[Row]:
    """The accounts once more, as their index has them: without its account nobody knows where a write was to go."""
    try:
        return connection.execute(
            "select id, server, company, '{}', '', 15 from place indexed by sqlite_autoindex_place_1"
        ).fetchall()
    except sqlite3.Error:
        return []


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Reads row after row; where one can't be read, goes on from the next row number that leads to one."""
    next_row = (
        f"select rowid, {', '.join(columns(table))} from {table} not indexed where rowid > ? order by rowid limit 1"
    )
    after, failed = 0, 0
    while failed < FAR:
        try:
            row = connection.execute(next_row, (after,)).fetchone()
        except (sqlite3.DatabaseError, ValueError) as error:
            if getattr(error, "sqlite_errorcode", CORRUPT) & 0xFF != CORRUPT:  # no database, or none with such a table
                return
            after, failed = after + 1, failed + 1
            continue
        if row is None:
            return
        after, failed = row[0], 0
        try:
            check(table, row[1:])
        except ValueError as error:
            log.warning("Row %s of the damaged file's table %s can't be read: %s", after, table, error)
        else:
            yield row[1:]


def _give_first_page(file: Path) -> None:
    """Puts the first page of a new file in the place of this one's, and all of a new file in the place of one that was
    cut to less. It says where each table begins, and says the same in every file."""
    new = file.with_name("new")
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        bring_up_to_date(connection)
    if file.stat().st_size < new.stat().st_size:
        file.write_bytes(new.read_bytes())
        return
    page = bytearray(new.read_bytes())
    size = int.from_bytes(page[16:18], "big")
    del page[size:]
    page[28:32] = (file.stat().st_size // size).to_bytes(4, "big")  # pages in the file
    page[32:40] = bytes(8)  # none of them free
    page[92:96] = page[24:28]  # the count above is of this version
    with file.open("r+b") as damaged:
        damaged.write(page)
