"""Points in time, and the calendar days of a site's zone that they fall on.

A moment is a datetime aware of its zone. Moments are compared and subtracted in UTC: of two in one zone Python compares
and subtracts what the clocks show, which is an hour wrong over a night in which they are turned.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ONE_DAY = timedelta(days=1)


def first_of_week(day: date, begins: int) -> date:
    """The first day of the week that the day is in, where weeks begin on the day `begins`: 1 is Monday, 7 Sunday."""
    return day - (day.isoweekday() - begins) % 7 * ONE_DAY


def utc(moment: datetime) -> str:
    """How moments are kept: ISO 8601 in UTC and to the microsecond, so that the texts sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def utc_stamp(moment: datetime) -> str:
    """As RFC 5545 writes a moment in UTC: 20261130T090000Z."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def moment_of_stamp(stamp: str) -> datetime:
    """The moment that such a stamp, which mustn't be "", tells."""
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def at_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of `zone` show `wall`, a naive time; the first of two in autumn's double hour."""
    return wall.replace(tzinfo=zone, fold=0)


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first to just after the last moment of `day`, in UTC: 23, 24 or 25 hours."""
    first, after = (at_wall(datetime.combine(one, time()), zone) for one in (day, day + ONE_DAY))
    return first.astimezone(UTC), after.astimezone(UTC)


def is_within(starts: datetime, ends: datetime, bounds: tuple[datetime, datetime]) -> bool:
    """Whether what lasts from `starts` to `ends` touches the time from the first to just after the last moment of
    `bounds`, all in UTC. What ends as it begins touches where it is."""
    first, after = bounds
    return starts < after and (ends > first or starts >= first)


def expected_on(day: date, starts: datetime, ends: datetime, zone: ZoneInfo) -> datetime:
    """When somebody is expected on `day`, one of a meeting's days in `zone`; in UTC. On a later day than the first that
    is the hour at which the meeting began, or midnight when it is over by that hour."""
    wall = starts.astimezone(zone)
    if wall.date() == day:
        return starts.astimezone(UTC)
    again = at_wall(datetime.combine(day, wall.time()), zone).astimezone(UTC)
    return again if again < ends else day_bounds(day, zone)[0]


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that IANA name; None when `name` is "" or no zone, since nobody checks what a server says."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
