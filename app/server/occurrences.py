"""When meetings take place, as rows of a table: a day is listed by them, and no rule is followed for it.

The rows are searched by their start. How far before a day one has to look follows from how long they last, so each row
has a reach, the least of REACHES in which it fits: of all the series of ten years, a day reads what is near it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Connection, Select, bindparam, insert, select, union_all

from app.server import recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import MeetingRequest, Rules
from app.server.storage.changes import NO_TIME, Touched, days_between
from app.server.storage.tables.meetings import occurrences as table

_DAY = 24 * 3600
REACHES = (2 * _DAY, 8 * _DAY, 368 * _DAY)
"""Seconds, each with a day more than is needed: clocks change."""


def _near(reach: int) -> Select[Any]:
    since = table.c.starts_at > bindparam("starts", type_=BigInteger) - reach
    columns = select(table.c.starts_at, table.c.ends_at, table.c.meeting)
    return columns.where(table.c.reach == reach, since, table.c.starts_at < bindparam("ends", type_=BigInteger))


TIMES = union_all(*map(_near, REACHES)).subquery()
"""Start, end and meeting of all that takes place near two moments, the parameters `starts` and `ends` in seconds since
1970. Whatever ends at `starts` or before is still in it. Made once: that takes longer than to run it."""


NO_DAY = "recurrence leaves no day on which the meeting takes place"


class Span(NamedTuple):
    """From when to when a meeting takes place, in seconds since 1970."""

    starts: int
    ends: int


def planned(request: MeetingRequest, zone: ZoneInfo) -> list[Span]:
    """When the meeting that is asked for takes place, in order. Raises Refusal 400 when its recurrence can't be
    followed, or leaves no day."""
    try:
        times = spans(request.start_at, request.end_at, request.recurrence, zone)
    except ValueError as error:
        raise Refusal(400, f"recurrence {error}") from error
    if not times:
        raise Refusal(400, NO_DAY)
    return times


def add(connection: Connection, meeting: str, times: list[Span]) -> None:
    """Writes when the meeting of this id takes place."""
    connection.execute(insert(table), rows(meeting, times))


def rows(meeting: str, times: list[Span]) -> list[dict[str, Any]]:
    """The table's rows for the meeting of this id, which takes place at `times`."""
    return [
        {"reach": _reach(span), "starts_at": span.starts, "meeting": meeting, "ends_at": span.ends} for span in times
    ]


def of(connection: Connection, meeting: str) -> list[Span]:
    """When the meeting of this id takes place, in order."""
    every = select(table.c.starts_at, table.c.ends_at).where(table.c.meeting == meeting).order_by(table.c.starts_at)
    return [Span(*row) for row in connection.execute(every)]


def touched(times: list[Span], zone: ZoneInfo) -> Touched:
    """The time that these have to do with, and their days in `zone`."""
    if not times:
        return NO_TIME
    days = days_between((_day(span.starts, zone), _day(span.ends - 1, zone)) for span in times)
    return Touched(min(span.starts for span in times), max(span.ends for span in times), days)


def _day(moment: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(moment, zone).date()


def spans(starts: datetime, ends: datetime, rules: Rules | None, zone: ZoneInfo) -> list[Span]:
    """When a meeting with these times takes place. A series stays on the wall clock of the zone in which it is made.
    Raises ValueError, which says what is wrong with the rules, when they can't be followed."""
    if rules is None:
        return [Span(int(starts.timestamp()), int(ends.timestamp()))]
    first, last = (moment.astimezone(zone).replace(tzinfo=None) for moment in (starts, ends))
    series = recurrence.starts(rules.rrule, rules.exrule, rules.rdate, rules.exdate, first, zone)
    return [Span(start, _end(start, last - first, zone)) for start in series]


def _end(start: int, lasts: timedelta, zone: ZoneInfo) -> int:
    wall = datetime.fromtimestamp(start, zone).replace(tzinfo=None) + lasts
    return int(wall.replace(tzinfo=zone).astimezone(UTC).timestamp())


def _reach(span: Span) -> int:
    return next(reach for reach in REACHES if span.ends - span.starts <= reach - _DAY)
