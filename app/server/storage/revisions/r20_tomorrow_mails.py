"""The list of tomorrow's visitors is mailed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20"
down_revision = "19"


def upgrade() -> None:
    op.create_table(
        "tomorrow_mails",
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )
