"""A desk says whether a visitor signed the site's terms. Before, nobody told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    op.add_column("events", sa.Column("agrees", sa.Boolean, nullable=False, server_default=sa.false()))
