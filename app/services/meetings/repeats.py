"""How a meeting repeats: what a person can choose of RFC 5545, its text, and the days on which it then takes place.

A rule speaks of the clock on the wall: a meeting at 10:00 stays at 10:00 when summer time comes. `start` is the first
meeting, aware of the site's zone; the rule is read in that zone. `rule` is one of RFC 5545 without the property name,
`exdate` a list with commas of the moments left out, such as "20150302T140000Z"; both may be "" where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.models.calendars.weekdays import CODES, weekday_places
from app.models.moments import utc_stamp

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEKDAYS = (0, 1, 2, 3, 4)
"""Monday to Friday, as numbers of `Repeats.days`."""

MOST_BETWEEN = 30
"""The largest interval that a person can choose, in days, weeks or months."""

MOST_TIMES = 999
"""The most times that a person can choose."""

_DAY_END = time(23, 59, 59)
_MONTH_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_PLACE = re.compile(rf"(-1|[1-5])({'|'.join(CODES)})")
_FOLLOWED = timedelta(days=3660)
"""A rule without an end is followed for ten years, as the desk server does."""

_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY", "INTERVAL": r"[1-9]\d{0,2}", "COUNT": r"[1-9]\d{0,4}", "UNTIL": ".+",
    "BYDAY": ".+", "BYMONTHDAY": ".+", "BYYEARDAY": ".+", "BYWEEKNO": ".+", "BYMONTH": ".+", "BYSETPOS": ".+",
    "WKST": ".+",
}  # fmt: skip
"""What a rule may hold whose days are computed. Others are refused: at an interval of 0 the library never ends."""


class Every(Enum):
    """What a person can choose of RFC 5545's frequencies; the values are its words."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"


class Repeats(Struct, frozen=True):
    """Every `interval` days, weeks or months. It ends after the day `until`, or after so many `times`; with neither,
    None and 0, it doesn't end. Both at once can't be said.

    `days` are those of the week in order, Monday is 0; () means that of the start. `on` is the day of the month: "12"
    is that date, "2TH" the second and "-1TH" the last Thursday, "" the date of the start. `until` and `left_out` are
    days of the site's calendar. On those `left_out`, in order, it doesn't take place, but they count as times.
    """

    every: Every
    interval: int = 1
    days: tuple[int, ...] = ()
    on: str = ""
    until: date | None = None
    times: int = 0
    left_out: tuple[date, ...] = ()

    @classmethod
    def read(cls, rule: str, exdate: str, start: datetime) -> Repeats | None:
        """What `rule` and `exdate` mean for a meeting at `start`; None when it can't be said with these words."""
        try:
            parts = _parts(rule)
            left_out = tuple(sorted({_day_left_out(each, start) for each in _listed(exdate)}))
            until = _last_day(parts.pop("UNTIL"), start) if "UNTIL" in parts else None
            read = cls(
                every=Every(parts.pop("FREQ")),
                interval=int(parts.pop("INTERVAL", "1")),
                times=int(parts.pop("COUNT", "0")),
                until=until,
                left_out=left_out,
            )
            read = read._with_days(parts)
        except ValueError:
            return None
        sayable = read.interval <= MOST_BETWEEN and read.times <= MOST_TIMES and not (read.times and read.until)
        return read if sayable and not parts else None

    def rule(self, start: datetime) -> str:
        """The RFC 5545 rule without its property name. The last moment of `until` is written in UTC."""
        parts = [f"FREQ={self.every.value}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.days:
            parts.append("BYDAY=" + ",".join(CODES[day] for day in self.days))
        if self.on:
            parts.append(f"{'BYMONTHDAY' if self.on.isdecimal() else 'BYDAY'}={self.on}")
        if self.until:
            parts.append("UNTIL=" + utc_stamp(datetime.combine(self.until, _DAY_END, start.tzinfo).replace(fold=1)))
        if self.times:
            parts.append(f"COUNT={self.times}")
        return ";".join(parts)

    def exdate(self, start: datetime) -> str:
        """The days left out as RFC 5545 wants them: by the moments at which the meeting would begin, in UTC and with
        commas between them; "" for none."""
        return ",".join(utc_stamp(datetime.combine(day, start.time(), start.tzinfo)) for day in self.left_out)

    def moved(self, before: date, after: date) -> Repeats:
        """How it repeats when its start moves from the day `before` to `after`. If it is on that weekday of the month
        on which `before` was, such as the second Thursday, it is on that of `after` then; all else stays.
        """
        if self.on not in weekday_places(before):
            return self
        places = weekday_places(after)
        last = [place for place in places if place.startswith("-")]
        return replace(self, on=last[0] if last and self.on.startswith("-") else places[0])

    def _with_days(self, parts: dict[str, str]) -> Repeats:
        """Takes the days out of the `parts` of a rule that are left. Raises ValueError for a weekday that isn't one."""
        if self.every is Every.WEEK and "BYDAY" in parts:
            return replace(self, days=tuple(sorted({CODES.index(code) for code in parts.pop("BYDAY").split(",")})))
        if self.every is Every.MONTH and _PLACE.fullmatch(parts.get("BYDAY", "")):
            return replace(self, on=parts.pop("BYDAY"))
        if self.every is Every.MONTH and _MONTH_DAY.fullmatch(parts.get("BYMONTHDAY", "")):
            return replace(self, on=parts.pop("BYMONTHDAY"))
        return self


def next_dates(rule: str, exdate: str, start: datetime, count: int) -> tuple[datetime, ...]:
    """The first `count` times that the meeting takes place, in the site's zone; its start belongs to them even where
    the rule alone doesn't give it. Raises ValueError when the rule or a date can't be read.
    """
    return _next_dates(rule, exdate, start.replace(tzinfo=None), _zone(start), count)


def by_rule(rule: str, start: datetime, count: int) -> tuple[datetime, ...]:
    """The first `count` times that the rule by itself gives, within ten years, in the site's zone. Raises ValueError
    when it can't be read."""
    return _by_rule(rule, start.replace(tzinfo=None), _zone(start), count)


def listed_moments(dates: str, start: datetime) -> tuple[datetime, ...]:
    """The moments in UTC of a list such as an exdate: of a day alone the time of a meeting at `start` on it. Raises
    ValueError when one can't be read."""
    return tuple(_excluded(each, start.replace(tzinfo=None), _zone(start)) for each in _listed(dates))


@lru_cache(maxsize=64)
def _by_rule(rule: str, wall: datetime, zone: ZoneInfo, count: int) -> tuple[datetime, ...]:
    return tuple(islice((_moment(each, zone) for each in _walls(rule, wall, zone)), count))


@lru_cache(maxsize=64)
def _next_dates(rule: str, exdate: str, wall: datetime, zone: ZoneInfo, count: int) -> tuple[datetime, ...]:
    """Remembered, because a form asks at each key. The key is wall time and zone: moments in different zones may be
    equal, and would be taken for one."""
    left_out = {_excluded(each, wall, zone) for each in _listed(exdate)}
    walls = (each for each in _walls(rule, wall, zone) if each != wall)
    moments = (_moment(each, zone) for each in _first_and(wall, walls))
    return tuple(islice((moment for moment in moments if moment.astimezone(UTC) not in left_out), count))


def _first_and(wall: datetime, others: Iterator[datetime]) -> Iterator[datetime]:
    yield wall
    yield from others


def _walls(rule: str, wall: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """What the rule gives on the wall clock, in order.

    For a day that never comes the library looks until the year 9999. The calendar repeats itself every 400 years, so
    the rule is moved by as many of these as fit before that year: there the library gives up soon.
    """
    from dateutil.rrule import rrulestr  # not before the first rule: it would slow the start down

    parts = _parts(rule)
    count = parts.pop("COUNT", None)
    until = parts.pop("UNTIL", None)
    last = min(wall + _FOLLOWED, _until(until, zone)) if until else wall + _FOLLOWED
    ahead = 400 * ((9989 - wall.year) // 400)
    written = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        moments = rrulestr(written, dtstart=wall.replace(year=wall.year + ahead))
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # it checks little
        raise ValueError(f"no rule: {written}") from error
    for moment in islice(moments, int(count) if count else None):
        here = moment.replace(year=moment.year - ahead)
        if here > last:
            return
        yield here


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = (word.strip() for word in part.partition("="))
        if name in parts or not re.fullmatch(_PARTS.get(name, "(?!)"), value, re.ASCII):
            raise ValueError(f"no part of a rule: {part}")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError("no frequency")
    return parts


def _listed(exdate: str) -> list[str]:
    return [each.strip() for each in exdate.upper().split(",") if each.strip()]


def _zone(start: datetime) -> ZoneInfo:
    """The zone of an aware time. It may be a fixed offset: then there is no summer time."""
    assert start.tzinfo is not None
    return start.tzinfo  # type: ignore[return-value]


def _moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall time. One that the clocks skip in spring is an hour later; of autumn's two it is the
    first."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _read(text: str, zone: ZoneInfo) -> datetime:
    """A rule's date or time as a moment; of a date its first one."""
    if text.endswith("Z"):
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(text, "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d").replace(tzinfo=zone)


def _until(text: str, zone: ZoneInfo) -> datetime:
    """The last moment on the wall clock; a date alone means all of that day."""
    wall = _read(text, zone).astimezone(zone).replace(tzinfo=None)
    return wall if "T" in text else datetime.combine(wall, _DAY_END)


def _last_day(text: str, start: datetime) -> date:
    """The last day on which a meeting at that time of day is still in time."""
    wall = _until(text, _zone(start))
    return wall.date() if start.time() <= wall.time() else wall.date() - timedelta(days=1)


def _excluded(text: str, wall: datetime, zone: ZoneInfo) -> datetime:
    """A moment left out, in UTC; of a day alone, the meeting's own moment on it. In UTC, because Python never takes an
    hour that clocks show twice for equal to one of another zone."""
    moment = _read(text, zone)
    return (moment if "T" in text else datetime.combine(moment, wall.time(), zone)).astimezone(UTC)


def _day_left_out(text: str, start: datetime) -> date:
    """The day of a moment left out. Raises ValueError when it isn't that of the meeting's own time of day."""
    zone = _zone(start)
    moment = _excluded(text, start.replace(tzinfo=None), zone)
    day = moment.astimezone(zone).date()
    if moment != datetime.combine(day, start.time(), zone).astimezone(UTC):
        raise ValueError(f"another time of day: {text}")
    return day
