"""Which days *Overview* counts, and which others it compares them with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.models.moments import ONE_DAY, first_of_week
from app.models.statistics.period import Period, whole_month

TODAY, DAYS = "today", "days"
BEFORE, WEEKDAY = "before", "weekday"

PERIODS: Mapping[str, str] = {
    TODAY: "Today",
    "yesterday": "Yesterday",
    "week": "This week",
    "7": "Last 7 days",
    "14": "Last 14 days",
    "30": "Last 30 days",
    "month": "This month",
    "last month": "Last month",
    "year": "This year",
    DAYS: "Other days",
}

COMPARED: Mapping[str, str] = {
    WEEKDAY: "Same weekday a week earlier",
    BEFORE: "The one before",
}


def period_of(name: str, today: date, *, week_begins: int = 1) -> Period:
    """What that name of PERIODS means today. What isn't over yet goes up to today. `week_begins` is 1 for Monday."""
    match name:
        case "yesterday":
            return Period(today - ONE_DAY, today - ONE_DAY)
        case "week":
            return Period(first_of_week(today, week_begins), today)
        case "month":
            return Period(today.replace(day=1), today)
        case "last month":
            return whole_month(today.replace(day=1) - ONE_DAY)
        case "year":
            return Period(today.replace(month=1, day=1), today)
        case _ if name.isdecimal():
            return Period(today - ONE_DAY * (int(name) - 1), today)
        case _:
            return Period(today, today)


def compared_with(choice: str, name: str, period: Period) -> Period | None:
    """The period that COMPARED means by `choice` for one of that name; None for none.

    Of a week, a month or a year that isn't over, the one before is as much of the one before: its rest would make
    every figure look small. Before whole months, be they chosen by their days, are as many whole months.
    """
    if choice == WEEKDAY:
        return period.earlier(timedelta(weeks=-(-period.length // 7)))
    if choice != BEFORE:
        return None
    match name:
        case "week":
            return period.earlier(timedelta(weeks=1))
        case "month":
            end = period.first - ONE_DAY
            return Period(end.replace(day=1), end.replace(day=min(end.day, period.last.day)))
        case "last month":
            return whole_month(period.first - ONE_DAY)
        case "year":
            year = period.first.year - 1
            leaps = (period.last.month, period.last.day) == (2, 29)
            return Period(date(year, 1, 1), date(year, 2, 28) if leaps else period.last.replace(year=year))
        case _ if name == DAYS and period.last == whole_month(period.last).last and period.first.day == 1:
            return _months_before(period)
        case _:
            return period.before()


def _months_before(period: Period) -> Period:
    """As many whole months, those just before these."""
    months = 12 * (period.last.year - period.first.year) + period.last.month - period.first.month + 1
    years, month = divmod(period.first.month - 1 - months, 12)
    return Period(date(period.first.year + years, month + 1, 1), period.first - ONE_DAY)
