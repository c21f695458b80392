"""What visitors are looked for by, kept as a narrow row a visitor: written in the transaction that writes the meeting,
and for a database of an older Foyer when the server starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, delete, insert, select

from app.models.meeting_rows import visit_row
from app.models.objects.summaries import meeting_summary
from app.server.bodies.wire import written
from app.server.storage.facts import fact, put_fact
from app.server.storage.schema import without_limits
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.visits import sought_visitors

_MADE_AS = "2"
"""Raised whenever a change of this code, or of what it calls, makes other words: all are made anew then."""

_FACT = "sought_visitors"
_PAGE = 200
"""Meetings that are read at once."""


def follow_words(connection: Connection, meeting: str) -> None:
    """Adds to the transaction that writes this meeting, after that, what its visitors are found by."""
    connection.execute(delete(sought_visitors).where(sought_visitors.c.meeting == meeting))
    _add(connection, [meeting])


def settle_words(connection: Connection) -> None:
    """Adds to a writing transaction the words of every meeting, unless they are there."""
    if fact(connection, _FACT) == _MADE_AS:
        return
    without_limits(connection)
    connection.execute(delete(sought_visitors))
    put_fact(connection, _FACT, _MADE_AS)
    ids = connection.scalars(select(meetings.c.id)).all()
    for number in range(0, len(ids), _PAGE):
        _add(connection, ids[number : number + _PAGE])


def _add(connection: Connection, some: Sequence[str]) -> None:
    columns = select(meetings.c.id, meetings.c.document, meetings.c.cancelled_visitors)
    found = connection.execute(columns.where(meetings.c.id.in_(some))).all()
    if rows := [row for one in found for row in _rows(one.id, _with_all(one.document, one.cancelled_visitors))]:
        connection.execute(insert(sought_visitors), rows)


def _with_all(document: bytes, taken_out: bytes | None) -> bytes:
    """The meeting's JSON with those among its visitors who were taken out of it: they may have come before."""
    if not taken_out:
        return document
    meeting, gone = from_json(document), from_json(taken_out)
    codes = meeting["visitorCodes"] | {one["id"]: one["code"] for one in gone}
    return written(meeting | {"visitors": [*meeting["visitors"], *gone], "visitorCodes": codes})


def _rows(meeting: str, document: bytes) -> Iterator[dict[str, Any]]:
    """As a desk finds them: by its own words."""
    summary = meeting_summary(document)
    for number, visitor in enumerate(summary.visitors):
        row = visit_row(summary, number, key="", day=summary.starts.date(), expected=summary.starts, late=timedelta())
        yield {"meeting": meeting, "visitor": visitor.id, "words": row.searched, "numbers": row.numbers}
