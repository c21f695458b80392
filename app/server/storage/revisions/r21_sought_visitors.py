"""What visitors are looked for by stands in a narrow row each. It is filled when the server starts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "21"
down_revision = "20"


def upgrade() -> None:
    op.create_table(
        "sought_visitors",
        sa.Column("meeting", sa.String, primary_key=True),
        sa.Column("visitor", sa.String, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("numbers", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
