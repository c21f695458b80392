"""What is said of a visit, as rows of the table of events."""

from __future__ import annotations

from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic_core import to_json
from sqlalchemy import Connection, insert

from app.models.visit_events import LONGEST_NOTE, OF_HOST, EventKind
from app.server.bodies.requests import EventRequest
from app.server.bodies.wire import day_span
from app.server.context import ServerContext
from app.server.statistics.kept_visits import follow_visit
from app.server.storage.changes import Kind, Touched, note
from app.server.storage.tables.visits import events
from app.server.visits.visit import MICROSECOND, SINCE, ServerVisit, VisitId


def add(connection: Connection, zone: ZoneInfo, visit: VisitId, request: EventRequest, identity: str) -> None:
    """Writes an event of a visit; doesn't look whether there is such a visit. `zone` is the site's."""
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
        "note": request.note,
    }
    connection.execute(insert(events).values(row))
    if request.kind not in OF_HOST:  # which is counted nowhere
        follow_visit(connection, zone, visit)
    note(connection, Kind.VISIT, str(visit), Touched(*day_span(visit.day, zone), frozenset((str(visit.day),))))


def say_of_host(
    connection: Connection, context: ServerContext, visit: ServerVisit, kind: EventKind, why: str = ""
) -> None:
    """The server itself says this of a visit's host, after all that was said of the visit: a desk's clock may be
    ahead."""
    latest = max((event.at for event in visit.events), default=SINCE)
    at = max(context.now(), latest + MICROSECOND)
    request = EventRequest.model_validate({"kind": kind.value, "at": at.isoformat(), "note": why[:LONGEST_NOTE]})
    add(connection, context.zone, visit.id, request, uuid4().hex)
