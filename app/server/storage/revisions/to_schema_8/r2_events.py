"""What desks say of visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = None  # schema 1 is where it begins


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("meeting", sa.String, nullable=False),
        sa.Column("visitor", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("happened_at", sa.BigInteger, nullable=False),
        sa.Column("undoes", sa.String, nullable=False),
        sa.Column("desk", sa.String, nullable=False),
    )
    op.create_index("events_of_a_visit", "events", ["day", "meeting", "visitor"])
