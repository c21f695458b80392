"""What *Overview* says about days, lengths of time, and how a figure differs from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period
from ui.wording.dates import MONTHS, day_and_month, day_in_field, span_words, whole_day
from ui.wording.people_words import names_words

MOST_NAMED = 4
"""Runs of days that are named; of more the first are, and the others counted."""

_DAY = 24 * 3600

_REACH = "The server counts visits up to about a year ahead."


class Difference(Struct, frozen=True):
    """`tone` is "good" or "bad" where more is one of them, else ""."""

    sign: str
    words: str
    tone: str = ""

    @property
    def signed(self) -> str:
        return f"{self.sign} {self.words}"


def count_difference(now: int, then: int, than: str, *, more_is: str = "") -> Difference:
    """Of two counts: "▲ 12 more than Thu 5 Mar"."""
    more = now - then
    if not more:
        return Difference("=", f"as many as {than}")
    word = "more" if more > 0 else "fewer"
    return Difference("▲" if more > 0 else "▼", f"{abs(more):,} {word} than {than}", _tone(more, more_is))


def delay_difference(now: float | None, then: float | None, than: str) -> Difference | None:
    """Of two delays in seconds, to the minute; None where one of them isn't known."""
    if now is None or then is None:
        return None
    more = round(now / 60) - round(then / 60)
    if not more:
        return Difference("=", f"as {than}")
    word = "later" if more > 0 else "earlier"
    return Difference("▲" if more > 0 else "▼", f"{length_words(abs(more) * 60)} {word} than {than}")


def _tone(more: float, more_is: str) -> str:
    opposite = {"good": "bad", "bad": "good"}
    return more_is if more > 0 else opposite.get(more_is, "")


def length_words(seconds: float) -> str:
    """ "35 min", "1 h 35 min", "3 days 4 h": to the minute, or of days to the hour."""
    minutes = round(seconds / 60)
    days, hours = divmod(round(seconds / 3600), 24)
    if seconds >= 2 * _DAY:
        return f"{days} days {hours} h" if hours else f"{days} days"
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def early_or_late(seconds: float) -> tuple[str, str]:
    """How long after the expected time visitors came on average, and what that means: "4 min", "later than …"."""
    minutes = round(seconds / 60)
    if not minutes:
        return "0 min", "on time, on average"
    return length_words(abs(seconds)), f"{'later' if minutes > 0 else 'earlier'} than expected, on average"


def share_words(part: float | None) -> str:
    """ "8 %", or "under 1 %" of what isn't nothing. `part` is from 0 to 1, None of nothing."""
    percent = 100 * (part or 0)
    return "under 1 %" if 0 < percent < 1 else f"{percent:.0f} %"


def period_words(period: Period) -> str:
    """ "Thursday 12 March 2026", or "27 Feb – 12 Mar 2026"."""
    one_day = period.first == period.last
    return whole_day(period.first) if one_day else span_words(period.first, period.last, short=True)


def than_words(period: Period, today: date) -> str:
    """What is compared with, inside of a sentence: "Thu 5 Mar", "13 – 26 Feb 2026"."""
    if period.first != period.last:
        return period_words(period)
    year = "" if period.first.year == today.year else f" {period.first.year}"
    return day_and_month(period.first) + year


def peak_words(moment: datetime, period: Period, today: date) -> str:
    """When that was: "at 10:26" of the only day, else "on Thu 12 Mar at 10:26". `moment` is in the site's zone."""
    day = moment.date()
    if period == Period(day, day):
        return f"at {moment:%H:%M}"
    return f"on {than_words(Period(day, day), today)} at {moment:%H:%M}"


def days_words(days: Iterable[date], *, years: bool = False) -> str:
    """Runs of days: "1 – 3 Mar, 5 Mar and 12 others", with `years` "1 – 3 Mar 2026 and 5 Mar 2026"."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and runs[-1][1] == day - ONE_DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    named = [_run_words(first, last, years=years) for first, last in runs[:MOST_NAMED]]
    others = sum((last - first).days + 1 for first, last in runs[MOST_NAMED:])
    if others:
        return f"{', '.join(named)} and {others} {'other' if others == 1 else 'others'}"
    return names_words(named)


def missing_words(answer: Answer) -> str:
    """Which days of its period weren't counted, and why; "" where all were."""
    missing, period = answer.missing, answer.period
    if not missing:
        return ""
    one = period.length == 1
    ahead = answer.tickets is not None  # a server counted, and lacks no other days
    if len(missing) < period.length:
        others = period.length - len(missing)
        named = days_words(missing, years=period.first.year != period.last.year)
        are = "is" if len(missing) == 1 else "are"
        return (
            f"{len(missing):,} of these {period.length:,} days {are} missing: {named}. {f'{_REACH} ' if ahead else ''}"
            f"The figures are those of the {'one day that is known' if others == 1 else f'other {others:,}'}."
        )
    if ahead:
        return f"{'This day is' if one else 'These days are'} too far ahead to be counted. {_REACH}"
    if one:
        return f"This desk knows nothing of {day_and_month(period.first)}: it never heard of that day's meetings."
    return "This desk knows nothing of these days: it never heard of their meetings."


def _run_words(first: date, last: date, *, years: bool) -> str:
    if years:
        return day_in_field(first) if first == last else span_words(first, last, short=True)
    end = f"{last.day} {MONTHS[last.month - 1][:3]}"
    if first == last:
        return end
    return f"{first.day} – {end}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1][:3]} – {end}"


def working_average(counts: Iterable[tuple[date, int]]) -> float | None:
    """Of the days from Monday to Friday; None where there is none."""
    working = [count for day, count in counts if day.weekday() < 5]
    return sum(working) / len(working) if working else None
