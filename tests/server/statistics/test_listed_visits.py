"""The visits of a period: exactly those that each figure counts, over a generated year, and page by page."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.models.statistics.period import Period
from app.server.application import close, create
from tests.plain_counts import PlainVisit, plain_count
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE
from tests.server.statistics.year import A_FEW_YEARS, COMPANIES, DAYS, FIRST, HOSTS, TODAY, TURNS, Key, Year, present

ZONES = ("Europe/Brussels", "America/St_Johns", "Pacific/Kiritimati")
LATE = timedelta(minutes=15)
WHOLE = Period(FIRST, FIRST + timedelta(DAYS))
PERIODS = (WHOLE, Period(FIRST + timedelta(100), TODAY), Period(TODAY, TODAY), Period(TURNS[1], TURNS[1]))
PATH = "/vm/statistics/visits"


@EACH_DATABASE
@A_FEW_YEARS
@given(chance=some.randoms(use_true_random=False), zone=some.sampled_from(ZONES))
def test_each_list_has_the_visits_that_its_figure_counts(request, url, chance, zone):
    if not url.startswith("sqlite"):
        request.getfixturevalue("own_database").forget_rows()
    asyncio.run(compare(url, chance, ZoneInfo(zone)))


async def compare(url: str, chance: random.Random, zone: ZoneInfo) -> None:
    application = create(url, time_zone=zone.key, now=lambda: present(zone))
    async with desk_of(application) as desk:
        year = Year(desk, zone, chance)
        for _ in range(12):
            await year.meeting()
        for period in PERIODS:
            counted = {
                key: one
                for key, one in year.visits.items()
                if one.day in period and (one.planned or one.came is not None)
            }
            for query, those in [*_figures(counted, year), *_narrowed(counted, year)]:
                listed = await _listed(desk, period, query)
                expected = sorted(those, key=lambda key: (key[0], those[key].expected, *key[1:]))
                assert [one["id"] for one in listed] == ["/".join(map(str, key)) for key in expected], (period, query)
                moments = [datetime.fromisoformat(one["expectedAt"]) for one in listed]
                assert moments == [those[key].expected for key in expected]
            plain = plain_count(counted.values(), period.first, period.last, year.now, zone, LATE)
            for which, those in _figures(counted, year):
                figure = which["which"].replace("-", "_")
                assert plain.get(figure, len(those)) in (len(those), None), figure
    close(application)


def _figures(counted: dict[Key, PlainVisit], year: Year) -> Iterator[tuple[dict[str, Any], dict[Key, PlainVisit]]]:
    today, in_time = year.now.date(), year.now - LATE
    tests = {
        "all": lambda one: True,
        "expected": lambda one: not (one.walk_in and one.came),
        "arrived": lambda one: one.came,
        "checked-in": lambda one: one.came and not one.walk_in,
        "walk-ins": lambda one: one.came and one.walk_in,
        "no-shows": lambda one: not one.came and one.day < today,
        "on-site": lambda one: one.came and not one.left and one.day == today,
        "left": lambda one: one.left,
        "late": lambda one: not one.came and one.day == today and one.expected <= in_time,
        "to-come": lambda one: not one.came and (one.day > today or (one.day == today and one.expected > in_time)),
    }
    for which, is_one in tests.items():
        yield {"which": which}, {key: one for key, one in counted.items() if is_one(one)}


def _narrowed(counted: dict[Key, PlainVisit], year: Year) -> Iterator[tuple[dict[str, Any], dict[Key, PlainVisit]]]:
    def those(is_one: Any) -> dict[Key, PlainVisit]:
        return {key: one for key, one in counted.items() if is_one(one)}

    def hour(moment: datetime | None) -> int | None:
        return moment.astimezone(year.zone).hour if moment else None

    for each in (0, 3, 9, 10):
        expected = those(lambda one, each=each: not (one.walk_in and one.came) and hour(one.expected) == each)
        yield {"which": "expected", "hour": each}, expected
        yield {"which": "arrived", "hour": each}, those(lambda one, each=each: hour(one.came) == each)
    for host in HOSTS:
        yield {"host": host.casefold()}, those(lambda one, host=host: one.host == host)
    for company in {one.casefold().replace("ç", "c") for one in COMPANIES}:
        query = {"company": company} if company else {"withoutCompany": "1"}
        yield query, those(lambda one, company=company: one.company.casefold() == company)
    yield {"withoutHost": "1"}, {}
    at = datetime.combine(TODAY, time(9, 30), year.zone).astimezone(UTC)
    yield {"at": at.isoformat()}, those(lambda one: one.came and one.came <= at and not (one.left and one.left <= at))


async def _listed(desk: httpx.AsyncClient, period: Period, query: dict[str, Any]) -> list[Any]:
    """All pages of it."""
    listed: list[Any] = []
    query = {"from": str(period.first), "to": str(period.last), "late": "15", "pageSize": "7"} | query
    for page in range(1, 100):
        answer = (await desk.get(PATH, params=query | {"page": str(page)})).raise_for_status().json()
        listed += answer["visits"]
        if len(listed) >= answer["total"]:
            assert (len(listed), answer["limit"]) == (answer["total"], 7)
            return listed
    raise AssertionError("pages without an end")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-03-13&to=2026-03-12", "to is before from"),
        ("from=2026-03-12&to=2026-03-12&hour=24", "hour is more than 23"),
        ("from=2026-03-12&to=2026-03-12&pageSize=201", "pageSize is more than 200"),
        (
            "from=2026-03-12&to=2026-03-12&which=not-told",
            "which is none of all, expected, arrived, checked-in, walk-ins, no-shows, on-site, left, late, to-come",
        ),
    ],
)
async def test_a_list_that_cannot_be_made_is_refused_in_words(desk, query, words):
    answer = await desk.get(f"{PATH}?{query}")
    assert (answer.status_code, answer.json()["error"]) == (400, words)


async def test_a_page_after_the_last_one_is_empty_and_says_how_many_there_are(desk, meet, visitor):
    await meet(visitors=[visitor])
    answer = (await desk.get(f"{PATH}?from=2026-01-01&to=2026-12-31&page=2")).json()
    assert answer == {"total": 1, "limit": 200, "visits": []}


async def test_a_meeting_of_every_night_is_expected_when_it_begins(desk, meet, visitor):
    times = {"startAt": "2026-03-10T22:00:00+01:00", "endAt": "2026-03-11T06:00:00+01:00"}
    await meet(visitors=[visitor], recurrence={"rrule": "FREQ=DAILY;COUNT=3"}, **times)
    answer = (await desk.get(f"{PATH}?from=2026-03-01&to=2026-03-31")).json()
    assert [one["expectedAt"][:16] for one in answer["visits"]] == [f"2026-03-{day}T22:00" for day in (10, 11, 12)]
