"""How a meeting repeats, in words: "Every Tuesday, 4 times"."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.models.calendars.weekdays import CODES
from app.services.meetings.repeats import WEEKDAYS, Every, Repeats, by_rule, next_dates
from app.services.meetings.series import times
from ui.wording.dates import WEEK, day_and_month, day_in_field
from ui.wording.people_words import names_words

if TYPE_CHECKING:
    from app.models.objects.meeting import Recurrence  # it stands on what the first window doesn't need

_UNITS = {Every.DAY: "day", Every.WEEK: "week", Every.MONTH: "month"}
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_MOST_DAYS = 2
"""So many days left out are named; more are counted."""


def recurrence_words(recurrence: Recurrence | None, start: datetime | None) -> str:
    """Those of a rule that came from anywhere; one that can't be said is told as it is written. `start` is aware of the
    site's zone.
    """
    if recurrence is None:
        return ""
    if start is None or recurrence.exrule or recurrence.rdate:
        return recurrence.rrule
    return rule_words(recurrence.rrule, recurrence.exdate, start)


def next_words(recurrence: Recurrence | None, start: datetime | None, now: datetime) -> str:
    """ "Every 3 months on the 12th, next on Sat 12 Jun"; "" of what doesn't repeat. `start` and `now` are aware of the
    site's zone."""
    words = recurrence_words(recurrence, start)
    if recurrence is None or start is None:
        return words
    following = next((one for one in times(recurrence.model_dump(), start) if one > now), None)
    return f"{words}, next on {date_words(following.date(), now.date())}" if following else f"{words}: no date is left"


def rule_words(rule: str, exdate: str, start: datetime) -> str:
    repeats = Repeats.read(rule, exdate, start)
    return repeat_words(repeats, start) if repeats else rule


def brief_rule_words(rule: str, now: datetime) -> str:
    """ "Every 3 months", where it isn't known when it starts: a day that follows from that alone isn't told. `now` is
    aware of the site's zone."""
    repeats = Repeats.read(rule, "", now)
    if repeats is None or repeats.days or repeats.on or repeats.every is Every.DAY:
        return rule_words(rule, "", now)
    return f"{_period(repeats)}{_end_words(repeats)}"


def series_words(recurrence: Recurrence | None, now: datetime) -> str:
    """ "From a series: every 3 months", of what was made by it. `now` is aware of the site's zone."""
    if recurrence is None:
        return "From a series that was stopped"
    words = brief_rule_words(recurrence.rrule, now)
    return f"From a series: {words[:1].lower()}{words[1:]}"


def repeat_words(repeats: Repeats, start: datetime) -> str:
    return f"{_how_often(repeats, start)}{_end_words(repeats)}{_except_words(repeats.left_out)}"


def unit_words(every: Every, count: int) -> str:
    """ "week", "weeks"."""
    return _UNITS[every] + ("" if count == 1 else "s")


def place_words(on: str, start: date) -> str:
    """The day of a month: "On the 12th", "On the second Thursday"."""
    if on and not on.isdecimal():
        return f"On the {_PLACES[int(on[:-2])]} {WEEK[CODES.index(on[-2:])]}"
    return f"On the {ordinal(int(on or start.day))}"


def ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date_words(day: date, start: date) -> str:
    """ "Tue 24 Mar", with its year where that isn't the start's."""
    return day_and_month(day) + ("" if day.year == start.year else f" {day.year}")


def begin_words(rule: str, exdate: str, start: datetime) -> str:
    """What is to be known before sending where the rule and the start don't agree; "" where they do."""
    try:
        own, meetings = by_rule(rule, start, 1), next_dates(rule, exdate, start, 1)
    except ValueError:
        return ""
    day = start.date()
    if not own:
        return f"The rule ends before the meeting starts, on {date_words(day, day)}: it would not repeat."
    if (first := own[0]).date() != day:
        return (
            f"It starts on {date_words(day, day)}, but the rule begins on {date_words(first.date(), day)}:"
            " move the start there, or choose another rule."
        )
    if meetings and meetings[0].date() != day:
        return f"The start itself is left out: the first meeting is on {date_words(meetings[0].date(), day)}."
    return ""


def _how_often(repeats: Repeats, start: datetime) -> str:
    """ "Every weekday", "Every Tuesday", "Every 2 weeks on Tuesday", "Every month on the 12th"."""
    if repeats.every is Every.WEEK:
        days = repeats.days or (start.weekday(),)
        named = "weekday" if days == WEEKDAYS else names_words([WEEK[day] for day in days])
        return f"Every {named}" if repeats.interval == 1 else f"Every {repeats.interval} weeks on {named}"
    if repeats.every is Every.DAY:
        return _period(repeats)
    return f"{_period(repeats)} {place_words(repeats.on, start).replace('On', 'on', 1)}"


def _period(repeats: Repeats) -> str:
    """ "Every day", "Every 3 months"."""
    count = "" if repeats.interval == 1 else f"{repeats.interval} "
    return f"Every {count}{unit_words(repeats.every, repeats.interval)}"


def _end_words(repeats: Repeats) -> str:
    if repeats.times:
        return ", once" if repeats.times == 1 else f", {repeats.times} times"
    return f", until {day_in_field(repeats.until)}" if repeats.until else ""


def _except_words(left_out: tuple[date, ...]) -> str:
    if len(left_out) > _MOST_DAYS:
        return f", except on {len(left_out)} days"
    return ", except " + names_words([day_and_month(day) for day in left_out]) if left_out else ""
