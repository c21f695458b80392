"""When a meeting takes place, as its visitors are told of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.server import occurrences, recurrence
from app.server.bodies.wire import Document, seconds
from app.server.meeting_changes import times
from app.server.notices.content.composed import Overtaken
from app.server.occurrences import Span

MOVED = "The meeting is not on that day any more."
PAST = "The meeting was over on that day before it could be sent."

Moments = tuple[datetime, datetime]
"""From when to when, both aware of the site's zone."""


class MeetingTimes:
    """Those of one meeting; of one that was cancelled, or has none to come, those at which it was to take place.
    `now` is in seconds since 1970."""

    def __init__(self, connection: Connection, zone: ZoneInfo, meeting: Document) -> None:
        self._connection = connection
        self._zone = zone
        self._meeting = meeting
        self._spans = occurrences.of(connection, meeting["id"]) or self._lost

    @property
    def first(self) -> Moments:
        """With which it begins in calendars, whether it takes place then or not."""
        starts, ends = (datetime.fromisoformat(self._meeting[name]) for name in ("startAt", "endAt"))
        return starts.astimezone(self._zone), ends.astimezone(self._zone)

    def after(self, now: int) -> Moments:
        """The first that isn't over."""
        return next(map(self._moments, self._left(now)), self.first)

    def next_starts(self, now: int, most: int) -> tuple[datetime, ...]:
        """When it begins the next times, that which isn't over yet among them."""
        return self._sorted([span.starts for span in self._left(now)][:most])

    def on(self, day: str, now: int) -> Moments:
        """The first that begins on that day and isn't over. Raises Overtaken where there is none."""
        there = [span for span in self._spans if self._moments(span)[0].date().isoformat() == day]
        if not there:
            raise Overtaken(MOVED)
        left = next((span for span in there if span.ends > now), None)
        if left is None:
            raise Overtaken(PAST)
        return self._moments(left)

    def goes_on_after(self, starts: datetime, ends: datetime) -> bool:
        """Whether that time ends on another day than it begins, or others follow."""
        later = any(span.starts > starts.timestamp() for span in self._spans)
        return later or ends.date() > starts.date()

    def exceptions(self) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
        """The times of the rule at which the meeting doesn't take place, whatever the reason, and those at which it
        does beside them."""
        first = self.first[0].replace(tzinfo=None)
        rule = set(recurrence.starts(self._meeting["recurrence"].get("rrule", ""), "", "", "", first, self._zone))
        there = {span.starts for span in self._spans}
        return self._sorted(rule - there), self._sorted(there - rule)

    @cached_property
    def _lost(self) -> list[Span]:
        """Read where none is to come: most meetings that are told have one."""
        if cancelled_at := self._meeting.get("cancelledAt"):
            return times.cancelled(self._connection, self._meeting["id"], since=seconds(cancelled_at))
        return times.lost_last(self._connection, self._meeting["id"])

    def _left(self, now: int) -> list[Span]:
        left = [span for span in self._spans if span.ends > now]
        return left or [span for span in self._lost if span.ends > now]

    def _moments(self, span: Span) -> Moments:
        starts, ends = (datetime.fromtimestamp(moment, self._zone) for moment in span)
        return starts, ends

    def _sorted(self, moments: Iterable[int]) -> tuple[datetime, ...]:
        return tuple(datetime.fromtimestamp(moment, self._zone) for moment in sorted(moments))
