"""Kiosks: what each said last of how it is, and when that was heard. Our own addition; the API has no such thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, delete, insert, select

from app.models.objects.kiosk_trouble import SILENT
from app.server.bodies.requests import KioskRequest
from app.server.bodies.wire import Document, local, written
from app.server.context import ServerContext
from app.server.lobby import reception_calls
from app.server.storage.changes import Kind, note
from app.server.storage.tables.site import kiosks

FORGOTTEN = timedelta(days=30)
"""A kiosk that said nothing for so long is forgotten."""


def listed(connection: Connection, context: ServerContext) -> bytes:
    """The JSON of all that were heard lately: {"toldAt", "kiosks": [{"name", "troubles": […], "heardAt"}], "calls"},
    by their names, times with the site's offset. `calls` are the visitors who wait for somebody from the reception."""
    lately = select(kiosks).where(kiosks.c.heard_at > _oldest(context)).order_by(kiosks.c.name)
    reports = [_document(row, context) for row in connection.execute(lately)]
    calls = reception_calls.listed(connection, context)
    return written({"toldAt": local(context.now(), context.zone), "kiosks": reports, "calls": calls})


def hear(connection: Connection, context: ServerContext, name: str, request: KioskRequest) -> bytes:
    """Keeps what a kiosk says, in the place of what it said before, and gives the JSON of the kiosk. That it says the
    same again, as it does each minute, is no change, unless it was silent until now."""
    connection.execute(delete(kiosks).where(kiosks.c.heard_at <= _oldest(context)))
    troubles, now = " ".join(dict.fromkeys(request.troubles)), int(context.now().timestamp())  # each once
    same = (kiosks.c.name == name) & (kiosks.c.troubles == troubles)
    heard_at = connection.scalar(select(kiosks.c.heard_at).where(same))
    connection.execute(delete(kiosks).where(kiosks.c.name == name))
    connection.execute(insert(kiosks).values(name=name, troubles=troubles, heard_at=now))
    if heard_at is None or now - heard_at > SILENT.total_seconds():
        note(connection, Kind.KIOSK, name)
    return written(_document(connection.execute(select(kiosks).where(kiosks.c.name == name)).one(), context))


def forget(connection: Connection, name: str) -> None:
    """Drops the kiosk of that name; nothing when there is none."""
    if connection.execute(delete(kiosks).where(kiosks.c.name == name)).rowcount:
        note(connection, Kind.KIOSK, name)


def _oldest(context: ServerContext) -> int:
    return int((context.now() - FORGOTTEN).timestamp())


def _document(row: Row[tuple[str, str, int]], context: ServerContext) -> Document:
    heard_at = datetime.fromtimestamp(row.heard_at, UTC)
    return {"name": row.name, "troubles": row.troubles.split(), "heardAt": local(heard_at, context.zone)}
