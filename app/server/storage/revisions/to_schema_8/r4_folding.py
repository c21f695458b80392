"""Tickets are found in whichever spelling they are typed: they are folded anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from app.server.storage.folded import folded_columns
from app.server.storage.revisions.documents import pages

revision = "4"
down_revision = "3"

tickets = sa.table("tickets", *map(sa.column, ("id", "title", "words", "document")))


def upgrade() -> None:
    connection = op.get_bind()
    for page in pages(connection, "tickets"):
        for identity, document in page:
            columns = folded_columns(from_json(document))
            connection.execute(sa.update(tickets).where(tickets.c.id == identity).values(**columns))
