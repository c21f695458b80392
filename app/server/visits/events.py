"""What desks say of a visit: kept for good and once."""

from __future__ import annotations

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from pydantic_core import to_json
from sqlalchemy import Connection, insert, select

from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import EventRequest
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.statistics.kept_visits import follow_visit
from app.server.storage.changes import Kind, Touched, note
from app.server.storage.tables.visits import events
from app.server.visits.single import known_visit
from app.server.visits.visit import MICROSECOND, SINCE, VisitId, as_json

_APART = timedelta(days=1)
"""How far a desk's clock may be from the server's."""


def say(connection: Connection, context: ServerContext, visit: VisitId, request: EventRequest, key: str) -> bytes:
    """Keeps what is said of a visit and gives the visit's JSON as it stands after it.

    `key` becomes the event's id, a new one is made for ""; the same again changes nothing. Raises Refusal 410 for a
    visit that there isn't, since 404 tells a desk that a server has no such call; 400 when `at` is more than a
    day ahead of the server's clock, or more than a day behind it and before the day of the visit (a desk that was cut
    off for longer tells of what happened then); 422 when the key was used for something else.
    """
    now = context.now()
    if request.at > now + _APART:
        raise Refusal(400, "at is more than a day ahead of the server's clock")
    if request.at < now - _APART and request.at.timestamp() < day_span(visit.day, context.zone)[0]:
        raise Refusal(400, "at is before the day of the visit, and more than a day ago")
    identity = key or uuid.uuid4().hex
    whole = _KeyedEvent(visit=str(visit), event=request)
    once(connection, context, identity, whole, lambda: _add_new(connection, context.zone, visit, request, identity))
    known = known_visit(connection, context.zone, visit)
    if known:
        return as_json(known, context.zone)
    # the refusal leaves the caller's transaction, so nothing was kept, the key neither
    raise Refusal(410, f"No visitor {visit.visitor} is expected on {visit.day} for a meeting {visit.meeting}")


def _add_new(connection: Connection, zone: ZoneInfo, visit: VisitId, request: EventRequest, identity: str) -> str:
    """Writes an event unless it is there: events outlive the keys that they came with."""
    columns = select(events.c.day, events.c.meeting, events.c.visitor).where(events.c.id == identity)
    known = connection.execute(columns).one_or_none()
    if known is None:
        return add(connection, zone, visit, request, identity)
    if "/".join(known) != str(visit):
        raise Refusal(422, "This Idempotency-Key was used for another request")
    return identity


def add(connection: Connection, zone: ZoneInfo, visit: VisitId, request: EventRequest, identity: str) -> str:
    """Writes an event of a visit and gives its id; doesn't look whether there is such a visit. `zone` is the site's."""
    row = {
        "id": identity,
        "day": visit.day.isoformat(),
        "meeting": visit.meeting,
        "visitor": visit.visitor,
        "kind": request.kind.value,
        "happened_at": (request.at - SINCE) // MICROSECOND,
        "undoes": request.undoes,
        "desk": request.desk,
        "agrees": request.agrees_to_terms,
        "answers": to_json([one.model_dump() for one in request.answers]).decode() if request.answers else "",
    }
    connection.execute(insert(events).values(row))
    follow_visit(connection, zone, visit)
    note(connection, Kind.VISIT, str(visit), Touched(*day_span(visit.day, zone), frozenset((str(visit.day),))))
    return identity


class _KeyedEvent(BaseModel):
    """The request that an Idempotency-Key stands for: the event, and of which visit."""

    visit: str
    event: EventRequest
