"""How long tickets may take, and when somebody works on them, as a person writes it in a setting. Each reader raises
ValueError with what would be right."""

from __future__ import annotations

import re
from datetime import time

from app.settings.values import HOURS

WORKED = "Mon-Fri 08:00-18:00"
"""What is said where nobody says otherwise."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PRIORITIES = ("low", "medium", "high")
_TICKET_HOURS = re.compile(rf"({'|'.join(_PRIORITIES)})\s+(\d{{1,4}}(?:\.\d)?)")
_PART = re.compile(rf"({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))?((?:\s+{HOURS.pattern})+)")


def ticket_hours_in(text: str) -> dict[str, float]:
    """Hours of work by the priorities, of a text such as "high 8, medium 24". Raises ValueError for anything
    else."""
    found = [_TICKET_HOURS.fullmatch(part.strip()) for part in text.lower().split(",")] if text.strip() else []
    hours = {one[1]: float(one[2]) for one in found if one is not None and float(one[2])}
    if len(hours) < len(found):
        raise ValueError("they are hours by priority, such as high 8, medium 24, low 80")
    return hours


def checked_ticket_hours(text: str) -> str:
    """The text as it is. Raises as `ticket_hours_in`."""
    ticket_hours_in(text)
    return text


def worked_in(text: str) -> dict[int, tuple[tuple[time, time], ...]]:
    """From when to when is worked on each day, Monday is 0, of a text such as "Mon-Fri 08:00-12:00 13:00-17:00, Sat
    09:00-12:00". 00:00 as an end is that of the day. Raises ValueError for anything else, for a day that stands there
    twice, and for hours that aren't one after the other."""
    days: dict[int, tuple[tuple[time, time], ...]] = {}
    for part in text.lower().split(","):
        found = _PART.fullmatch(part.strip())
        first = _DAYS.index(found[1]) if found else 0
        last = _DAYS.index(found[2] or found[1]) if found else -1
        spans = _spans(found[3]) if found else ()
        if last < first or not spans or any(day in days for day in range(first, last + 1)):
            raise ValueError("they are days and times of day, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00")
        days |= dict.fromkeys(range(first, last + 1), spans)
    return days


def _spans(text: str) -> tuple[tuple[time, time], ...]:
    """() unless each begins before it ends, and after the one before has ended."""
    spans = tuple((time.fromisoformat(one[:5]), time.fromisoformat(one[6:])) for one in text.split())
    order = [each for span in spans for each in span]
    ends_at_midnight = order[-1] == time()
    clocks = order[:-1] if ends_at_midnight else order
    return spans if clocks == sorted(set(clocks)) else ()


def checked_working_hours(text: str) -> str:
    """The text as it is. Raises as `worked_in`."""
    worked_in(text)
    return text
