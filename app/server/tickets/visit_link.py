"""At which visit a ticket was reported."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from app.server.bodies.ticket_requests import VisitLink
from app.server.bodies.wire import Document
from app.server.storage.tables import ticket_visits as table

_SHOWN = select(table.c.day, table.c.meeting, table.c.visitor, table.c.name)


def add(connection: Connection, identity: str, visit: VisitLink | None) -> None:
    """Has the new ticket of this id lead back to the visit; None is none."""
    if visit:
        connection.execute(insert(table).values(ticket=identity, **visit.model_dump(mode="json")))


def of(connection: Connection, identity: str) -> Document | None:
    """The visit as it is answered with the ticket of this id."""
    row = connection.execute(_SHOWN.where(table.c.ticket == identity)).one_or_none()
    return row._asdict() if row else None
