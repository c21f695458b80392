"""The rules of a zone as a calendar carries them along, for programs that don't know it by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.calendars.weekdays import weekday_places

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_YEARS = 10


class Turn(Struct, frozen=True):
    """The clocks are turned. `wall` is what they show then, before they are; offsets are those before and after."""

    wall: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str


def timezone_of(zone: ZoneInfo, year: int) -> Timezone:
    """The zone from the beginning of `year` on. Turns that come by a rule, such as on the last Sunday of March, are
    written as that; others one by one, for ten years."""
    from icalendar import Timezone, TimezoneStandard

    written = Timezone()
    written.add("tzid", zone.key)
    first = datetime(year, 1, 1, tzinfo=zone)
    turns = _turns_of(zone, year)
    by_rule = _by_rule(turns)
    if not by_rule:
        offset = first.utcoffset() or timedelta()
        start = TimezoneStandard()
        start.add("dtstart", first.replace(tzinfo=None))
        start.add("tzoffsetfrom", offset)
        start.add("tzoffsetto", offset)
        start.add("tzname", first.tzname() or zone.key)
        written.add_component(start)
    for turn in turns[:2] if by_rule else [turn for turn in turns if turn.wall.year >= year]:
        written.add_component(_observance(turn, repeats=by_rule))
    return written


def _observance(turn: Turn, *, repeats: bool) -> TimezoneDaylight | TimezoneStandard:
    from icalendar import TimezoneDaylight, TimezoneStandard, vRecur

    written = TimezoneDaylight() if turn.is_summer else TimezoneStandard()
    written.add("dtstart", turn.wall)
    written.add("tzoffsetfrom", turn.before)
    written.add("tzoffsetto", turn.after)
    written.add("tzname", turn.name)
    if repeats:
        written.add("rrule", vRecur.from_ical(f"FREQ=YEARLY;BYMONTH={turn.wall.month};BYDAY={_place(turn)}"))
    return written


@lru_cache(maxsize=64)
def _turns_of(zone: ZoneInfo, year: int) -> tuple[Turn, ...]:
    """Of thousands of letters to the visitors of a day each has the same."""
    return tuple(_turns(zone, year))


def _turns(zone: ZoneInfo, year: int) -> Iterator[Turn]:
    """Every turn of these years, the first one of the year before: it says what counts at the year's beginning."""
    moment = datetime(year - 1, 1, 1, tzinfo=UTC)
    end = datetime(year + _YEARS, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            yield _turn(zone, moment, later)
        moment = later


def _turn(zone: ZoneInfo, earlier: datetime, later: datetime) -> Turn:
    """The turn between two moments, to the minute."""
    before = earlier.astimezone(zone).utcoffset()
    while later - earlier > timedelta(minutes=1):
        middle = earlier + timedelta(minutes=(later - earlier) // timedelta(minutes=2))
        if middle.astimezone(zone).utcoffset() == before:
            earlier = middle
        else:
            later = middle
    after = later.astimezone(zone)
    offset = after.utcoffset()
    assert before is not None
    assert offset is not None
    return Turn((later + before).replace(tzinfo=None), before, offset, bool(after.dst()), after.tzname() or zone.key)


def _by_rule(turns: Sequence[Turn]) -> bool:
    """Whether there are two in a year, each on the same weekday of its month at the same hour."""
    ways = {(turn.wall.month, _place(turn), turn.wall.time(), turn.before, turn.after) for turn in turns}
    return len(ways) == 2 and len(turns) >= 2 * _YEARS


def _place(turn: Turn) -> str:
    """Of two ways to say it the one that holds in every year: a turn in the last week of a month is on its last day."""
    places = weekday_places(turn.wall.date())
    return places[-1]
