"""Who is in the building and would be lost by a change: by what is left of it, their meeting doesn't expect them on the
day on which they came. They have to be checked out first; our own desk server refuses such a change, too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.drafts import Body, VisitorDraft
from app.models.meetings.changes import EditedMeeting, MeetingChange
from app.models.moments import day_bounds, is_within
from app.services.meetings.series import on_wall, times
from app.store.changes.stored_changes import VisitInside

Span = tuple[datetime, datetime]


class Expected(Struct, frozen=True):
    """Whom a meeting expects: the ids of its visitors, and from when to when it takes place, each time of it, in
    UTC."""

    visitors: frozenset[str]
    spans: tuple[Span, ...]

    def expects(self, visit: VisitInside, zone: ZoneInfo) -> bool:
        """Whether this visit is one of them. `zone` is the site's."""
        bounds = day_bounds(visit.day, zone)
        return visit.visitor in self.visitors and any(is_within(*span, bounds) for span in self.spans)


def takes_place_on(body: Body, day: date, zone: ZoneInfo) -> bool:
    """Whether a meeting that is to be created of `body` does; `zone` is the site's."""
    starts, ends = (datetime.fromisoformat(body[name]).astimezone(zone) for name in ("startAt", "endAt"))
    lasts, bounds = ends.replace(tzinfo=None) - starts.replace(tzinfo=None), day_bounds(day, zone)
    every = times(body.get("recurrence", {}), starts)
    return any(is_within(*_span(one, on_wall(one, lasts)), bounds) for one in every)


def lost_by(
    inside: Iterable[VisitInside],
    edited: EditedMeeting,
    change: MeetingChange,
    visitors: Iterable[VisitorDraft],
    before: MeetingChange | None,
    zone: ZoneInfo,
) -> frozenset[str]:
    """The ids of those `inside` whom the change would lose. `visitors` are those of the draft that it makes of the
    meeting, `before` is the one whose place it takes."""
    replaced = _spans(before.shows) if before else ()
    was = Expected(_ids(edited.draft.visitors), _taken(change, zone) + replaced)
    will = Expected(frozenset() if change.cancels else _ids(visitors), _spans(change.shows))
    return frozenset(
        one.visitor
        for one in inside
        if was.expects(one, zone) and not (will.expects(one, zone) and (one.change or not change.creates))
    )


def lost_by_undo(
    inside: Iterable[VisitInside], operation: str, change: MeetingChange, ids: frozenset[str], zone: ZoneInfo
) -> frozenset[str]:
    """The ids of those `inside` whom it would lose to take back the change of that operation; `ids` are those of its
    visitors by now."""
    if change.cancels:
        return frozenset()
    was = Expected(ids, _spans(change.shows))
    will = Expected(frozenset(one.get("id", "") for one in change.base["visitors"]), _taken(change, zone))
    return frozenset(
        one.visitor
        for one in inside
        if one.change == operation or (was.expects(one, zone) and not will.expects(one, zone))
    )


def _ids(visitors: Iterable[VisitorDraft]) -> frozenset[str]:
    return frozenset(one.id for one in visitors)


def _taken(change: MeetingChange, zone: ZoneInfo) -> tuple[Span, ...]:
    """The times of the server's that the change is of."""
    starts, ends = (datetime.fromisoformat(change.base[name]).astimezone(zone) for name in ("startAt", "endAt"))
    if not change.occurrence:
        return (_span(starts, ends),)
    lasts = ends.replace(tzinfo=None) - starts.replace(tzinfo=None)
    first = datetime.fromisoformat(change.first or change.occurrence).astimezone(zone)
    opened = datetime.fromisoformat(change.occurrence).astimezone(zone)
    every = {opened, *times(change.base.get("recurrence", {}), first)}
    return tuple(_span(one, on_wall(one, lasts)) for one in every if change.is_of(one))


def _spans(shows: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    return tuple(_span(*map(datetime.fromisoformat, one)) for one in shows)


def _span(starts: datetime, ends: datetime) -> Span:
    return starts.astimezone(UTC), ends.astimezone(UTC)
