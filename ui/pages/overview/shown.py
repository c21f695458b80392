"""What the page shows, read in one go: the period, what it is compared with, and the days around a single day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

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
    """`days` has the period's days; those before a single one, too. `whole` says that the server was asked, if it is
    one that counts."""

    answer: Answer
    compared: Answer | None
    days: Answer
    whole: bool


async def read_here(statistics: Statistics, period: Period, compared: Period | None) -> Shown | None:
    """What this desk's file has, without waiting for any server; None where it lacks a day of the period. Raises what
    `Statistics.here` does."""
    shown = await _read(statistics.here, period, compared, whole=False)
    return None if shown.answer.missing else shown


async def read_shown(statistics: Statistics, period: Period, compared: Period | None) -> Shown:
    """Raises what `Statistics.of` does."""
    return await _read(statistics.of, period, compared, whole=True)


async def _read(
    of: Callable[[Period], Awaitable[Answer]], period: Period, compared: Period | None, *, whole: bool
) -> Shown:
    answer = await of(period)
    days = answer
    if period.length == 1:
        days = await of(Period(period.first - DAYS_BEFORE * ONE_DAY, period.last))
    return Shown(answer, await of(compared) if compared else None, days, whole)
