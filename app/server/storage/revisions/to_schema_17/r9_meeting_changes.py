"""A meeting can be changed: it has the revision of its last change, what was cancelled is kept beside it, and changes
are told to desks by the ids of what they changed. Answers that were held by the older changes were in no file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "9"
down_revision = "8"


def upgrade() -> None:
    for table in ("meetings", "tickets"):
        op.add_column(table, sa.Column("revision", sa.BigInteger, nullable=False, server_default="1"))
    op.add_column("meetings", sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("meetings", sa.Column("cancelled_visitors", sa.LargeBinary))
    op.create_index("occurrences_of_a_meeting", "occurrences", ["meeting"])
    op.create_table(
        "former_occurrences",
        sa.Column("meeting", sa.String, primary_key=True),
        sa.Column("starts_at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("gone_at", sa.BigInteger, nullable=False),
        sa.Column("cancelled_by", sa.String),
    )
    op.create_index("former_occurrences_in_time", "former_occurrences", ["ends_at", "starts_at"])
    op.drop_table("changes")
    op.create_table(
        "changes",
        sa.Column("revision", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("object", sa.String, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("days", sa.Text),
    )
