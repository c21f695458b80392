"""A day and a time as people type them, such as "2 dec 14:30", "2.12. 14h30", "tomorrow 9am" or "14:30"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QLocale

from ui.wording.dates import MONTHS, WEEK, read_day

_TIME = re.compile(
    r"(?<![\d.:/-])(?:(?:at|um|à|om)\s+)?"
    r"(?:(?P<hour>\d{1,2})(?:\s?[:h]\s?(?P<minute>\d{2})?|\.(?P<after_dot>\d{2}))(?::\d{2})?|(?P<four>\d{4})|(?P<only>\d{1,2})(?=\s?[ap]\.?m))"
    r"(?:\s?(?P<half>[ap])\.?m\.?|\s?(?:uhr|h))?\s*$",
    re.IGNORECASE,
)
"""A time at the end of what is typed."""

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T\s]+(.+)")
_FIRST_YEAR = 2000
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}


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
    if not typed:
        return before.date()
    word = typed.lower()
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if (weekday := _weekday(word, locale)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    first, _, rest = typed.partition(" ")
    if rest and _weekday(first.lower().rstrip("."), locale) is not None:
        typed = rest
    if not re.fullmatch(r"[\d./\s-]+", typed):
        return _named(typed, locale, today)
    return _numbers(typed, locale, today) or read_day(typed, locale)


def _weekday(word: str, locale: QLocale) -> int | None:
    for number, name in enumerate(WEEK):
        own = locale.dayName(number + 1).lower()
        if len(word) >= 2 and (name.lower().startswith(word) or own.startswith(word)):
            return number
    return None


def _named(typed: str, locale: QLocale, today: date) -> date | None:
    """ "2 dec", "2dec", "Dec 2", "2nd of December 2026", in English or in the PC's language."""
    parts = re.findall(r"\d+|[^\W\d_]+", typed.lower())
    parts = [one for one in parts if one not in ("st", "nd", "rd", "th", "of", "de")]
    names = [one for one in parts if not one.isdecimal()]
    numbers = [int(one) for one in parts if one.isdecimal()]
    if len(names) != 1 or len(numbers) not in (1, 2) or len(names[0]) < 3:
        return None
    months = [number for number in range(1, 13) if _is_month(names[0], number, locale)]
    if len(months) != 1:
        return None
    return _year_of(numbers[0], months[0], numbers[1] if len(numbers) == 2 else None, today)


def _is_month(word: str, number: int, locale: QLocale) -> bool:
    own = locale.standaloneMonthName(number).lower()
    return MONTHS[number - 1].lower().startswith(word) or own.startswith(word)


def _numbers(typed: str, locale: QLocale, today: date) -> date | None:
    """ "2.12." or "12/2", in the order of the PC's short form."""
    match = re.fullmatch(r"(\d{1,2})[./\s-]+(\d{1,2})[./]?", typed)
    if match is None:
        return None
    form = locale.dateFormat(QLocale.FormatType.ShortFormat)
    day, month = int(match[1]), int(match[2])
    if form.find("M") < form.find("d") and "." not in typed:  # dots are a European's
        day, month = month, day
    return _year_of(day, month, None, today)


def _year_of(day: int, month: int, year: int | None, today: date) -> date | None:
    years = (today.year, today.year + 1) if year is None else (year + 2000 if year < 100 else year,)
    for each in years:
        try:
            one = date(each, month, day)
        except ValueError:
            continue
        if one >= today or (year is not None and one.year >= _FIRST_YEAR):
            return one
    return None
