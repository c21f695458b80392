"""What is wrong at the kiosks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    op.create_table(
        "kiosks",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("troubles", sa.String, nullable=False),
        sa.Column("heard_at", sa.BigInteger, nullable=False),
    )
