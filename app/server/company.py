"""The company whose desk this is: a row, which is put into meetings and tickets when they are answered. So a new name
or zone reaches all that was written before, and rewrites none of it."""

from __future__ import annotations

from typing import cast

from pydantic_core import from_json
from sqlalchemy import Connection, delete, insert, select

from app.server.bodies.wire import Document, written
from app.server.storage.tables import facts

_ROW = select(facts.c.value).where(facts.c.name == "company")


def as_json(connection: Connection) -> bytes:
    """Its JSON, which another server over the same database may have changed since the last time."""
    return cast(str, connection.execute(_ROW).scalar_one()).encode()


def kept(connection: Connection) -> Document | None:
    """Its JSON object; None in a new database."""
    value = connection.scalar(_ROW)
    return cast(Document, from_json(value)) if value else None


def keep(connection: Connection, company: Document) -> None:
    """Puts it in the place of the one before."""
    connection.execute(delete(facts).where(facts.c.name == "company"))
    connection.execute(insert(facts).values(name="company", value=written(company).decode()))
