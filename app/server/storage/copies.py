"""Whole copies of an SQLite file, and what is in one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import URL, create_engine, func, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from app.errors import BadSetting
from app.server.storage.facts import fact
from app.server.storage.revisions import SCHEMA
from app.server.storage.schema import schema_of
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.tickets import tickets


class Content(NamedTuple):
    """Whose database it is, and how much is in it."""

    company: str
    meetings: int
    tickets: int

    def __str__(self) -> str:
        return f"the database of {self.company}: {self.meetings} meetings, {self.tickets} tickets"


def is_in_use(file: Path) -> bool:
    """Whether a server has this file open. Where none has, what is in the log beside it comes into the file. Raises
    BadSetting when it is no database."""
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool, connect_args={"timeout": 1})
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA locking_mode=EXCLUSIVE")
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return False
    except DBAPIError as error:
        if "locked" in str(error.orig):
            return True
        raise BadSetting(f"{file} can't be read: {error.orig}.") from error


def copy_closed(file: Path, target: Path) -> None:
    """Copies a file that no server has open. Raises BadSetting when it can't be read."""
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    except DBAPIError as error:
        raise BadSetting(f"{file} can't be copied: {error.orig}.") from error


def content_of(file: Path) -> Content:
    """What is in a copy. Raises BadSetting when it is damaged, or no desk server's database that this Foyer reads."""
    engine = create_engine(
        URL.create("sqlite", database=f"file:{file.resolve()}", query={"uri": "true", "mode": "ro", "immutable": "1"}),
        poolclass=NullPool,
    )
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise BadSetting(f"{file} is damaged.")
            if (schema_of(connection) or 0) > SCHEMA:
                raise BadSetting(f"{file} is of a newer Foyer; please update this one.")
            counts = (connection.scalar(select(func.count()).select_from(table)) or 0 for table in (meetings, tickets))
            return Content(str(from_json(fact(connection, "company") or "{}")["id"]), *counts)
    except (SQLAlchemyError, KeyError, ValueError) as error:
        raise BadSetting(f"{file} is no copy of a desk server's database.") from error
