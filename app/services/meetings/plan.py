"""By which calls a change reaches the server, once it is known what that has.

A meeting is updated; so is a series that hasn't begun, and on our own server any. Elsewhere one that has begun is
closed, and created anew from here. One time of it is left out; moved or changed, it is a meeting of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from app.models.drafts import Body, stamp
from app.models.meetings.changes import Call, MeetingChange, PlannedCall, Scope
from app.models.meetings.server_meeting import ServerMeeting
from app.models.merging.conflict import FieldConflict
from app.services.meetings.comparison import compared, here_by, is_left_out
from app.services.meetings.series import ended, from_on, on_wall, rest, resumed, times, without


class Plan(Struct, frozen=True):
    """`calls` are done in order; () when there is nothing left to do. With `conflicts` a person chooses first. `gone`:
    the server doesn't have what is to be changed. `adopted` are the keys of what others changed and which stays."""

    calls: tuple[PlannedCall, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    gone: bool = False
    adopted: tuple[str, ...] = ()


def planned(change: MeetingChange, theirs: ServerMeeting | None, *, now: datetime, own_server: bool) -> Plan:
    """`theirs` is None when the server doesn't have the meeting any more. `now` is in the site's zone. `own_server`: it
    is our own desk server."""
    zone = now.tzinfo
    assert zone is not None
    if theirs is None or theirs.cancelled_at is not None:
        return _of_gone(change, own_server, zone)
    if change.occurrence and change.scope is Scope.ONE and is_left_out(change, theirs) and not change.restores:
        return Plan(gone=not change.cancels)
    merged = compared(change, theirs, zone)
    if merged.conflicts:
        return Plan(conflicts=merged.conflicts)
    calls = _of_series(change, theirs, merged.body, now, own_server) if change.occurrence else _of_one(change)
    return Plan(calls, adopted=merged.adopted)


def update_of(change: MeetingChange, theirs: ServerMeeting, zone: tzinfo) -> Body:
    """The body of the update call, when there is no conflict: of a series that of its first time."""
    merged = compared(change, theirs, zone).body
    if not change.occurrence:
        return merged
    opened, first = here_by(change, theirs, zone), theirs.starts.astimezone(zone)
    return merged | _times(merged, opened, first, zone)


def again_of(change: MeetingChange, zone: tzinfo) -> Body:
    """The body of what was taken back and comes again: of a series those of its times that were."""
    body = change.base if change.wanted is None else change.wanted
    if not change.occurrence:
        return body
    first, begins, opened = (
        datetime.fromisoformat(one).astimezone(zone)
        for one in (change.first, change.since or change.first, body["startAt"])
    )
    lasts = datetime.fromisoformat(body["endAt"]).astimezone(zone).replace(tzinfo=None) - opened.replace(tzinfo=None)
    rules = body.get("recurrence", {})
    left, begins = rest(rules, first, begins), resumed(rules, first, begins)
    return body | {"startAt": stamp(begins), "endAt": stamp(on_wall(begins, lasts)), "recurrence": left}


def _of_gone(change: MeetingChange, own_server: bool, zone: tzinfo) -> Plan:
    if not change.restores:
        return Plan(gone=not change.cancels)
    if own_server:
        return Plan((PlannedCall(Call.UPDATE, restores=True),))
    return Plan((PlannedCall(Call.CREATE, body=_anew(again_of(change, zone))),))


def _of_one(change: MeetingChange) -> tuple[PlannedCall, ...]:
    return (PlannedCall(Call.CANCEL if change.cancels else Call.UPDATE, restores=change.restores),)


def _of_series(
    change: MeetingChange, theirs: ServerMeeting, merged: Body, now: datetime, own_server: bool
) -> tuple[PlannedCall, ...]:
    zone = now.tzinfo
    assert zone is not None
    first, opened = (one.astimezone(zone) for one in (theirs.starts, datetime.fromisoformat(change.occurrence)))
    begun = first <= now
    can_be_updated = own_server or not begun
    if change.scope is Scope.ONE:
        return _one_time(change, theirs, merged, now, can_be_updated)
    is_whole = change.scope is Scope.ALL or opened <= first
    if is_whole and not begun:
        return _of_one(change)
    if change.restores:
        return (PlannedCall(Call.CREATE, body=_anew(again_of(change, zone))),)
    to_come = [one for one in times(theirs.body.get("recurrence", {}), first) if one > now]
    new = (PlannedCall(Call.CREATE, body=_series(change, theirs, merged, to_come, opened)),)
    cut = max(opened, now) if change.scope is Scope.FOLLOWING else now
    after = [one for one in to_come if one >= cut]
    between = [one for one in to_come if one < cut]
    news = new if change.wanted is not None and after else ()
    is_quiet = own_server and change.wanted is not None  # what is closed is listed there as cancelled
    if not between and not is_quiet:
        return (PlannedCall(Call.CLOSE), *news) if after else ()
    if can_be_updated:
        return (PlannedCall(Call.SHORTEN, moment=stamp(after[0])), *news) if after else ()
    kept = _part(theirs, between[0], after[0] if after else None)
    return (PlannedCall(Call.CLOSE), PlannedCall(Call.CREATE, body=kept), *news)


def _one_time(
    change: MeetingChange, theirs: ServerMeeting, merged: Body, now: datetime, can_be_updated: bool
) -> tuple[PlannedCall, ...]:
    moment = change.occurrence
    if change.restores:
        is_out = can_be_updated and is_left_out(change, theirs)
        return (PlannedCall(Call.TAKE_IN, moment=moment) if is_out else PlannedCall(Call.CREATE, body=_anew(merged)),)
    news = () if change.cancels else (PlannedCall(Call.CREATE, body=_anew(merged)),)
    if can_be_updated:
        return (PlannedCall(Call.LEAVE_OUT, moment=moment), *news)
    first = theirs.starts.astimezone(now.tzinfo)
    rules = without(theirs.body.get("recurrence", {}), datetime.fromisoformat(moment))
    to_come = [one for one in times(rules, first) if one > now]
    others = (PlannedCall(Call.CREATE, body=_part(theirs, to_come[0], None, rules)),) if to_come else ()
    return (PlannedCall(Call.CLOSE), *others, *news)


def _series(
    change: MeetingChange, theirs: ServerMeeting, merged: Body, to_come: list[datetime], opened: datetime
) -> Body:
    """What is created anew from the first time that the change is of."""
    zone = opened.tzinfo
    assert zone is not None
    first, there = theirs.starts.astimezone(zone), here_by(change, theirs, zone)
    cut = next((one for one in to_come if change.scope is Scope.ALL or one >= opened), opened)
    rules, before = merged.get("recurrence", {}), theirs.body.get("recurrence", {})
    by, begins = _moved_by(merged, there, zone), cut
    if rules and rules.get("rrule") == before.get("rrule"):
        rules, begins = rest(rules, first, cut, by), resumed(before, first, cut)
    elif rules:
        rules = from_on(rules, cut, by)
    return _anew(merged | _times(merged, there, begins, zone) | ({"recurrence": rules} if rules else {}))


def _part(theirs: ServerMeeting, begins: datetime, cut: datetime | None, rules: Body | None = None) -> Body:
    """What stays of the server's own series from its time `begins` to just before `cut`, None for its end."""
    zone = begins.tzinfo
    assert zone is not None
    first = theirs.starts.astimezone(zone)
    rules = rules or theirs.body.get("recurrence", {})
    left, begins = rest(rules, first, begins), resumed(rules, first, begins)
    left = ended(left, begins, cut) if cut else left
    return _anew(theirs.body | _times(theirs.body, theirs.body, begins, zone) | {"recurrence": left})


def _times(merged: Body, there: Body, begins: datetime, zone: tzinfo) -> Body:
    """Beginning and end of the time of the series that the server has at `begins`: moved as far as that one was that is
    `there` and will be as `merged` says."""
    first = on_wall(begins, _moved_by(merged, there, zone))
    lasts = _wall(merged, "endAt", zone) - _wall(merged, "startAt", zone)
    return {"startAt": stamp(first), "endAt": stamp(on_wall(first, lasts))}


def _moved_by(merged: Body, there: Body, zone: tzinfo) -> timedelta:
    return _wall(merged, "startAt", zone) - _wall(there, "startAt", zone)


def _wall(body: Body, name: str, zone: tzinfo) -> datetime:
    return datetime.fromisoformat(body[name]).astimezone(zone).replace(tzinfo=None)


def _anew(body: Body) -> Body:
    """The body of a create: nobody in it has an id yet."""
    return body | {
        "visitors": [{name: value for name, value in one.items() if name != "id"} for one in body["visitors"]]
    }
