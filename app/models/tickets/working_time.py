"""How much time somebody works between two moments, and when so much will have been worked.

Hours are those of the clock on the wall at the site, so a day on which the clock is changed is an hour longer or
shorter where that hour is worked. All moments are aware of their zone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

YEARS = 20
"""Beyond so many years nothing is due."""

Hours = Mapping[int, Sequence[tuple[time, time]]]
"""From when to when is worked on each day of the week, Monday is 0: in order, none touching the next. Midnight as an
end is that of the day; a day that isn't there is free."""


class WorkingTime:
    """The hours and the days off of a site. Seconds are whole ones."""

    def __init__(self, zone: ZoneInfo, hours: Hours, holidays: Set[date] = frozenset()) -> None:
        self._zone = zone
        self._hours = hours
        self._holidays = holidays
        self._years: dict[int, list[int]] = {}

    def worked(self, start: datetime, end: datetime) -> int:
        """Seconds that are worked between the two; 0 when `end` isn't later."""
        year = start.astimezone(self._zone).year
        return max(0, self._until(end, year) - self._until(start, year)) if end > start else 0

    def due_after(self, start: datetime, seconds: int) -> datetime:
        """When so much will have been worked from `start` on, in UTC: `start` for none. Raises ValueError when that
        isn't so within YEARS."""
        if seconds <= 0:
            return start.astimezone(UTC)
        first = start.astimezone(self._zone).year
        missing = self._until(start, first) + seconds
        for year in range(first, first + YEARS):
            sums = self._sums(year)
            if missing <= sums[-1]:
                index = bisect_left(sums, missing) - 1
                return self._within(date(year, 1, 1) + timedelta(index), missing - sums[index])
            missing -= sums[-1]
        raise ValueError("too little is worked for anything to be due")

    def _within(self, day: date, seconds: int) -> datetime:
        for starts, ends in self._spans(day):
            if seconds <= ends - starts:
                return datetime.fromtimestamp(starts + seconds, UTC)
            seconds -= ends - starts
        raise AssertionError(day)

    def _until(self, moment: datetime, year: int) -> int:
        """Seconds that are worked from the start of `year` to a moment that isn't earlier."""
        day = moment.astimezone(self._zone).date()
        before = sum(self._sums(each)[-1] for each in range(year, day.year))
        second = int(moment.timestamp())
        today = sum(max(0, min(ends, second) - starts) for starts, ends in self._spans(day))
        return before + self._sums(day.year)[day.timetuple().tm_yday - 1] + today

    def _sums(self, year: int) -> list[int]:
        """Seconds that are worked in a year before each of its days, and in all of it."""
        if year not in self._years:
            count = (date(year + 1, 1, 1) - date(year, 1, 1)).days
            days = (date(year, 1, 1) + timedelta(number) for number in range(count))
            each = (sum(ends - starts for starts, ends in self._spans(day)) for day in days)
            self._years[year] = list(accumulate(each, initial=0))
        return self._years[year]

    def _spans(self, day: date) -> list[tuple[int, int]]:
        """From when to when is worked on a day, as seconds since 1970. Where the clock shows an hour twice, work begins
        at the first and ends at the second."""
        if day in self._holidays:
            return []
        return [self._span(day, opens, closes) for opens, closes in self._hours.get(day.weekday(), ())]

    def _span(self, day: date, opens: time, closes: time) -> tuple[int, int]:
        last = day if closes > opens else day + timedelta(1)
        return self._second(day, opens, fold=0), self._second(last, closes, fold=1 if last == day else 0)

    def _second(self, day: date, clock: time, *, fold: int) -> int:
        return int(datetime.combine(day, clock.replace(fold=fold), self._zone).timestamp())
