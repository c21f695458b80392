"""A ticket can be changed: it has a log, which begins with when it was made, it can be archived, and those who are to
be told of it by mail are queued."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "12"
down_revision = "11"

_MADE = """
    INSERT INTO ticket_log (ticket, at, desk, what)
    SELECT id, created_at, '', 'created' FROM tickets ORDER BY number
"""


def upgrade() -> None:
    op.add_column("tickets", sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "ticket_log",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("ticket", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("desk", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
    )
    op.create_index("log_of_a_ticket", "ticket_log", ["ticket"])
    op.create_table(
        "notices",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("ticket", sa.String, nullable=False),
        sa.Column("to_id", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
    )
    op.execute(_MADE)
