"""What a person wants of a meeting, as a change to be kept: of which of its times it is, and when it is then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from app.models.drafts import Body, MeetingDraft, stamp
from app.models.meetings.changes import Call, EditedMeeting, MeetingChange, Progress, Scope
from app.services.meetings.series import moved, on_wall, rest, resumed, same_rules, times

AHEAD = timedelta(days=62)
"""So far ahead of today the times of a changed series stand in this desk's lists before the server has them."""

_LINES = ("title", "description", "hostId")


def dates_of(edited: EditedMeeting, scope: Scope, now: datetime) -> tuple[date, ...]:
    """The days that a change of that scope touches; `now` is in the site's zone."""
    return tuple(dict.fromkeys(one.date() for one in _touched(edited, scope, now)))


def asked_for(
    edited: EditedMeeting, draft: MeetingDraft | None, scope: Scope, *, now: datetime, before: MeetingChange | None
) -> MeetingChange:
    """The change by which the meeting becomes `draft`, None to take it back. `before` is the one whose place it takes,
    and whose scope it has then; `now` is in the site's zone."""
    scope = (before.scope if before else scope) if edited.repeats else Scope.ALL
    touched = _touched(edited, scope, now) or tuple(filter(None, (edited.occurrence,)))
    single = not edited.repeats or scope is Scope.ONE
    wanted = None if draft is None else _wanted(edited, draft, single=edited.repeats and scope is Scope.ONE)
    since = stamp(touched[0]) if edited.repeats and touched and (scope is not Scope.ALL or edited.begun) else ""
    change = MeetingChange(
        meeting=edited.meeting,
        title=(wanted or edited.base)["title"],
        base=edited.base,
        wanted=wanted,
        scope=scope,
        revision=edited.revision,
        modified=edited.modified,
        occurrence=stamp(edited.occurrence) if edited.occurrence else "",
        first=stamp(edited.first) if edited.first else "",
        since=before.since if before else since,
        until=since if scope is Scope.ONE and edited.repeats else "",
        creates=wanted is not None and edited.makes_another(scope),
    )
    return replace(change, shows=_shows(edited, change, single, touched, now))


def way_back(change: MeetingChange, progress: Progress, now: datetime) -> MeetingChange | None:
    """The change that takes back one that the server has; None when there is none, because other meetings came of it.
    `progress` is that of the change, `now` is in the site's zone."""
    if change.occurrence and change.wanted is not None:
        is_anew = change.creates or any(one.call is not Call.UPDATE for one in progress.calls)
        return None if is_anew else _series_back(change, change.wanted, now)
    return replace(
        change,
        base=change.wanted or change.base,
        wanted=change.base,
        revision=0,
        modified="",
        shows=change.shows if change.cancels else ((change.base["startAt"], change.base["endAt"]),),
        creates=False,
        restores=True,
    )


def _series_back(change: MeetingChange, wanted: Body, now: datetime) -> MeetingChange:
    """Of a series that was updated as a whole."""
    base, zone = change.base, now.tzinfo
    before, ends, after = (
        datetime.fromisoformat(one).astimezone(zone) for one in (base["startAt"], base["endAt"], wanted["startAt"])
    )
    first = datetime.fromisoformat(change.first or change.occurrence).astimezone(zone)
    by = after.replace(tzinfo=None) - before.replace(tzinfo=None)
    return replace(
        change,
        base=wanted,
        wanted=base,
        title=base["title"],
        revision=0,
        modified="",
        occurrence=wanted["startAt"],
        first=stamp(on_wall(first, by)),
        since="",
        shows=_near(times(base.get("recurrence", {}), first), ends - before, now),
    )


def _touched(edited: EditedMeeting, scope: Scope, now: datetime) -> tuple[datetime, ...]:
    """When those times begin, as the server has them."""
    if edited.occurrence is None:
        starts = edited.base["startAt"]
        return (datetime.fromisoformat(starts).astimezone(now.tzinfo),)
    if scope is Scope.ONE:
        return (edited.occurrence,)
    every = times(edited.base.get("recurrence", {}), edited.first or edited.occurrence)
    to_come = [one for one in every if not edited.begun or one > now]
    if scope is Scope.FOLLOWING:
        return tuple(one for one in to_come if one >= edited.occurrence)
    return tuple(to_come)


def _shows(
    edited: EditedMeeting, change: MeetingChange, single: bool, touched: tuple[datetime, ...], now: datetime
) -> tuple[tuple[str, str], ...]:
    """Beginning and end of what takes the place of those times; of what is taken back, those times."""
    body = change.base if change.wanted is None else change.wanted
    starts, ends = (datetime.fromisoformat(body[name]).astimezone(now.tzinfo) for name in ("startAt", "endAt"))
    begins: tuple[datetime, ...]
    if change.wanted is None:
        begins = touched
    elif single or not touched:
        begins = (starts,)
    else:
        begins = _new_times(edited, change.wanted, touched, starts)
    lasts = ends - starts
    return _near(begins, lasts, None if single else now)


def _near(begins: Iterable[datetime], lasts: timedelta, now: datetime | None) -> tuple[tuple[str, str], ...]:
    """Beginning and end of those times that this desk draws; None draws each."""
    near = [one for one in begins if now is None or now - AHEAD < one < now + AHEAD]
    return tuple((stamp(one), stamp(on_wall(one, lasts))) for one in near)


def _new_times(
    edited: EditedMeeting, wanted: Body, touched: tuple[datetime, ...], starts: datetime
) -> tuple[datetime, ...]:
    rules, before = wanted.get("recurrence", {}), edited.base.get("recurrence", {})
    occurrence = edited.occurrence or starts
    by, begins = starts.replace(tzinfo=None) - occurrence.replace(tzinfo=None), touched[0]
    if rules.get("rrule", "") == before.get("rrule", ""):
        begins = resumed(before, edited.first or touched[0], touched[0])
        rules = rest(rules, edited.first or touched[0], touched[0], by)
    return times(rules, on_wall(begins, by))


def _wanted(edited: EditedMeeting, draft: MeetingDraft, *, single: bool) -> Body:
    """The body of the draft, with what no form shows as it was. Texts are trimmed as servers do it, but where nothing
    else is different."""
    base, body = edited.base, draft.body()
    for name in _LINES:
        body |= {name: _trimmed(body.get(name, ""), base.get(name, ""))} if name in body or name in base else {}
    if not body.get("description"):
        body.pop("description", None)
    known = {one.get("id"): one for one in base["visitors"]}
    body["visitors"] = [_visitor(one, known.get(one.get("id"), {}), edited) for one in body["visitors"]]
    rules = rules_of(edited, draft)
    body.pop("recurrence", None)
    return body | ({"recurrence": rules} if rules and not single else {})


def rules_of(edited: EditedMeeting, draft: MeetingDraft) -> Body:
    """The rules of the meeting as that says, with what no form shows of those that it has."""
    rules: Body = draft.body().get("recurrence", {})
    before, starts, occurrence = edited.base.get("recurrence", {}), draft.start_at, edited.occurrence
    if not rules or not before or starts is None or occurrence is None:
        return rules
    if same_rules(before, occurrence, rules, starts):
        rules = rules | {"rrule": before["rrule"]}
    return moved(rules, before, edited.first or occurrence, occurrence, starts)


def _visitor(sent: Body, known: Body, edited: EditedMeeting) -> Body:
    trimmed = {name: _trimmed(value, known.get(name, "")) for name, value in sent.items()}
    if edited.instead_of and trimmed.get("id", "").startswith(f"{edited.instead_of}/"):
        del trimmed["id"]  # somebody whom the change before has added
    return trimmed


def _trimmed(text: Any, before: Any) -> Any:
    if not isinstance(text, str) or not isinstance(before, str):
        return text
    return before if text.strip() == before.strip() else text.strip()
