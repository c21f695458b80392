"""The days that something is counted over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from app.models.moments import ONE_DAY

LONGEST = 4 * 366
"""Days of the longest period that is counted."""


class Period(Struct, frozen=True):
    """Days of the site's calendar, from `first` to `last`, both included. `last` isn't before `first`."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + number * ONE_DAY for number in range(self.length))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def before(self) -> Period:
        """The period of the same length that ends the day before this one begins."""
        return Period(self.first - self.length * ONE_DAY, self.first - ONE_DAY)

    def earlier(self, by: timedelta) -> Period:
        """The same days that much earlier."""
        return Period(self.first - by, self.last - by)


def whole_month(day: date) -> Period:
    """The month that a day is in."""
    first = day.replace(day=1)
    return Period(first, (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY)
