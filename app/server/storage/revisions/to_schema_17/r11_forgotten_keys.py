"""Idempotency keys are forgotten after a time. Nobody noted when those came that are there, so theirs begins now."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "11"
down_revision = "10"

done = sa.table("done", sa.column("done_at", sa.BigInteger))


def upgrade() -> None:
    op.add_column("done", sa.Column("done_at", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(sa.update(done).values(done_at=int(time.time())))
    op.create_index("done_in_time", "done", ["done_at"])
