"""When meetings take place becomes rows. Before, each meeting had its first start and last end, and a rule was followed
whenever somebody asked."""

from __future__ import annotations

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from pydantic_core import from_json

from app.server import occurrences, recurrence
from app.server.bodies.requests import LONGEST_MEETING, Rules
from app.server.bodies.wire import Document
from app.server.occurrences import Span
from app.server.storage.revisions.documents import pages

revision = "5"
down_revision = "4"

log = logging.getLogger(__name__)


def upgrade() -> None:
    table = op.create_table(
        "occurrences",
        sa.Column("reach", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("starts_at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("meeting", sa.String, primary_key=True),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "changes",
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("topic", sa.String, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
    )
    for page in pages(op.get_bind(), "meetings"):
        for identity, document in page:
            op.bulk_insert(table, occurrences.rows(identity, _spans(from_json(document))))
    op.drop_index("meetings_in_time", "meetings")
    op.drop_column("meetings", "starts_at")
    op.drop_column("meetings", "ends_at")


def _spans(meeting: Document) -> list[Span]:
    """When the meeting takes place. What passes today's bounds is cut at them: a list that is named twice counts once,
    a rule that still can't be followed gives the first day alone, and one that lasts too long is listed for as long as
    one may last."""
    starts, ends = (datetime.fromisoformat(meeting[name]) for name in ("startAt", "endAt"))
    ends = min(ends, starts + LONGEST_MEETING)
    rules = Rules.model_validate(meeting["recurrence"]) if meeting["recurrence"] else None
    once = [Span(int(starts.timestamp()), int(ends.timestamp()))]
    if rules is None:
        return once
    rules = rules.model_copy(
        update={"rrule": recurrence.distinct(rules.rrule), "exrule": recurrence.distinct(rules.exrule)}
    )
    try:
        return occurrences.spans(starts, ends, rules, ZoneInfo(meeting["timezone"])) or once
    except ValueError as error:
        log.warning("Meeting %s is listed on its first day alone: its recurrence %s", meeting["id"], error)
        return once
