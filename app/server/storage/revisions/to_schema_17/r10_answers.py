"""What a visitor answered at the kiosk comes with the event of the check-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "10"
down_revision = "9"


def upgrade() -> None:
    op.add_column("events", sa.Column("answers", sa.Text, nullable=False, server_default=""))
