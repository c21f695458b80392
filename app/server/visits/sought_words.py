"""What visitors are looked for by, kept as a narrow row a visitor: written in the transaction that writes the meeting,
and for a database of an older Foyer when the server starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from app.models.meeting_rows import visit_row
from app.models.objects.summaries import meeting_summary
from app.server.storage.tables import facts, meetings, sought_visitors

_MADE_AS = "1"
"""Raised whenever a change of this code, or of what it calls, makes other words: all are made anew then."""

_FACT = "sought_visitors"
_PAGE = 200
"""Meetings that are read at once."""


def follow_words(connection: Connection, meeting: str, document: bytes) -> None:
    """Adds to the transaction that writes this meeting, whose JSON is `document`, what its visitors are found by."""
    connection.execute(delete(sought_visitors).where(sought_visitors.c.meeting == meeting))
    if rows := [*_rows(meeting, document)]:
        connection.execute(insert(sought_visitors), rows)


def settle_words(connection: Connection) -> None:
    """Adds to a writing transaction the words of every meeting, unless they are there."""
    if connection.scalar(select(facts.c.value).where(facts.c.name == _FACT)) == _MADE_AS:
        return
    connection.execute(delete(sought_visitors))
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(insert(facts).values(name=_FACT, value=_MADE_AS))
    ids = connection.scalars(select(meetings.c.id)).all()
    for number in range(0, len(ids), _PAGE):
        some = select(meetings.c.id, meetings.c.document).where(meetings.c.id.in_(ids[number : number + _PAGE]))
        if rows := [row for one in connection.execute(some).all() for row in _rows(one.id, one.document)]:
            connection.execute(insert(sought_visitors), rows)


def _rows(meeting: str, document: bytes) -> Iterator[dict[str, Any]]:
    """As a desk finds them: by its own words."""
    summary = meeting_summary(document)
    for number, visitor in enumerate(summary.visitors):
        row = visit_row(summary, number, key="", day=summary.starts.date(), expected=summary.starts, late=timedelta())
        yield {"meeting": meeting, "visitor": visitor.id, "words": row.searched, "numbers": row.numbers}
