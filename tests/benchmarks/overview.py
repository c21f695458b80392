"""The overview's figures: of a month from the desk's own file, and of three years from our own server, over SQLite and
over a PostgreSQL of its own; 10,000 visits a month, and 73,000 tickets.

The server is asked in this process, without a socket. Prints the median of each in milliseconds; the budget is 100.
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import delete, insert

from app.models.lists import meetings_list, visits_list
from app.models.statistics.counting import Now, count
from app.models.statistics.period import Period
from app.server.context import ServerContext
from app.server.statistics import kept_counts
from app.server.storage.tables.visits import visit_counts, visit_days, visits
from app.services.site import Site
from app.store.account import account_of
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from app.store.rescue.rescue import opened
from app.store.statistics.counted import counted
from app.store.statistics.visits import StoredVisits
from tests.benchmarks.server_asked import median, over_each_database
from tests.benchmarks.tickets import fill as fill_tickets
from tests.fake_server import page_json
from tests.server.asking import desk_of

NOW = datetime(2026, 3, 31, 20, tzinfo=UTC)
TODAY = NOW.date()
MONTH = Period(date(2026, 3, 1), TODAY)
YEARS = Period(date(2023, 4, 1), TODAY)
PERIODS = {
    "three years": YEARS,
    "three years that begin in the middle of a month": Period(date(2023, 4, 15), date(2026, 3, 14)),
    "a month": MONTH,
    "a day": Period(TODAY, TODAY),
}
A_DAY = 330
HOSTS, COMPANIES = 200, 1_000
AT_ONCE = 10_000
BUDGET = 100


def main() -> None:
    asyncio.run(_own_file())
    for name, application in over_each_database(_fill, now=lambda: NOW):
        asyncio.run(_ask(application, name))
        with application.state.context.database.writing() as connection:
            connection.execute(delete(visit_days))
            connection.execute(delete(visit_counts))
        asyncio.run(_ask(application, f"{name}, nothing counted yet (no budget)", "three years"))


async def _ask(application: FastAPI, database: str, *only: str) -> None:
    async with desk_of(application) as desk:
        for name in only or PERIODS:
            period = PERIODS[name]
            query = {"from": str(period.first), "to": str(period.last)}
            took, answer = await median(lambda query=query: desk.get("/vm/statistics", params=query))
            print(f"{database}, {name}: {took:.1f} ms of {answer.json()['visits']['arrived']} (budget {BUDGET})")


def _fill(application: FastAPI) -> None:
    """Writes the rows that are counted, many at once."""
    context: ServerContext = application.state.context
    fill_tickets(application)
    every = rows_of_years()
    while some := [*islice(every, AT_ONCE)]:
        with context.database.writing() as connection:
            connection.execute(insert(visits), some)
    kept_counts.keep(context)


def rows_of_years() -> Iterator[dict[str, Any]]:
    """Of each visit that is counted."""
    chance = random.Random(7)
    for day in YEARS:
        midnight = int(datetime.combine(day, datetime.min.time(), UTC).timestamp())
        for number in range(A_DAY):
            hour, host, company = chance.randrange(7, 18), chance.randrange(HOSTS), chance.randrange(COMPANIES)
            expected = midnight + hour * 3600
            came = expected + chance.randrange(-900, 1800) if chance.random() < 0.9 else None
            yield {
                "day": day.isoformat(),
                "meeting": f"M-{day:%y%m%d}{number}",
                "visitor": f"V-{day:%y%m%d}{number}",
                "expected_at": expected,
                "hour": hour,
                "host": f"host number {host}",
                "host_label": f"Host Number {host}",
                "company": f"company {company} ltd",
                "company_label": f"Company {company} Ltd",
                "walk_in": came is not None and chance.random() < 0.05,
                "came_at": came,
                "came_hour": came and came // 3600 % 24,
                "left_at": came and came + chance.randrange(300, 20_000),
            }


async def _own_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database, _ = opened(Path(folder) / "foyer.sqlite3")
        account = account_of(database, "https://desk.example", "CO-1")
        lists, stored = Lists(database, account), StoredVisits(database, account)
        lists.settle("Europe/Brussels", timedelta(minutes=15))
        for day in MONTH:
            for name, pieces in ((meetings_list(day), _meetings(day)), (visits_list(day), _visits(day))):
                await lists.apply(Answer(name, 1, pieces, name.encode(), NOW, day, len(pieces)))
            await lists.day(day)
        site = Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=lambda: NOW)
        now = Now(NOW, TODAY, 15 * 60)

        async def ask() -> Any:
            days = await stored.known(MONTH, TODAY, tells=False)
            rows = await stored.rows(days)
            return await asyncio.to_thread(
                lambda: count(MONTH, counted(rows, site.zone), known=days, now=now, zone=site.zone)
            )

        took, answer = await median(ask)
        print(f"the desk's own file, a month: {took:.1f} ms of {answer.visits.arrived} (budget {BUDGET})")
        database.close()


def _meetings(day: date) -> tuple[bytes, ...]:
    example = page_json("meeting")
    return tuple(
        json.dumps(
            example
            | {
                "id": f"M-{number}",
                "startAt": f"{day}T{7 + number % 11:02}:00:00Z",
                "endAt": f"{day}T{8 + number % 11:02}:00:00Z",
                "visitors": [{**example["visitors"][0], "id": "V-1", "companyName": f"Company {number % 97}"}],
            }
        ).encode()
        for number in range(A_DAY)
    )


def _visits(day: date) -> tuple[bytes, ...]:
    return tuple(
        json.dumps(
            {
                "object": "visit",
                "id": f"{day}/M-{number}/V-1",
                "status": {"id": 3},
                "arrivedAt": f"{day}T{7 + number % 11:02}:05:00Z",
                "leftAt": f"{day}T{8 + number % 11:02}:00:00Z",
            }
        ).encode()
        for number in range(A_DAY)
    )


if __name__ == "__main__":
    main()
