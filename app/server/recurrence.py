"""When a repeating meeting takes place.

A rule speaks of the clock on the wall: a meeting at 09:00 every Monday stays at 09:00 when summer time comes. A
series is followed for ten years from its first meeting, so that no rule can run for ever.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule as Rule
from dateutil.rrule import rrulestr

YEARS = 10
"""Years for which a rule is followed from its first meeting."""

_AHEAD = 7600
"""Rules are computed so many years later, a multiple of the 400 after which the calendar repeats itself, weekdays too.
For a day that never comes, such as 30 February, the library looks until the year 9999: so it gives up after 400 years
and not after 8000."""

_DAYS = "(MO|TU|WE|TH|FR|SA|SU)"
_INTEGERS = r"[+-]?\d{1,3}(,[+-]?\d{1,3})*"
_DATE_TIME = r"\d{8}(T\d{6}Z?)?"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",  # a visit more often than daily is a mistake, and would fill every list
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,4}",
    "UNTIL": _DATE_TIME,
    "BYDAY": rf"[+-]?\d{{0,2}}{_DAYS}(,[+-]?\d{{0,2}}{_DAYS})*",
    "BYMONTHDAY": _INTEGERS,
    "BYYEARDAY": _INTEGERS,
    "BYWEEKNO": _INTEGERS,
    "BYMONTH": _INTEGERS,
    "BYSETPOS": _INTEGERS,
    "WKST": _DAYS,
}


@lru_cache(maxsize=512)
def starts(rrule: str, exrule: str, rdate: str, exdate: str, first: datetime, zone: str) -> array[int]:
    """The starts of all occurrences in order, as seconds since 1970. `first` is the first one as the wall clock of
    `zone` shows it, naive; it belongs to the series even when the rule alone wouldn't give it. A rule is followed for
    YEARS.

    The four texts are those of RFC 5545, "" for none. Raises ValueError with a few words when one can't be read.
    """
    site = ZoneInfo(zone)
    included = {first, *_repeated(rrule, first, site), *_dates(rdate, first, site)}
    excluded = {*_repeated(exrule, first, site), *_dates(exdate, first, site)}
    return array("q", sorted(_seconds(included, site) - _seconds(excluded, site)))


def _seconds(walls: set[datetime], site: ZoneInfo) -> set[int]:
    """The wall times as moments, seconds since 1970: in the night in which clocks go forward, 02:30 and 03:30 are
    one."""
    return {int(wall.replace(tzinfo=site).timestamp()) for wall in walls}


def _repeated(written: str, first: datetime, site: ZoneInfo) -> list[datetime]:
    if not written:
        return []
    parts = _parts(written)
    count = parts.pop("COUNT", None)
    until = parts.pop("UNTIL", None)
    last = first + timedelta(days=366 * YEARS)
    if until:
        last = min(last, _wall(until, site, late=True))
    try:
        rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=_moved(first, _AHEAD))
        assert isinstance(rule, Rule)  # one rule, so not a set of them
        moments = list(islice(rule.replace(until=_moved(last, _AHEAD)), int(count) if count else None))
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # it checks little
        raise ValueError(f"can't be read: {written}") from error
    return [_moved(moment, -_AHEAD) for moment in moments]


def _moved(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.upper().removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = (word.strip() for word in part.partition("="))
        if name in parts or not re.fullmatch(_PARTS.get(name, "(?!)"), value, re.ASCII):
            raise ValueError(f"can't be read at {part or 'its end'}; a rule is written FREQ=WEEKLY;BYDAY=MO;COUNT=4")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError("has no FREQ, such as FREQ=WEEKLY")
    return parts


def _dates(listed: str, first: datetime, site: ZoneInfo) -> Iterator[datetime]:
    """The wall times of a list of moments and days; a day means the meeting's own time on it."""
    for text in filter(None, (part.strip() for part in listed.upper().split(","))):
        if not re.fullmatch(_DATE_TIME, text, re.ASCII):
            raise ValueError(f"is not a list such as 20150302T140000Z,20150309T140000Z: {text}")
        day = _wall(text, site, late=False)
        yield day if "T" in text else datetime.combine(day, first.time())


def _wall(text: str, site: ZoneInfo, *, late: bool) -> datetime:
    """A rule's date or time on the wall clock of `site`; a date alone is that day's start, or its end if `late`."""
    try:
        if text.endswith("Z"):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(site).replace(tzinfo=None)
        if "T" in text:
            return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 the wall clock has no offset
        day = datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007
    except (ValueError, OverflowError) as error:
        raise ValueError(f"holds {text}, which is no date") from error
    return day + timedelta(days=1, seconds=-1) if late else day
