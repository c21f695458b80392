"""Tickets are listed by whether they are favourites. Each document is read for it: 73,000 take a second or two."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from app.server.storage.revisions.documents import pages

revision = "22"
down_revision = "21"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("favorite", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("favorite_tickets", "tickets", ["archived", "favorite", "modified_at", "number"])
    connection = op.get_bind()
    table = sa.table("tickets", sa.column("id", sa.String), sa.column("favorite", sa.Boolean))
    for page in pages(connection, "ticket_documents"):
        ids = [identity for identity, document in page if from_json(document).get("favorite")]
        if ids:
            connection.execute(sa.update(table).where(table.c.id.in_(ids)).values(favorite=True))
