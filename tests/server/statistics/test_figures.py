"""Every figure of visits on our own server, against a plain count."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from app.models.statistics.figures import BY
from app.models.statistics.period import Period
from app.server.application import close, create
from app.server.context import ServerContext
from app.server.statistics import kept_counts
from app.server.statistics.answer import answer
from app.server.statistics.past_day import past_day
from tests.plain_counts import as_counted, as_it_stood, plain_count
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE
from tests.server.statistics.year import A_FEW_YEARS, DAYS, FIRST, TODAY, TURNS, Year, present

ZONES = ("Europe/Brussels", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati")
MEETINGS = 12
LATE = timedelta(minutes=15)
PERIODS = (
    Period(FIRST, FIRST + timedelta(DAYS)),
    Period(date(2025, 10, 12), date(2026, 3, 30)),
    Period(date(2026, 3, 1), date(2026, 3, 31)),
    Period(TURNS[1], TURNS[1]),
    Period(TODAY, TODAY),
    Period(date(2026, 4, 3), date(2026, 5, 3)),
    Period(date(2020, 1, 1), date(2020, 12, 31)),
)


@EACH_DATABASE
@A_FEW_YEARS
@given(chance=some.randoms(use_true_random=False), zone=some.sampled_from(ZONES))
def test_each_figure_is_that_of_a_plain_count(request, url, chance, zone):
    if not url.startswith("sqlite"):
        request.getfixturevalue("own_database").forget_rows()
    asyncio.run(compare(url, chance, ZoneInfo(zone)))


async def compare(url: str, chance: random.Random, zone: ZoneInfo) -> None:
    application = create(url, time_zone=zone.key, now=lambda: present(zone))
    async with desk_of(application) as desk:
        year = Year(desk, zone, chance)
        for _ in range(MEETINGS):
            await year.meeting()
        _compare(application.state.context, year, PERIODS)
        kept_counts.keep(application.state.context)
        _compare(application.state.context, year, PERIODS[:3])
        await year.meeting()  # what it changes is counted anew
        _compare(application.state.context, year, PERIODS[:1])
    close(application)


def _compare(context: ServerContext, year: Year, periods: Iterable[Period]) -> None:
    for period in periods:
        with context.database.reading() as connection:
            counted = answer(connection, context, period, BY, int(LATE.total_seconds()))
        plain = plain_count(year.visits.values(), period.first, period.last, year.now, year.zone, LATE)
        assert as_counted(counted) == plain, period
        assert (counted.known, counted.missing) == (tuple(period), ())
        if period.length == 1:
            _compare_as_it_stood(context, year, period.first)


def _compare_as_it_stood(context: ServerContext, year: Year, day: date) -> None:
    for hour in (0, 2, 9, 13, 23):
        at = datetime.combine(day, time(hour, 30), year.zone).astimezone(UTC)
        with context.database.reading() as connection:
            counted = past_day(connection, context, day, BY, int(LATE.total_seconds()), at)
        plain = plain_count(as_it_stood(year.visits.values(), at), day, day, at, year.zone, LATE)
        assert as_counted(counted) == plain, at
        assert (counted.known, counted.missing) == ((day,), ())
