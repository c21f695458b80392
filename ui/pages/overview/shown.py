"""What the page shows, read in one go: the period, what it is compared with, and the days around a single day."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.models.statistics.figures import BY, Answer
from app.models.statistics.period import Period
from app.services.statistics import Statistics

DAYS_BEFORE = 13
"""A single day stands among so many before it."""


class Wanted(Struct, frozen=True):
    """`compared` is counted up to the moment `until`, in UTC; whole where that is None."""

    period: Period
    compared: Period | None
    until: datetime | None


class Shown(Struct, frozen=True):
    """`days` has the period's days; those before a single one, too. `whole` says that the server was asked, if it is
    one that counts; `reached` that it answered."""

    wanted: Wanted
    answer: Answer
    compared: Answer | None
    days: Answer
    whole: bool
    reached: bool


async def read_here(statistics: Statistics, wanted: Wanted) -> Shown | None:
    """What this desk's file has, without waiting for any server; None where it lacks a day of the period, and a
    server that isn't away will say more. Raises what `Statistics.here` does."""
    shown = await _read(statistics, statistics.here, wanted, None)
    return None if shown.answer.missing and not statistics.is_away else shown


async def read_shown(statistics: Statistics, wanted: Wanted, before: Shown | None) -> Shown:
    """`before` is what was shown until now, if nothing but the clock changed since. Raises what `Statistics.of`
    does."""
    return await _read(statistics, statistics.of, wanted, before, whole=True)


class _Of(Protocol):
    async def __call__(self, period: Period, by: Collection[str] = BY, *, at: datetime | None = None) -> Answer: ...


async def _read(statistics: Statistics, of: _Of, wanted: Wanted, before: Shown | None, *, whole: bool = False) -> Shown:
    period, compared = wanted.period, wanted.compared

    async def earlier() -> Answer | None:
        if before and before.whole and before.reached and wanted.until is None and before.wanted == wanted:
            return before.compared  # what is over is as it was
        return await of(compared, ("tickets",), at=wanted.until) if compared else None

    async def around() -> Answer | None:
        if period.length > 1:
            return None
        return await of(Period(period.first - DAYS_BEFORE * ONE_DAY, period.last), ("day",))

    answer, than, days = await asyncio.gather(of(period), earlier(), around())
    reached = whole and (answer.tickets is not None or not statistics.asks)
    return Shown(wanted, answer, than, days or answer, whole, reached)
