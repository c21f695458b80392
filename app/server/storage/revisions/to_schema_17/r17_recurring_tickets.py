"""Tickets recur, and lead back to the visit at which they were reported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "17"
down_revision = "16"


def upgrade() -> None:
    op.create_table(
        "recurring_tickets",
        sa.Column("ticket", sa.String, primary_key=True),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("next_at", sa.BigInteger),
    )
    op.create_table(
        "ticket_visits",
        sa.Column("ticket", sa.String, primary_key=True),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("meeting", sa.String, nullable=False),
        sa.Column("visitor", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
    )
