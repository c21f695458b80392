"""Days as Foyer writes and reads them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale

from app.models.text.day_words import MONTHS as MONTHS
from app.models.text.day_words import WEEK as WEEK
from app.models.text.day_words import whole_day as whole_day

LONGEST_ZONE = 40
"""Characters of an unknown zone that are shown."""

_DAYS = tuple(name[:3] for name in WEEK)
FIRST_YEAR, LAST_YEAR = 1970, 2999


def short_day(day: date, today: date) -> str:
    """ "Today", "Wed 11 Mar", or with its year when that isn't this year."""
    return _day(day, today, MONTHS[day.month - 1][:3])


def long_day(day: date, today: date) -> str:
    """ "Today", "Wed 11 March", or with its year when that isn't this year."""
    return _day(day, today, MONTHS[day.month - 1])


def printed_words(site: str, moment: datetime) -> str:
    """ "Northgate House · printed on Thursday 12 March 2026, 11:24"; `moment` is in the site's zone."""
    return f"{site} · printed on {whole_day(moment.date())}, {moment:%H:%M}"


def day_in_words(day: date) -> str:
    """ "11 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date) -> str:
    """ "Wed 11 Mar"."""
    return f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def span_words(first: date, last: date, *, short: bool = False) -> str:
    """ "9 – 15 March 2026", "30 March – 5 April 2026"; with `short` names of months "27 Feb – 12 Mar 2026"."""
    begins, ends = (MONTHS[day.month - 1][: 3 if short else None] for day in (first, last))
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if not year and first.month == last.month else f" {begins}"
    return f"{first.day}{month}{year} – {last.day} {ends} {last.year}"


def day_in_field(day: date) -> str:
    """ "11 Mar 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def moment_in_field(moment: datetime) -> str:
    """ "Wed 11 Mar 2026  14:30"."""
    return f"{_DAYS[moment.weekday()]} {day_in_field(moment.date())}  {moment:%H:%M}"


def since_words(moment: datetime, today: date) -> str:
    """ "" of today, "since yesterday", or "since Tue 10 Mar"; `moment` is in the zone in which it is to be read."""
    days = (today - moment.date()).days
    if days < 1:
        return ""
    return "since yesterday" if days == 1 else f"since {day_and_month(moment.date())}"


def moment_words(moment: datetime, today: date) -> str:
    """ "Today, 09:12" or "Tue 10 March, 16:47"; `moment` is in the zone in which it is to be read."""
    return f"{long_day(moment.date(), today)}, {moment:%H:%M}"


def time_words(moment: datetime, today: date) -> str:
    """ "08:52", or "Tue 10 Mar, 08:52" of another day; `moment` is in the zone in which it is to be read."""
    return f"{moment:%H:%M}" if moment.date() == today else f"{day_and_month(moment.date())}, {moment:%H:%M}"


def duration_words(lasted: timedelta) -> str:
    """ "27 min", "2 h 05"."""
    hours, minutes = divmod(int(lasted.total_seconds()) // 60, 60)
    return f"{hours} h {minutes:02}" if hours else f"{minutes} min"


def stay_words(lasted: timedelta) -> str:
    """ "27 min", "1 h 13 min": how long somebody was here."""
    hours, minutes = divmod(max(0, int(lasted.total_seconds())) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def read_day(typed: str, locale: QLocale) -> date | None:
    """What was typed as 2026-03-11, as "11 Mar 2026", or short as in `locale`; None when it is no day."""
    try:
        day: date | None = date.fromisoformat(typed.strip())
    except ValueError:
        day = _named(typed) or _local(typed, locale)
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _day(day: date, today: date, month: str) -> str:
    if day == today:
        return "Today"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {month}{year}"


def _named(typed: str) -> date | None:
    parts = typed.replace(",", " ").split()
    if len(parts) == 4 and parts[0].title()[:3] in _DAYS:
        parts = parts[1:]
    if len(parts) != 3 or len(parts[1]) < 3:
        return None
    month = next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(parts[1].lower())), 0)
    return _date(parts[2], month, parts[0])


def _local(typed: str, locale: QLocale) -> date | None:
    """Three numbers in the order of the locale's short format, with dots the day first; 26 is 2026."""
    numbers = re.split(r"\D+", typed.strip(" ."))
    if len(numbers) != 3 or not all(numbers):
        return None
    form = locale.dateFormat(QLocale.FormatType.ShortFormat)
    by_locale = "." not in typed or form.startswith("y")
    parts = dict(zip(sorted("dMy", key=form.find) if by_locale else "dMy", numbers, strict=True))
    year = f"20{parts['y']}" if len(parts["y"]) == 2 else parts["y"]
    return _date(year, int(parts["M"]), parts["d"])


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except (ValueError, OverflowError):
        return None


def unknown_zone_words(unknown: str, instead: str) -> str:
    """That nobody knows the time zone `unknown`, which the server sent, and that all is shown in the zone `instead`."""
    return (
        f"The server says that this site is in the time zone “{unknown[:LONGEST_ZONE]}”, which Foyer doesn't know. All"
        f" times are those of {instead}; the setting time_zone can name another."
    )
