"""Notices are sent, and not of tickets alone. What was queued before is not: nobody was told in time. What is said of
a visit may have a note."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "23"
down_revision = "22"

_LEFT = "It was queued before this server could send."

_KEEP = f"""
    INSERT INTO notices (id, kind, ticket, to_id, urgency, made_at, next_at, state, settled_at, said)
    SELECT id, kind, ticket, to_id, 1, made_at, made_at, 'overtaken', made_at, '{_LEFT}'
    FROM former_notices ORDER BY made_at, id
"""


def upgrade() -> None:
    op.rename_table("notices", "former_notices")
    op.create_table(
        "notices",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, unique=True, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("way", sa.String, nullable=False, server_default="mail"),
        sa.Column("meeting", sa.String),
        sa.Column("visitor", sa.String),
        sa.Column("day", sa.String),
        sa.Column("event", sa.String),
        sa.Column("ticket", sa.String),
        sa.Column("to_id", sa.String, nullable=False, server_default=""),
        sa.Column("urgency", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("message", sa.String, nullable=False, server_default=""),
        sa.Column("settled_at", sa.BigInteger),
        sa.Column("said", sa.Text, nullable=False, server_default=""),
        sa.Column("name", sa.String, nullable=False, server_default=""),
        sa.Column("address", sa.String, nullable=False, server_default=""),
        sa.Column("told", sa.String, nullable=False, server_default=""),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("text", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("notices_to_send", "notices", ["state", "next_at"])
    op.create_index("notices_of_a_meeting", "notices", ["meeting", "visitor"])
    op.create_index("notices_of_a_ticket", "notices", ["ticket"])
    op.create_index("notices_of_a_message", "notices", ["message"])
    op.create_index("notices_to_an_address", "notices", ["address", "settled_at"])
    op.execute(_KEEP)
    op.drop_table("former_notices")
    op.add_column("events", sa.Column("note", sa.Text, nullable=False, server_default=""))
