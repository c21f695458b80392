"""The company whose desk this is: a row, which is put into meetings and tickets when they are answered. So a new name
or zone reaches all that was written before, and rewrites none of it."""

from __future__ import annotations

from typing import cast

from pydantic_core import from_json
from sqlalchemy import Connection

from app.server.bodies.wire import Document, written
from app.server.storage.facts import fact, put_fact

_NAME = "company"


def as_json(connection: Connection) -> bytes:
    """Its JSON, which another server over the same database may have changed since the last time."""
    return cast(str, fact(connection, _NAME)).encode()


def kept(connection: Connection) -> Document | None:
    """Its JSON object; None in a new database."""
    value = fact(connection, _NAME)
    return cast(Document, from_json(value)) if value else None


def keep(connection: Connection, company: Document) -> None:
    """Puts it in the place of the one before."""
    put_fact(connection, _NAME, written(company).decode())
