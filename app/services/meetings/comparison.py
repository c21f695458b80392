"""What a change comes to, when it is compared with what the server has by now."""

from __future__ import annotations

from datetime import datetime, tzinfo

from app.models.drafts import Body, stamp
from app.models.meetings.changes import MeetingChange, Scope
from app.models.meetings.merge import Merged, chosen_between, is_same, merge
from app.models.meetings.server_meeting import ServerMeeting, identified
from app.models.merging.comparison import NOTHING_CHOSEN, Choices
from app.services.meetings.series import left_out, on_wall, times, without


def compared(change: MeetingChange, theirs: ServerMeeting, zone: tzinfo, choices: Choices = NOTHING_CHOSEN) -> Merged:
    """The outcome of both, with the times of the one of a series that was opened. What is to be taken back conflicts
    with any change of it."""
    there = here_by(change, theirs, zone)
    base = _plain(change, identified(change.base, theirs.people))
    if change.restores and change.occurrence:
        return Merged(_plain(change, identified(change.wanted or change.base, theirs.people)), (), ())
    if change.wanted is None:
        same = is_same(base, there)
        return Merged(there, () if same else (chosen_between(base, there, None),), ())
    return merge(base, there, _plain(change, identified(change.wanted, theirs.people)), choices)


def here_by(change: MeetingChange, theirs: ServerMeeting, zone: tzinfo) -> Body:
    """What the server has, as the body of that time of a series that was opened: the one at its moment, else on its
    day, else the next."""
    if not change.occurrence:
        return theirs.body
    opened, first = (one.astimezone(zone) for one in (datetime.fromisoformat(change.occurrence), theirs.starts))
    every = times(theirs.body.get("recurrence", {}), first)
    on_day = [one for one in every if one.date() == opened.date()]
    later = [one for one in every if one > opened]
    begins = opened if opened in every else (*on_day, *later, first)[0]
    ends = on_wall(begins, theirs.ends.astimezone(zone).replace(tzinfo=None) - first.replace(tzinfo=None))
    return _plain(change, theirs.body | {"startAt": stamp(begins), "endAt": stamp(ends)})


def is_left_out(change: MeetingChange, theirs: ServerMeeting) -> bool:
    """Whether the time of the series that was opened doesn't take place by the server's word."""
    rules = theirs.body.get("recurrence", {})
    moment = datetime.fromisoformat(change.occurrence)
    return bool(rules) and left_out(rules) == left_out(without(rules, moment))


def _plain(change: MeetingChange, body: Body) -> Body:
    """Of one time of a series, the rules are nothing that a change is about."""
    if change.scope is not Scope.ONE:
        return body
    return {name: value for name, value in body.items() if name != "recurrence"}
