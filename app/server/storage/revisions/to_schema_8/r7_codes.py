"""Visitors have codes: their ids stood on badges, and the next one's was easily guessed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from app.models.scans.code import new_code
from app.server.bodies.wire import written
from app.server.storage.revisions.documents import pages

revision = "7"
down_revision = "6"

meetings = sa.table("meetings", *map(sa.column, ("id", "document")))


def upgrade() -> None:
    connection = op.get_bind()
    for page in pages(connection, "meetings"):
        for identity, document in page:
            meeting = from_json(document)
            meeting.setdefault("visitorCodes", {visitor["id"]: new_code() for visitor in meeting["visitors"]})
            changed = sa.update(meetings).where(meetings.c.id == identity).values(document=written(meeting))
            connection.execute(changed)
