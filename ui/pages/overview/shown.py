"""What the page shows, read in one go: the period, what it is compared with, and the days around a single day."""

from __future__ import annotations

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period
from app.services.statistics import Statistics

DAYS_BEFORE = 13
"""A single day stands among so many before it."""

MOST_DAYS = 92
"""A longer period is drawn by its months."""


class Shown(Struct, frozen=True):
    """`days` has the period's days; those before a single one, too."""

    answer: Answer
    compared: Answer | None
    days: Answer


async def read_shown(statistics: Statistics, period: Period, compared: Period | None) -> Shown:
    """Raises what `Statistics.of` does."""
    answer = await statistics.of(period)
    days = answer
    if period.length == 1:
        days = await statistics.of(Period(period.first - DAYS_BEFORE * ONE_DAY, period.last))
    return Shown(answer, await statistics.of(compared) if compared else None, days)
