"""Idempotency-Key: a write that is sent again, because its answer was lost, makes nothing a second time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from pydantic import BaseModel
from sqlalchemy import Connection, delete, insert, or_, select

from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext
from app.server.storage.tables.site import done

KEPT = timedelta(days=30)
"""How long a key is known. A desk that was cut off for longer looks for what it wrote."""

_SWEPT = 100
"""Keys that are forgotten with a write: more than come with one."""


def once(connection: Connection, context: ServerContext, key: str, request: BaseModel, make: Callable[[], str]) -> str:
    """The id of what `make` makes, or of what it made when this key came first. With "" for a key it always makes.

    Raises Refusal 422 when the key came with another request before, and what `make` raises. To be called inside a
    writing transaction, so that two callers can't both be first.
    """
    if not key:
        return make()
    now = context.now()
    _forget(connection, key, int((now - KEPT).timestamp()))
    before = connection.execute(select(done.c.digest, done.c.made).where(done.c.key == key)).one_or_none()
    digest = _digest(request)
    if before is None:
        made = make()
        row = {"key": key, "digest": digest, "made": made, "done_at": int(now.timestamp())}
        connection.execute(insert(done).values(row))
        return made
    if before.digest != digest:
        raise Refusal(422, "This Idempotency-Key was used for another request")
    return str(before.made)


def _digest(request: BaseModel) -> str:
    """The same for a request that a newer Foyer reads with further fields."""
    said = request.model_dump_json(exclude_defaults=True)
    return hashlib.sha256(f"{type(request).__name__} {said}".encode()).hexdigest()


def _forget(connection: Connection, key: str, until: int) -> None:
    """Forgets this key and the oldest others, where they came before `until`, in seconds since 1970."""
    oldest = select(done.c.key).where(done.c.done_at < until).order_by(done.c.done_at).limit(_SWEPT)
    connection.execute(delete(done).where(done.c.done_at < until, or_(done.c.key == key, done.c.key.in_(oldest))))
