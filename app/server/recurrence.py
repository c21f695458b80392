"""When a repeating meeting takes place.

A rule speaks of the clock on the wall: a meeting at 09:00 every Monday stays at 09:00 when summer time comes. A
series is followed for ten years from its first meeting, and each part of its rules is bounded, so that none can run for
ever. It is followed once, when the meeting is made.
"""

from __future__ import annotations

import re
from calendar import isleap, weekday
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule as Rule
from dateutil.rrule import rrulestr

from app.models.moments import utc_stamp
from app.server.bodies.fields import FIRST_YEAR, LAST_YEAR

YEARS = 10
"""Years for which a rule is followed from its first meeting."""

_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
"""Days in the longest period of each frequency: no position in it is beyond that."""

_SHOWN = 60
"""Characters of a part that are repeated in an error."""

_ENDS = ("COUNT", "UNTIL")

MOST_DATES = 1000
"""Of a list of further or left-out dates."""

_DAYS = "MO|TU|WE|TH|FR|SA|SU"
_DATE_TIME = r"\d{8}(T\d{6}Z?)?"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",  # a visit more often than daily is a mistake, and would fill every list
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,4}",
    "UNTIL": _DATE_TIME,
    "WKST": _DAYS,
}
_LISTS = {
    "BYDAY": (53, 28),
    "BYMONTHDAY": (31, 31),
    "BYYEARDAY": (366, 53),
    "BYWEEKNO": (53, 53),
    "BYMONTH": (12, 12),
    "BYSETPOS": (366, 12),
}
"""Of each part that is a list: the highest number in it, counted from either end, and the most values."""


def starts(rrule: str, exrule: str, rdate: str, exdate: str, first: datetime, site: ZoneInfo) -> list[int]:
    """The starts of all occurrences in order, as seconds since 1970. `first` is the first one as the wall clock of
    `site` shows it, naive; it belongs to the series even when the rule alone wouldn't give it. A rule is followed for
    YEARS.

    The four texts are those of RFC 5545, "" for none. Raises ValueError with a few words when one can't be read.
    """
    included = {first, *_repeated(rrule, first, site), *_dates(rdate, first, site)}
    excluded = {*_repeated(exrule, first, site), *_dates(exdate, first, site)}
    return sorted(_seconds(included, site) - _seconds(excluded, site))


def left_out(exdate: str, first: datetime, site: ZoneInfo) -> frozenset[int]:
    """The starts that a list of left-out dates names, as seconds since 1970. Arguments and errors as above."""
    return frozenset(_seconds({*_dates(exdate, first, site)}, site))


def ended(rules: dict[str, str], first: datetime, last: datetime, site: ZoneInfo) -> dict[str, str]:
    """The texts of a series, by the names of `starts`, when no occurrence is to begin after `last`, a moment. `first`
    and `site` as above."""
    rrule = rules.get("rrule", "")
    own = _seconds({*_repeated(rrule, first, site)}, site)
    if own and max(own) > last.timestamp():
        until = utc_stamp(last)
        parts = [part for part in rrule.split(";") if not part.strip().upper().startswith(_ENDS)]
        rrule = ";".join((*parts, f"UNTIL={until}"))
    dates = [text for text in rules.get("rdate", "").split(",") if _seconds({*_dates(text, first, site)}, site)]
    early = [text for text in dates if max(_seconds({*_dates(text, first, site)}, site)) <= last.timestamp()]
    return {name: text for name, text in (rules | {"rrule": rrule, "rdate": ",".join(early)}).items() if text}


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
    if last < first or not _has_a_position(parts):
        return []
    ahead = _late_year(first.year) - first.year
    try:
        rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=_moved(first, ahead))
        assert isinstance(rule, Rule)  # one rule, so not a set of them
        moments = list(islice(rule.replace(until=_moved(last, ahead)), int(count) if count else None))
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # it checks little
        raise ValueError(f"can't be read: {written}") from error
    return [_moved(moment, -ahead) for moment in moments]


def _has_a_position(parts: dict[str, str]) -> bool:
    """Takes the positions away that no period of the rule has, at each of which the library would look. False when
    there is no other."""
    if "BYSETPOS" not in parts:
        return True
    period = _PERIODS[parts["FREQ"]]
    parts["BYSETPOS"] = ",".join(each for each in parts["BYSETPOS"].split(",") if abs(int(each)) <= period)
    return parts["BYSETPOS"] != ""


def _late_year(first: int) -> int:
    """The last year from which the calendar goes on as from `first`, for as long as a rule is followed. Rules are
    computed there: for a day that never comes, such as 30 February, the library looks until the year 9999."""

    def alike(year: int) -> bool:
        pairs = ((year + index, first + index) for index in range(YEARS + 2))
        return all(isleap(one) == isleap(other) and weekday(one, 1, 1) == weekday(other, 1, 1) for one, other in pairs)

    return next(year for year in range(MAXYEAR - YEARS - 1, first, -1) if alike(year))


def _moved(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.upper().removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = (word.strip() for word in part.partition("="))
        if name in parts or not _is_value(name, value):
            shown = part if len(part) <= _SHOWN else part[:_SHOWN] + "…"
            raise ValueError(f"can't be read at {shown or 'its end'}; a rule is written FREQ=WEEKLY;BYDAY=MO;COUNT=4")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError("has no FREQ, such as FREQ=WEEKLY")
    return parts


def _is_value(name: str, value: str) -> bool:
    """Whether a part of this name may have this value. Raises ValueError for a list that is too long, or that has the
    same value twice."""
    if name not in _LISTS:
        return re.fullmatch(_PARTS.get(name, "(?!)"), value, re.ASCII) is not None
    highest, most = _LISTS[name]
    values = value.split(",")
    if len(values) > most:
        raise ValueError(f"has {len(values)} values in {name}; at most {most} are taken")
    different: set[tuple[int, str]] = set()
    for each in values:
        written = re.fullmatch(r"([+-]?\d{1,3})?([A-Z]*)", each, re.ASCII)
        if not written or not re.fullmatch(_DAYS if name == "BYDAY" else "", written[2]):
            return False
        number = int(written[1] or 0)
        if abs(number) > highest or (number == 0 and (written[1] or name != "BYDAY")):
            return False
        different.add((number, written[2]))
    if len(different) < len(values):
        raise ValueError(f"has a value twice in {name}")
    return True


def distinct(rule: str) -> str:
    """The rule with each value of its lists once."""
    parts = (part.partition("=") for part in rule.split(";"))
    return ";".join(f"{name}{sign}{','.join(dict.fromkeys(values.split(',')))}" for name, sign, values in parts)


def _dates(listed: str, first: datetime, site: ZoneInfo) -> Iterator[datetime]:
    """The wall times of a list of moments and days; a day means the meeting's own time on it."""
    texts = [text for part in listed.upper().split(",") if (text := part.strip())]
    if len(texts) > MOST_DATES:
        raise ValueError(f"has {len(texts)} dates in a list; at most {MOST_DATES} are taken")
    for text in texts:
        if not re.fullmatch(_DATE_TIME, text, re.ASCII):
            raise ValueError(f"is not a list such as 20150302T140000Z,20150309T140000Z: {text}")
        day = _wall(text, site, late=False)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"holds {text}, which is not between {FIRST_YEAR} and {LAST_YEAR}")
        yield day if "T" in text else datetime.combine(day, first.time())


def _wall(text: str, site: ZoneInfo, *, late: bool) -> datetime:
    """A rule's date or time on the wall clock of `site`; a date alone is that day's start, or its end if `late`."""
    try:
        if "T" in text:
            wall = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 the wall clock has no offset
        else:
            wall = datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007
    except ValueError as error:
        raise ValueError(f"holds {text}, which is no date") from error
    if text.endswith("Z") and MINYEAR < wall.year < MAXYEAR:  # the calendar's ends may have no moment elsewhere
        return wall.replace(tzinfo=UTC).astimezone(site).replace(tzinfo=None)
    return wall + timedelta(days=1, seconds=-1) if late and "T" not in text else wall
