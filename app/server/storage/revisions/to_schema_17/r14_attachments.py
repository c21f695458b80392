"""Files are attached to tickets; the files themselves are in a folder."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "14"
down_revision = "13"


def upgrade() -> None:
    op.create_table(
        "attachment_files",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("heard_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "attached",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ticket", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("attached_to_a_ticket", "attached", ["ticket", "digest"], unique=True)
