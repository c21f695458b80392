"""At which visit a ticket was reported. The visitor's name is the meeting's, and follows what becomes of it there: a
second copy would outlive a name that is taken out of the meeting."""

from __future__ import annotations

from pydantic_core import from_json
from sqlalchemy import Connection, insert, select

from app.server import people
from app.server.bodies.ticket_requests import VisitLink
from app.server.bodies.wire import Document
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.tickets import ticket_visits as table

_SHOWN = select(table.c.day, table.c.meeting, table.c.visitor, table.c.name)


def add(connection: Connection, identity: str, visit: VisitLink | None) -> None:
    """Has the new ticket of this id lead back to the visit; None is none. Its name is kept where no meeting tells
    one."""
    if visit:
        kept = {} if _visitor(connection, visit.meeting, visit.visitor) is None else {"name": ""}
        connection.execute(insert(table).values(ticket=identity, **visit.model_dump(mode="json") | kept))


def of(connection: Connection, identity: str) -> Document | None:
    """The visit as it is answered with the ticket of this id."""
    row = connection.execute(_SHOWN.where(table.c.ticket == identity)).one_or_none()
    if row is None:
        return None
    visitor = _visitor(connection, row.meeting, row.visitor)
    return row._asdict() | ({"name": people.name_of(visitor)} if visitor else {})


def _visitor(connection: Connection, meeting: str, identity: str) -> Document | None:
    """The visitor as the meeting tells of them, also one who was taken out of it; None when there is none such."""
    told = select(meetings.c.document, meetings.c.cancelled_visitors).where(meetings.c.id == meeting)
    row = connection.execute(told).one_or_none()
    if row is None:
        return None
    known = [*from_json(row.document)["visitors"], *from_json(row.cancelled_visitors or b"[]")]
    return next((visitor for visitor in known if visitor["id"] == identity), None)
