"""Tickets have comments, and are related to each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "13"
down_revision = "12"


def upgrade() -> None:
    op.create_table(
        "ticket_comments",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ticket", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("internal", sa.Boolean, nullable=False),
        sa.Column("from_requester", sa.Boolean, nullable=False),
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("comments_of_a_ticket", "ticket_comments", ["ticket"])
    op.create_table(
        "related_tickets",
        sa.Column("ticket", sa.String, primary_key=True),
        sa.Column("other", sa.String, primary_key=True),
        sa.Column("same", sa.Boolean, nullable=False),
    )
