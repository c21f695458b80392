"""A meeting is cancelled, and a series closed: neither is erased, so that desks can show what was taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, update

from app.server import meetings, occurrences, recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document, utc, written
from app.server.context import ServerContext
from app.server.if_match import refuse_stale
from app.server.meeting_changes import times
from app.server.meeting_changes.preconditions import NOBODY, Expected, refuse_losing
from app.server.meeting_changes.times import Gone
from app.server.notices.of_arrivals import follow_times
from app.server.notices.of_meetings import follow_invitations
from app.server.occurrences import Span
from app.server.statistics.kept_visits import follow_meeting
from app.server.storage.changes import Kind, note
from app.server.storage.tables.meetings import meetings as table
from app.server.visits.sought_words import follow_words

_TOLD = 8
"""So many of a meeting's last changes it says by whom they were."""


def cancel(connection: Connection, context: ServerContext, identity: str, *, tags: str, desk: str) -> str:
    """Cancels the meeting at the desk of that name, and gives its id. `tags` is the value of If-Match. Raises Refusal
    404, 410 when it was cancelled, 412 when it was changed since, 409 while one of its visitors is on site."""
    row = meetings.standing(connection, identity)
    refuse_stale(row, tags, context)
    meeting, spans = from_json(row.document), occurrences.of(connection, identity)
    refuse_losing(connection, context, meeting, _expected(meeting, spans), NOBODY)
    _cancel(connection, context, meeting | {"changes": told(meeting, row.revision, desk)}, spans, desk)
    return identity


def end_series(connection: Connection, context: ServerContext, identity: str, *, tags: str, desk: str) -> str:
    """Closes a series: what begins later than now is cancelled, what began before stays. Gives its id. One that was
    closed before stays as it is; one that hasn't begun is cancelled. Refusals as above, and 409 for a meeting that
    doesn't repeat."""
    row = meetings.standing(connection, identity)
    meeting = from_json(row.document)
    if "closedAt" in meeting:
        return identity
    refuse_stale(row, tags, context)
    if meeting["recurrence"] is None:
        raise Refusal(409, "The meeting doesn't repeat, so it can't be closed: cancel it")
    now = context.now()
    spans = occurrences.of(connection, identity)
    stay = [span for span in spans if span.starts <= now.timestamp()]
    after = Expected(frozenset(visitor["id"] for visitor in meeting["visitors"]), stay)
    refuse_losing(connection, context, meeting, _expected(meeting, spans), after)
    closed = meeting | {"closedAt": utc(now), "changes": told(meeting, row.revision, desk)}
    if not stay:
        _cancel(connection, context, closed, spans, desk)
        return identity
    closed |= {"lastModifiedAt": utc(now), "recurrence": _ended(meeting, stay[-1].starts)}
    times.replace(connection, identity, spans, stay, Gone(int(now.timestamp()), desk))
    write(connection, context, closed)
    return identity


def told(meeting: Document, revision: int, desk: str) -> list[Document]:
    """The meeting's `changes`, of which the last is one of that revision at the desk of that name."""
    return [*meeting.get("changes", ()), {"revision": revision, "by": desk}][-_TOLD:]


def write(connection: Connection, context: ServerContext, meeting: Document, **columns: Any) -> None:
    """Writes the meeting as it is after a change, and further columns of its row. Its times are written before."""
    touched = occurrences.touched(times.ever(connection, meeting["id"]), context.zone)
    revision = note(connection, Kind.MEETING, meeting["id"], touched)
    row: dict[str, Any] = {"document": written(meeting), "revision": revision} | columns
    connection.execute(update(table).where(table.c.id == meeting["id"]).values(row))
    follow_meeting(connection, context.zone, meeting["id"])
    follow_words(connection, meeting["id"])
    follow_invitations(connection, context, meeting, stands=not columns.get("cancelled", False))
    follow_times(connection, context, meeting["id"])


def _ended(meeting: Document, last: int) -> Document | None:
    zone = ZoneInfo(meeting["timezone"])
    first = datetime.fromisoformat(meeting["startAt"]).astimezone(zone).replace(tzinfo=None)
    return recurrence.ended(meeting["recurrence"], first, datetime.fromtimestamp(last, UTC), zone) or None


def _cancel(connection: Connection, context: ServerContext, meeting: Document, spans: list[Span], desk: str) -> None:
    now = context.now()
    times.replace(connection, meeting["id"], spans, [], Gone(int(now.timestamp()), desk))
    stamps = {"lastModifiedAt": utc(now), "cancelledAt": utc(now), "cancelledBy": desk}
    write(connection, context, meeting | stamps, cancelled=True)


def _expected(meeting: Document, spans: list[Span]) -> Expected:
    return Expected(frozenset(visitor["id"] for visitor in meeting["visitors"]), spans)
