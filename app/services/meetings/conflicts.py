"""What a person chooses where two changed the same of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from msgspec.structs import replace

from app.models.drafts import stamp
from app.models.meetings.changes import MeetingChange
from app.models.meetings.merge import TIMES, is_same
from app.models.meetings.server_meeting import server_meeting
from app.models.merging.comparison import THEIRS
from app.models.merging.conflict import GONE, Conflict
from app.models.operations import Operation
from app.services.meetings.comparison import compared, here_by


def conflict_in(row: Operation, zone: tzinfo) -> Conflict | None:
    """Why the change needs a person, None when it isn't for either of these reasons. `zone` is the site's."""
    change = MeetingChange.of(row.body)
    if row.status in GONE and not row.theirs:
        return Conflict(change.title, (), gone=True)
    if not row.theirs:
        return None
    theirs = server_meeting(row.theirs, zone)
    return Conflict(change.title, compared(change, theirs, zone).conflicts, people=theirs.people)


def resolved(row: Operation, choices: Mapping[str, str], zone: tzinfo) -> MeetingChange | None:
    """What is left to be changed after the choices, from what the server had then; None for nothing."""
    change = MeetingChange.of(row.body)
    theirs = server_meeting(row.theirs, zone)
    there = here_by(change, theirs, zone)
    known = replace(change, base=there, revision=theirs.revision, modified=theirs.modified)
    if change.wanted is None:
        return None if choices.get("meeting") == THEIRS else known
    wanted = compared(change, theirs, zone, choices).body
    by = [datetime.fromisoformat(wanted[name]) - datetime.fromisoformat(change.wanted[name]) for name in TIMES]
    shows = tuple((_later(starts, by[0], zone), _later(ends, by[1], zone)) for starts, ends in change.shows)
    return None if is_same(there, wanted) else replace(known, wanted=wanted, title=wanted["title"], shows=shows)


def _later(moment: str, by: timedelta, zone: tzinfo) -> str:
    return stamp((datetime.fromisoformat(moment) + by).astimezone(zone))
