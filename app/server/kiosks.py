"""Kiosks: what each said last of how it is, and when that was heard. Our own addition; the API has no such thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, insert, select

from app.server.bodies.requests import KioskRequest
from app.server.bodies.wire import Document, local, written
from app.server.context import ServerContext
from app.server.database import kiosks

FORGOTTEN = timedelta(days=30)
"""A kiosk that wasn't heard for so long is none any more."""


def listed(connection: Connection, context: ServerContext) -> bytes:
    """All that were heard lately, by their names."""
    lately = select(kiosks).where(kiosks.c.heard_at > _oldest(context)).order_by(kiosks.c.name)
    told = [_document(row, context) for row in connection.execute(lately)]
    return written({"toldAt": local(context.now(), context.zone), "kiosks": told})


def hear(connection: Connection, context: ServerContext, name: str, request: KioskRequest) -> bytes:
    """Keeps what a kiosk says, in the place of what it said before, and gives it as it is kept."""
    forget(connection, name)
    connection.execute(delete(kiosks).where(kiosks.c.heard_at <= _oldest(context)))
    said = " ".join(dict.fromkeys(request.troubles))  # each once
    connection.execute(insert(kiosks).values(name=name, troubles=said, heard_at=int(context.now().timestamp())))
    return written(_document(connection.execute(select(kiosks).where(kiosks.c.name == name)).one(), context))


def forget(connection: Connection, name: str) -> None:
    """One that there isn't is forgotten already."""
    connection.execute(delete(kiosks).where(kiosks.c.name == name))


def _oldest(context: ServerContext) -> int:
    return int((context.now() - FORGOTTEN).timestamp())


def _document(row: Row[tuple[str, str, int]], context: ServerContext) -> Document:
    heard_at = datetime.fromtimestamp(row.heard_at, UTC)
    return {"name": row.name, "troubles": row.troubles.split(), "heardAt": local(heard_at, context.zone)}
