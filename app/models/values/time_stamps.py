"""Reads the time stamps that servers write, in each of their usual spellings."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_SECONDS_A_UNIT = {9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6, 18: 1e9, 19: 1e9}
"""By its number of figures, in parts of a second, what a count since 1970 counts."""

_CALENDAR = (8, 12, 14)
"""So many figures are a date in a row, with or without a time: 20261102, 202611020900, 20261102090000."""

_IN_BRACKETS = re.compile(r"/DATE\((-?\d+)([+-]\d{4})?\)/")
_SPELLING = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:T|_|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?"
    r"\s*(Z|UTC|GMT|(?:(?:UTC|GMT)?([+-])(\d\d?)(?::?(\d\d))?(?::\d\d)?Z?))?(?:\[[^\]]*\])?"
)


def moment_in(value: object, zone: tzinfo = UTC) -> datetime | None:
    """The time stamp as a moment: a datetime, a text in ISO 8601 or in one of the spellings that it is often written
    in, the date of a mail's header, or seconds, milli-, micro- or nanoseconds since 1970 as a number or as text. One
    without an offset is read in `zone`.

    None for what isn't a time, and for the years 1 and 9999, in which some zones would leave the calendar.
    """
    moment = _plain(value)
    if moment is None:
        try:
            moment = _parsed(value)
        except (ValueError, OverflowError):
            return None
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone).astimezone(UTC)


def _plain(value: object) -> datetime | None:
    """The spelling that is read thousands of times."""
    if isinstance(value, str) and value[4:5] == "-":
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    return None


def _parsed(value: object) -> datetime | None:
    """Raises ValueError or OverflowError for some of what is no time."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _counted(f"{value:.9f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value))
    return _spelled(value.strip().upper().replace("\N{MINUS SIGN}", "-")) if isinstance(value, str) else None


def _spelled(text: str) -> datetime | None:
    if text[:1].isdigit() and text.replace(".", "", 1).isdigit():
        return _counted(text)
    if text[8:9] == "T" and text[:8].isdigit():  # ISO 8601 without its strokes
        return datetime.fromisoformat(text)
    if counted := _IN_BRACKETS.fullmatch(text):
        return _counted(counted[1])
    if written := _SPELLING.fullmatch(text):
        return _written(written)
    return parsedate_to_datetime(text)


def _counted(text: str) -> datetime | None:
    figures, _, fraction = text.partition(".")
    if len(figures) in _CALENDAR and not fraction and figures[:2] in ("19", "20"):
        return datetime.strptime(figures.ljust(14, "0"), "%Y%m%d%H%M%S")  # noqa: DTZ007 its zone is the caller's
    unit = _SECONDS_A_UNIT.get(len(figures.lstrip("-")))
    return datetime.fromtimestamp(float(text) / unit, UTC) if unit else None


def _written(written: re.Match[str]) -> datetime:
    *day, hour, minute, second, fraction, offset, sign, hours, minutes = written.groups()
    wall = datetime.combine(date(*map(int, day)), time(0 if hour == "24" else int(hour or 0), int(minute or 0)))
    wall += timedelta(
        days=int(hour == "24"),
        seconds=min(int(second or 0), 59),  # a leap second
        microseconds=int((fraction or "").ljust(6, "0")[:6]),
    )
    if not offset:
        return wall
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return wall.replace(tzinfo=timezone(-ahead if sign == "-" else ahead))
