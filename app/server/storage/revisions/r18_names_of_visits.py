"""The name of the visitor at whose visit a ticket was reported stands in the meeting alone, where the meeting tells of
them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

revision = "18"
down_revision = "17"

visits = sa.table("ticket_visits", *map(sa.column, ("ticket", "meeting", "visitor", "name")))
meetings = sa.table("meetings", *map(sa.column, ("id", "document", "cancelled_visitors")))


def upgrade() -> None:
    connection = op.get_bind()
    linked = sa.select(visits.c.ticket, visits.c.visitor, meetings.c.document, meetings.c.cancelled_visitors)
    for row in connection.execute(linked.join(meetings, meetings.c.id == visits.c.meeting)).all():
        known = [*from_json(row.document)["visitors"], *from_json(row.cancelled_visitors or b"[]")]
        if row.visitor in {visitor["id"] for visitor in known}:
            connection.execute(sa.update(visits).where(visits.c.ticket == row.ticket).values(name=""))
