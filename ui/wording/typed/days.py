"""A day as people type it: "12.3.", "12/3", "2026-03-12", "12 march", "tue", "next tue", "+7", "in 2 weeks",
"tomorrow"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtCore import QLocale

from app.models.moments import first_of_week
from app.models.text.folding import fold
from ui.wording.dates import FIRST_YEAR, LAST_YEAR, MONTHS, read_day
from ui.wording.dates import WEEK as WEEKDAYS
from ui.wording.typed.day_names import (
    AGO,
    BACKWARDS,
    FILLING,
    LEADING,
    NEAR,
    OF_A_WEEK,
    ONWARDS,
    STEPS,
    WEEK,
    months,
    weekdays,
)

UNREAD = "Type a day as 12.3., 2026-03-12, tue, +7 or tomorrow"

_NUMBERS = re.compile(r"[\d./\s-]+")
_DIVIDED = re.compile(r"\d[./]\d")
_STEP = re.compile(r"(?P<way>[+-]|[a-z ]+ |)\s?(?P<number>\d{1,5})\s?(?P<of>[a-z]*)(?P<ago> [a-z]+)?")
_PAIR = re.compile(r"(\d{1,2})\s*([./\s-])\s*(\d{1,2})[./]?")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./\s-]\s*(\d{1,2})\s*[./\s-]\s*(\d{1,2})[./]?")
_TRIPLE = re.compile(r"(\d{1,2})\s*([./\s-])\s*(\d{1,2})\s*[./\s-]\s*(\d{4}|\d{2})")

YearOf = Callable[[int, int, date], int]
"""Gives the year of a month and a day that were typed without one. The date is today."""


class TypedDay(Struct, frozen=True):
    """The day, or why it is none, in a sentence without its full stop; neither when nothing was typed."""

    day: date | None = None
    wrong: str = ""


def nearest(month: int, day: int, today: date) -> int:
    """The year in which it is nearest to today, in the past or to come."""
    years = (today.year, today.year + 1, today.year - 1)
    return min(years, key=lambda year: abs(date(year, month, min(day, monthrange(year, month)[1])) - today))


def next_to_come(month: int, day: int, today: date) -> int:
    """The year in which it comes next, today among it. One that has no such day is passed over."""
    years = (today.year, today.year + 1)
    return next((year for year in years if day <= monthrange(year, month)[1] and date(year, month, day) >= today), 0)


def read_typed_day(typed: str, locale: QLocale, today: date, year_of: YearOf = nearest) -> TypedDay:
    """What was typed, in English, in the PC's language or in another that visitors are spoken to in. Numbers stand in
    the order of `locale`, but with dots the day is first unless dates begin with the year there; where only one order
    gives a day, it is that."""
    typed = " ".join(typed.replace(",", " ").split())
    word = fold(typed)
    if not typed:
        return TypedDay()
    first, _, rest = word.partition(" ")
    if rest and first in LEADING:
        word = rest
    if word in NEAR:
        return _stepped(today, NEAR[word])
    if (days := _steps(word)) is not None:
        return _stepped(today, days)
    if read := _of_a_week(word, locale, today):
        return read
    if _NUMBERS.fullmatch(word) and (day := read_day(typed, locale)):
        return TypedDay(day)
    if whole := _YEAR_FIRST.fullmatch(word):
        return _day(int(whole[3]), int(whole[2]), int(whole[1]), today, year_of)
    if triple := _TRIPLE.fullmatch(word):
        return _day(*_ordered(int(triple[1]), int(triple[3]), triple[2], locale), int(triple[4]), today, year_of)
    if pair := _PAIR.fullmatch(word):
        return _day(*_ordered(int(pair[1]), int(pair[3]), pair[2], locale), None, today, year_of)
    read = _named(word, locale, today, year_of)
    first, _, rest = word.partition(" ")
    if read.wrong == UNREAD and rest and weekdays(first, locale):  # what follows says the day
        return read_typed_day(rest, locale, today, year_of)
    return read


def _steps(word: str) -> int | None:
    """The days that "+7", "-1 day", "in 2 weeks" or "3 days ago" leads away from today, None for other words."""
    step = _STEP.fullmatch(word)
    if step is None or (step["of"] and step["of"] not in STEPS):
        return None
    days, way, ago = int(step["number"]) * STEPS.get(step["of"], 1), step["way"].strip(), (step["ago"] or "").strip()
    if step["of"] and not way and ago in AGO:
        return -days
    if ago or (not step["of"] and way not in ("+", "-")):
        return None
    return days if way in ONWARDS else -days if way in BACKWARDS else None


def _stepped(today: date, days: int) -> TypedDay:
    try:
        return _known(today + timedelta(days=days))
    except OverflowError:
        return _known(date.max)


def _known(day: date) -> TypedDay:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return TypedDay(day)
    return TypedDay(wrong=f"Foyer knows the days from {FIRST_YEAR} to {LAST_YEAR}")


def _of_a_week(word: str, locale: QLocale, today: date) -> TypedDay | None:
    """ "tue" is the next one, today among them; "next tue" that of next week, "last tue" the latest before today;
    "next week" is the same day of it, "tue next week" its Tuesday."""
    parts = word.split()
    weeks = next((OF_A_WEEK[part] for part in parts if part in OF_A_WEEK), None)
    parts = [part for part in parts if part not in OF_A_WEEK and (weeks is None or part not in FILLING)]
    of_that_week = weeks is not None and len(parts) == 2 and parts[1] in WEEK
    if of_that_week:
        parts = parts[:1]
    if len(parts) != 1:
        return None
    if parts[0] in WEEK and weeks is not None:
        return _stepped(today, 7 * weeks)
    meant = weekdays(parts[0], locale)
    if len(meant) != 1:
        return _unclear(parts[0], [WEEKDAYS[number - 1] for number in sorted(meant)]) if meant else None
    (number,) = meant
    if weeks is None:
        return _stepped(today, (number - today.isoweekday()) % 7)
    if weeks < 0 and not of_that_week:
        return _stepped(today, (number - today.isoweekday()) % -7 or -7)
    first = locale.firstDayOfWeek().value
    return _stepped(first_of_week(today, first), 7 * weeks + (number - first) % 7)


def _unclear(word: str, names: list[str]) -> TypedDay:
    return TypedDay(wrong=f"“{word}” can be {', '.join(names[:-1])} or {names[-1]}: type one more letter")


def _named(word: str, locale: QLocale, today: date, year_of: YearOf) -> TypedDay:
    """ "2 dec", "2dec", "Dec 2", "2nd of December 2026"."""
    parts = [one for one in re.findall(r"\d+|[^\W\d_]+", word) if one not in FILLING]
    names = [one for one in parts if not one.isdecimal()]
    numbers = [int(one) for one in parts if one.isdecimal()]
    if len(names) != 1 or len(numbers) not in (1, 2) or _DIVIDED.search(word):
        return TypedDay(wrong=UNREAD)
    meant = sorted(months(names[0], locale))
    if len(meant) != 1:
        return _unclear(names[0], [MONTHS[one - 1] for one in meant]) if meant else TypedDay(wrong=UNREAD)
    day, year = numbers[0], numbers[1] if len(numbers) == 2 else None
    if year is not None and day > 31:
        day, year = year, day  # 2026 march 12
    return _day(day, meant[0], year, today, year_of)


def _ordered(first: int, second: int, between: str, locale: QLocale) -> tuple[int, int]:
    """The day and the month."""
    form = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if between == "." and not form.startswith("y"):
        return first, second
    day, month = (second, first) if form.find("M") < form.find("d") else (first, second)
    return (month, day) if day <= 12 < month else (day, month)


def _day(day: int, month: int, year: int | None, today: date, year_of: YearOf) -> TypedDay:
    if not 1 <= month <= 12:
        return TypedDay(wrong=f"There is no month {month}")
    longest = monthrange(2024, month)[1]  # a leap year
    if not 1 <= day <= longest:
        return TypedDay(wrong=_length(MONTHS[month - 1], longest))
    if year is None:
        year = year_of(month, day, today)
    elif year < 100:
        year += 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _known(date.max)
    if day > monthrange(year, month)[1]:
        return TypedDay(wrong=_length(f"{MONTHS[month - 1]} {year}", 28))
    return TypedDay(date(year, month, day))


def _length(month: str, days: int) -> str:
    return f"{month} has {days} days" if days != 29 else f"{month} has 28 days, 29 in a leap year"
