"""Visitors who call the reception from a kiosk, or bring something: every desk at the server hears it, until one
answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from app.server.bodies.requests import ReceptionCallRequest
from app.server.bodies.wire import Document, local
from app.server.context import ServerContext
from app.server.storage.changes import Kind, note
from app.server.storage.tables.site import reception_calls

WAITS = timedelta(minutes=20)
"""Who called longer ago has gone, or was met."""

_CALLS = reception_calls.c


def listed(connection: Connection, context: ServerContext) -> list[Document]:
    """Those that nobody answered yet, the oldest first: [{"id", "kiosk", "name", "company", "host", "delivery",
    "at"}]."""
    waiting = select(reception_calls).where(_CALLS.made_at > _oldest(context)).order_by(_CALLS.made_at, _CALLS.id)
    return [
        {
            "id": row.id,
            "kiosk": row.kiosk,
            "name": row.name,
            "company": row.company,
            "host": row.host,
            "delivery": row.delivery,
            "at": local(datetime.fromtimestamp(row.made_at, UTC), context.zone),
        }
        for row in connection.execute(waiting)
    ]


def call(connection: Connection, context: ServerContext, identifier: str, request: ReceptionCallRequest) -> None:
    """Keeps the call in the place of every earlier one from that kiosk: one person stands at it. What was brought lies
    there whoever comes next, so a delivery takes no place but that of one for the same person. `identifier` is the
    kiosk's own, so that what is said twice is one call. What is too old to wait for is forgotten."""
    same = (_CALLS.kiosk == request.kiosk) & (_CALLS.delivery == request.delivery)
    if request.delivery:
        same &= _CALLS.host == request.host
    gone = (_CALLS.id == identifier) | same | (_CALLS.made_at <= _oldest(context))
    connection.execute(delete(reception_calls).where(gone))
    made = {"id": identifier, "made_at": int(context.now().timestamp()), **request.model_dump()}
    connection.execute(insert(reception_calls).values(made))
    note(connection, Kind.KIOSK, request.kiosk)


def answer(connection: Connection, identifier: str) -> None:
    """Somebody goes there: no desk is to hear of it any more. Nothing when another desk was first."""
    kiosk = connection.scalar(select(_CALLS.kiosk).where(_CALLS.id == identifier))
    if kiosk is not None:
        connection.execute(delete(reception_calls).where(_CALLS.id == identifier))
        note(connection, Kind.KIOSK, kiosk)


def _oldest(context: ServerContext) -> int:
    return int((context.now() - WAITS).timestamp())
