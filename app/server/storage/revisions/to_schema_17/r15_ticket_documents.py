"""Tickets' documents are kept apart from what tickets are searched by, which is read as a whole by a search; the usual
orders of a list have an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "15"
down_revision = "14"

_INDEXES = {
    "tickets_by_activity": ["archived", "modified_at", "number"],
    "tickets_by_status": ["archived", "status", "modified_at", "number"],
    "tickets_by_due": ["archived", "due_at", "number"],
    "tickets_of_an_agent": ["archived", "agent_id", "modified_at", "number"],
}


def upgrade() -> None:
    op.create_table(
        "ticket_documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.execute("INSERT INTO ticket_documents (id, document) SELECT id, document FROM tickets")
    op.drop_column("tickets", "document")
    for name, columns in _INDEXES.items():
        op.create_index(name, "tickets", columns)
