"""Of thousands of notices that are due, the next one is found without a look at the others."""

from __future__ import annotations

from alembic import op

revision = "26"
down_revision = "25"


def upgrade() -> None:
    op.create_index("notices_in_turn", "notices", ["state", "urgency", "tries", "number"])
