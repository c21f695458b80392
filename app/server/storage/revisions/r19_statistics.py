"""What is counted has a narrow row a visit, and days and months that are over have their counts. All that is filled
when the server starts: it follows from what is there. A ticket says when it was solved, which its log tells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "19"
down_revision = "18"

_SOLVED = """
    UPDATE tickets SET solved_at = coalesce(
        (SELECT max(at) FROM ticket_log WHERE ticket = tickets.id AND what = 'status'
            AND "after" IN ('Solved', 'Closed') AND coalesce("before", '') NOT IN ('Solved', 'Closed')),
        modified_at
    ) WHERE status IN (5, 7)
"""


def upgrade() -> None:
    op.create_index("events_of_a_meeting", "events", ["meeting"])
    op.create_table(
        "visits",
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("meeting", sa.String, primary_key=True),
        sa.Column("visitor", sa.String, primary_key=True),
        sa.Column("expected_at", sa.BigInteger, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("host_label", sa.String, nullable=False),
        sa.Column("company", sa.String, nullable=False),
        sa.Column("company_label", sa.String, nullable=False),
        sa.Column("walk_in", sa.Boolean, nullable=False),
        sa.Column("came_at", sa.BigInteger),
        sa.Column("came_hour", sa.Integer),
        sa.Column("left_at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
    op.create_index("visits_of_a_meeting", "visits", ["meeting", "visitor"])
    op.create_table(
        "visit_days",
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("expected", sa.Integer, nullable=False),
        sa.Column("arrived", sa.Integer, nullable=False),
        sa.Column("walk_ins", sa.Integer, nullable=False),
        sa.Column("departed", sa.Integer, nullable=False),
        sa.Column("delay", sa.BigInteger, nullable=False),
        sa.Column("peak", sa.Integer, nullable=False),
        sa.Column("peak_at", sa.BigInteger),
    )
    op.create_table(
        "visit_counts",
        sa.Column("month", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("expected", sa.Integer, nullable=False),
        sa.Column("arrived", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("tickets", sa.Column("solved_at", sa.BigInteger))
    op.execute(sa.text(_SOLVED))
    op.create_index("tickets_by_creation", "tickets", ["created_at"])
    op.create_index("tickets_by_solution", "tickets", ["solved_at", "created_at", "category", "agent_id"])
