"""What desks say of a visit: kept for good and once."""

from __future__ import annotations

import uuid
from datetime import timedelta

from pydantic import BaseModel
from sqlalchemy import Connection, select

from app.models.visit_events import OF_HOST
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import EventRequest
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.notices.of_arrivals import follow_event
from app.server.storage.tables.visits import events
from app.server.visits.event_rows import add
from app.server.visits.single import known_visit
from app.server.visits.visit import VisitId, as_json

_APART = timedelta(days=1)
"""How far a desk's clock may be from the server's."""


def say(connection: Connection, context: ServerContext, visit: VisitId, request: EventRequest, key: str) -> bytes:
    """Keeps what is said of a visit and gives the visit's JSON as it stands after it.

    `key` becomes the event's id, a new one is made for ""; the same again changes nothing. Raises Refusal 410 for a
    visit that there isn't, since 404 tells a desk that a server has no such call; 400 when `at` is more than a
    day ahead of the server's clock, or more than a day behind it and before the day of the visit (a desk that was cut
    off for longer tells of what happened then), and when it is of the host and no desk says it; 422 when the key was
    used for something else.
    """
    now = context.now()
    if request.at > now + _APART:
        raise Refusal(400, "at is more than a day ahead of the server's clock")
    if request.at < now - _APART and request.at.timestamp() < day_span(visit.day, context.zone)[0]:
        raise Refusal(400, "at is before the day of the visit, and more than a day ago")
    if request.kind in OF_HOST and not request.desk:
        raise Refusal(400, "desk is missing: what is said of the host without one, the server says itself")
    identity = key or uuid.uuid4().hex
    whole = _KeyedEvent(visit=str(visit), event=request)
    once(connection, context, identity, whole, lambda: _add_new(connection, context, visit, request, identity))
    known = known_visit(connection, context.zone, visit)
    if known:
        return as_json(known, context.zone)
    # the refusal leaves the caller's transaction, so nothing was kept, the key neither
    raise Refusal(410, f"No visitor {visit.visitor} is expected on {visit.day} for a meeting {visit.meeting}")


def _add_new(
    connection: Connection, context: ServerContext, visit: VisitId, request: EventRequest, identity: str
) -> str:
    """Writes an event unless it is there, and queues what is to be told of it: events outlive the keys that they came
    with."""
    columns = select(events.c.day, events.c.meeting, events.c.visitor).where(events.c.id == identity)
    known = connection.execute(columns).one_or_none()
    if known is None:
        add(connection, context.zone, visit, request, identity)
        follow_event(connection, context, visit, request)
        return identity
    if "/".join(known) != str(visit):
        raise Refusal(422, "This Idempotency-Key was used for another request")
    return identity


class _KeyedEvent(BaseModel):
    """The request that an Idempotency-Key stands for: the event, and of which visit."""

    visit: str
    event: EventRequest
