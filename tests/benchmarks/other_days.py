"""*Look on other days* and *Week*: of the 29 days around today from the desk's own file, with 330 visits each, and the
search of all days from our own server, with a year of 10,000 visits a month, over SQLite and over a PostgreSQL of its
own.

The server is asked in this process, without a socket. Prints the median of each in milliseconds; the budget is 50.
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
from sqlalchemy import delete, insert, select

from app.models.lists import meetings_list
from app.models.moments import ONE_DAY
from app.models.text.sought import sought
from app.server import occurrences
from app.server.bodies.wire import written
from app.server.context import ServerContext
from app.server.statistics import kept_visits
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.meetings import occurrences as times_of_meetings
from app.server.storage.tables.site import facts
from app.server.visits.sought_words import settle_words
from app.services.visits.day import NEAR
from app.services.visits.other_days import A_WEEK, MOST
from app.store.account import account_of
from app.store.days.stored_days import StoredDays
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from app.store.rescue.rescue import opened
from tests.benchmarks.server_asked import median, over_each_database
from tests.fake_server import page_json
from tests.server.asking import desk_of

NOW = datetime(2026, 3, 31, 10, tzinfo=UTC)
TODAY = NOW.date()
A_DAY, AT_ONE_MEETING = 330, 5
DAYS = 365
AT_ONCE = 2_000
BUDGET = 50
QUESTIONS = {
    "what many are called": "surname1",
    "what few are called": "name12 surname345",
    "nobody": "xylophone",
    "a telephone number": "470123",
}


def main() -> None:
    asyncio.run(_own_file())
    for name, application in over_each_database(_fill, now=lambda: NOW):
        asyncio.run(_ask(application, name))


async def _ask(application: FastAPI, database: str) -> None:
    async with desk_of(application) as desk:
        for name, typed in QUESTIONS.items():
            took, answer = await median(lambda typed=typed: desk.get("/vm/visits", params={"q": typed}))
            _say(f"{database}, {name}", took, len(answer.raise_for_status().json()["visits"]))


def _say(what: str, took: float, found: int) -> None:
    print(f"{what}: {took:.1f} ms of {found} (budget {BUDGET})", flush=True)


def _fill(application: FastAPI) -> None:
    """One meeting as the server writes it, again and again, many at once; then what follows from them."""
    asyncio.run(_make_one(application))
    _write(application.state.context)


async def _make_one(application: FastAPI) -> None:
    body = {"title": "Survey", "hostId": "Ada Lee", "startAt": "2026-03-31T09:00:00Z", "endAt": "2026-03-31T10:00:00Z"}
    people = [{"firstName": "Bo", "lastName": "Ek", "companyName": "Acme"}] * AT_ONE_MEETING
    async with desk_of(application) as desk:
        (await desk.post("/vm/meetings", json=body | {"visitors": people})).raise_for_status()


def _write(context: ServerContext) -> None:
    with context.database.reading() as connection:
        example = json.loads(connection.scalar(select(meetings.c.document)) or b"")
    every = _documents(example)
    while some := [*islice(every, AT_ONCE)]:
        with context.database.writing() as connection:
            rows = [{"id": one["id"], "repeats": False, "document": written(one)} for one, _ in some]
            connection.execute(insert(meetings), rows)
            times = [row for one, span in some for row in occurrences.rows(one["id"], [span])]
            connection.execute(insert(times_of_meetings), times)
    with context.database.writing() as connection:
        connection.execute(delete(facts).where(facts.c.name.in_(("visits", "sought_visitors"))))
        kept_visits.settle(connection, context.zone, TODAY)
        settle_words(connection)


def _documents(example: dict[str, Any]) -> Iterator[tuple[dict[str, Any], occurrences.Span]]:
    chance = random.Random(7)
    for number in range(DAYS * A_DAY // AT_ONE_MEETING):
        day = TODAY - number % DAYS * ONE_DAY
        starts = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=chance.randrange(7, 17))
        ends = starts + timedelta(hours=1)
        people = [
            one
            | {
                "id": f"V-{number}-{place}",
                "firstname": f"Name{chance.randrange(1000)}",
                "lastname": f"Surname{chance.randrange(1000)}",
                "mobile": f"+32 {chance.randrange(450_000_000, 500_000_000)}",
            }
            for place, one in enumerate(example["visitors"])
        ]
        codes = {one["id"]: f"{one['id']}-code" for one in people}
        told = {"startAt": starts.isoformat(), "endAt": ends.isoformat(), "visitors": people, "visitorCodes": codes}
        span = occurrences.Span(int(starts.timestamp()), int(ends.timestamp()))
        yield example | {"id": f"M-{number}"} | told, span


async def _own_file() -> None:
    first, last = TODAY - NEAR, TODAY + NEAR
    with tempfile.TemporaryDirectory() as folder:
        database, _ = opened(Path(folder) / "foyer.sqlite3")
        account = account_of(database, "https://desk.example", "CO-1")
        lists, stored = Lists(database, account), StoredDays(database, account)
        lists.settle("Europe/Brussels", timedelta(minutes=15))
        for number in range((last - first).days + 1):
            day = first + number * ONE_DAY
            pieces = _meetings(day)
            await lists.apply(Answer(meetings_list(day), 1, pieces, str(day).encode(), NOW, day, len(pieces)))
            await lists.day(day)
        for name, typed in QUESTIONS.items():
            took, found = await median(
                lambda typed=typed: stored.find(sought(typed), first, last, without=TODAY, near=TODAY, most=MOST)
            )
            _say(f"the desk's own file, {name}", took, len(found))

        async def week() -> int:
            counts = [await stored.count(TODAY + number * ONE_DAY, NOW) for number in range(A_WEEK)]
            return sum(one.expected for one in counts if one)

        _say("the desk's own file, the counts of a week", *await median(week))
        database.close()


def _meetings(day: date) -> tuple[bytes, ...]:
    chance, example = random.Random(day.toordinal()), page_json("meeting")
    visitor = example["visitors"][0]
    return tuple(
        json.dumps(
            example
            | {
                "id": f"M-{number}",
                "startAt": f"{day}T{7 + number % 11:02}:00:00Z",
                "endAt": f"{day}T{8 + number % 11:02}:00:00Z",
                "visitors": [
                    visitor
                    | {
                        "id": "V-1",
                        "firstname": f"Name{chance.randrange(1000)}",
                        "lastname": f"Surname{chance.randrange(1000)}",
                        "mobile": f"+32 {chance.randrange(450_000_000, 500_000_000)}",
                    }
                ],
            }
        ).encode()
        for number in range(A_DAY)
    )


if __name__ == "__main__":
    main()
