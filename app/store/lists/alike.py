"""What stands in the lists that looks like the outcome of an operation."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

from app.models.moments import utc
from app.models.objects.summaries import meeting_summary
from app.models.operations import Operation
from app.models.text.likeness import SAME_START, Likeness, meeting_likeness


def alike_meetings(connection: sqlite3.Connection, number: int, operation: Operation, zone: ZoneInfo) -> set[str]:
    """The ids of the meetings in the list of that row number that say the same as the operation's body, or nearly.
    `zone` is the site's."""
    starts = datetime.fromisoformat(operation.body["startAt"])
    rows = connection.execute(
        "select id, body from item indexed by item_starts where list = ? and starts between ? and ? and fault = ''",
        (number, utc(starts - SAME_START), utc(starts + SAME_START)),
    )
    meetings = ((meeting, meeting_summary(body, zone)) for meeting, body in rows)
    return {
        identity
        for identity, meeting in meetings
        if meeting.cancelled is None and meeting_likeness(meeting, operation.body) is not Likeness.OTHER
    }
