"""Tomorrow's lists are notices like others. What became of those of before is kept, what waits is sent."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "25"
down_revision = "24"

_LEASE = 2400
_PAUSES = (60, 300, 900, 1800)
_STATES = {"waiting": "queued", "nobody expected": "overtaken"}
_NOBODY = "Nobody is expected."

_BEFORE = sa.table("tomorrow_mails", *map(sa.column, ("day", "address", "state", "tries", "doubts", "next_at", "said")))
_NOTICES = sa.table(
    "notices",
    *map(sa.column, ("id", "kind", "day", "address", "urgency", "made_at", "next_at", "state", "tries", "doubts")),
    *map(sa.column, ("message", "settled_at", "said")),
)


def upgrade() -> None:
    op.create_index("notices_by_day", "notices", ["kind", "day"])
    connection = op.get_bind()
    rows = connection.execute(sa.select(_BEFORE).order_by(_BEFORE.c.day, _BEFORE.c.address)).all()
    if rows:
        connection.execute(sa.insert(_NOTICES), [_notice(row) for row in rows])
    op.drop_table("tomorrow_mails")
    op.execute("UPDATE changes SET kind = 'notice', object = '' WHERE kind = 'mail'")


def _notice(row: Any) -> dict[str, object]:
    """Its id is that which its mail had: what nobody knows of is one mail when it comes twice."""
    identity = sha256(f"tomorrow {row.day} {row.address}".encode()).hexdigest()[:32]
    state = _STATES.get(row.state, row.state)
    pause = _LEASE if state == "sending" else _PAUSES[min(max(row.tries, 1), len(_PAUSES)) - 1]
    tried_at = row.next_at - pause if row.next_at else 0
    return {
        "id": identity,
        "kind": "tomorrow list",
        "day": row.day,
        "address": row.address,
        "urgency": 1,
        "made_at": tried_at,
        "next_at": row.next_at,
        "state": state,
        "tries": row.tries,
        "doubts": row.doubts,
        "message": "" if state in ("queued", "overtaken") else identity,
        "settled_at": None if state == "sending" else tried_at,
        "said": _NOBODY if row.state == "nobody expected" else row.said,
    }
