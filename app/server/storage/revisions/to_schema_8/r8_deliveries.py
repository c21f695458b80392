"""Whoever calls the reception is a visitor or brings something. The table of the calls itself came without a number of
its own, so schema 7 may have it or not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    op.create_table(
        "reception_calls",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kiosk", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("company", sa.String, nullable=False),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        if_not_exists=True,
    )
    op.add_column("reception_calls", sa.Column("delivery", sa.Boolean, nullable=False, server_default=sa.false()))
