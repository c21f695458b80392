"""A ticket has a clock, and says whether a person gave the day by which it is due: all that there are were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "16"
down_revision = "15"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("clock_allowed", sa.Integer))
    op.add_column("tickets", sa.Column("clock_used", sa.Integer, nullable=False, server_default="0"))
    op.add_column("tickets", sa.Column("clock_since", sa.BigInteger))
    op.add_column("tickets", sa.Column("due_given", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE tickets SET due_given = (due_at IS NOT NULL)"))
