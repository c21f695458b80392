"""A day and a time as people type them, such as "2 dec 14:30", "2.12. 14h30", "tomorrow 9am" or "14:30"."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QLocale

from ui.wording.typed.days import next_to_come, read_typed_day

_TIME = re.compile(
    r"(?<![\d.:/-])(?:(?:at|um|à|om)\s+)?"
    r"(?:(?P<hour>\d{1,2})(?:\s?[:h]\s?(?P<minute>\d{2})?|\.(?P<after_dot>\d{2}))(?::\d{2})?|(?P<four>\d{4})|(?P<only>\d{1,2})(?=\s?[ap]\.?m))"
    r"(?:\s?(?P<half>[ap])\.?m\.?|\s?(?:uhr|h))?\s*$",
    re.IGNORECASE,
)
"""A time at the end of what is typed."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T\s]+(.+)")


def read_moment(typed: str, locale: QLocale, *, before: datetime, today: date) -> datetime | None:
    """What was typed, as a wall time; None when it is none. What is left out is that of `before`, the moment that stood
    there: a day alone keeps its time, a time alone its day. A day without a year is the next one from `today` on.
    """
    typed = " ".join(typed.replace(",", " ").split())
    if iso := _ISO.fullmatch(typed):
        typed = f"{iso[1]} {iso[2]}"
    if typed and (day := _day(typed, locale, before, today)):
        return datetime.combine(day, before.time())
    match = _TIME.search(typed)
    clock = _time(match) if match else None
    if match is None or clock is None:
        return None
    day = _day(typed[: match.start()].strip(), locale, before, today)
    return datetime.combine(day, clock) if day else None


def _time(match: re.Match[str]) -> time | None:
    if four := match["four"]:
        hour, minute = int(four[:2]), int(four[2:])
    else:
        hour, minute = int(match["hour"] or match["only"]), int(match["minute"] or match["after_dot"] or 0)
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(typed: str, locale: QLocale, before: datetime, today: date) -> date | None:
    return read_typed_day(typed, locale, today, next_to_come).day if typed else before.date()
