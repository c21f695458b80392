"""Idempotency-Key: a write that is sent again, because its answer was lost, makes nothing a second time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pydantic import BaseModel
from sqlalchemy import Connection, insert, select

from app.server.bodies.refusal import Refusal
from app.server.storage.tables import done


def once(connection: Connection, key: str, request: BaseModel, make: Callable[[], str]) -> str:
    """The id of what `make` makes, or of what it made when this key came first. With "" for a key it always makes.

    Raises Refusal 422 when the key came with another request before, and what `make` raises. To be called inside a
    writing transaction, so that two callers can't both be first.
    """
    if not key:
        return make()
    digest = hashlib.sha256(f"{type(request).__name__} {request.model_dump_json()}".encode()).hexdigest()
    before = connection.execute(select(done.c.digest, done.c.made).where(done.c.key == key)).one_or_none()
    if before is None:
        made = make()
        connection.execute(insert(done).values(key=key, digest=digest, made=made))
        return made
    if before.digest != digest:
        raise Refusal(422, "This Idempotency-Key was used for another request")
    return str(before.made)
