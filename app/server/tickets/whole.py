"""A ticket with all that belongs to it, as one that is asked for by its id is answered."""

from __future__ import annotations

from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection

from app.server import company
from app.server.bodies.wire import answered
from app.server.context import ServerContext
from app.server.tickets import comments, log, recurring, related, visit_link
from app.server.tickets.attachments import uploads
from app.server.tickets.stored import stored


def whole(connection: Connection, context: ServerContext, identity: str) -> tuple[int, bytes]:
    """The ticket's revision and its JSON. Raises Refusal 404 when there is none of that id."""
    row = stored(connection, identity)
    series = from_json(row.document).get("series")
    more: dict[str, Any] = {
        "clock": row.clock.shown(context),
        "comments": comments.of(connection, identity),
        "attachments": uploads.of(connection, identity),
        "log": log.of(connection, identity),
        "recurrence": recurring.rules_of(connection, identity),
        "seriesRecurrence": recurring.rules_of(connection, series) if series else None,
        "visit": visit_link.of(connection, identity),
        "related": related.of(connection, identity),
    }
    return row.revision, answered(row.document, company.as_json(connection), row.revision, b"," + to_json(more)[1:-1])
