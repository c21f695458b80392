"""The rows behind a figure of the overview: a page of the visits of a year, and of three, from our own server over
SQLite and over a PostgreSQL of its own; 10,000 visits a month over three years.

The server is asked in this process, without a socket. Prints the median of each in milliseconds; the budget is 100.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from fastapi import FastAPI
from sqlalchemy import delete, insert, select

from app.models.statistics.period import Period
from app.server import occurrences
from app.server.bodies.wire import written
from app.server.context import ServerContext
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.meetings import occurrences as times_of_meetings
from app.server.storage.tables.visits import events, visits
from tests.benchmarks.overview import AT_ONCE, NOW, TODAY, YEARS, rows_of_years
from tests.benchmarks.server_asked import median, over_each_database
from tests.server.asking import desk_of

YEAR = Period(TODAY.replace(year=TODAY.year - 1), TODAY)
SECONDS_A_MEETING = 3600
BUDGET = 100

QUESTIONS: dict[str, tuple[Period, dict[str, str]]] = {
    "the no-shows of a year, first page": (YEAR, {"which": "no-shows"}),
    "the no-shows of a year, page 50": (YEAR, {"which": "no-shows", "page": "50"}),
    "who arrived in a year, first page": (YEAR, {"which": "arrived"}),
    "who arrived in a year, page 500": (YEAR, {"which": "arrived", "page": "500"}),
    "a host's visitors of a year": (YEAR, {"host": "host number 7"}),
    "the no-shows of three years, page 170": (YEARS, {"which": "no-shows", "page": "170"}),
}


def main() -> None:
    for name, application in over_each_database(_fill, now=lambda: NOW):
        asyncio.run(_ask(application, name))


async def _ask(application: FastAPI, database: str) -> None:
    async with desk_of(application) as desk:
        for name, (period, query) in QUESTIONS.items():
            asked = {"from": str(period.first), "to": str(period.last)} | query
            took, answer = await median(lambda asked=asked: desk.get("/vm/statistics/visits", params=asked))
            told = answer.raise_for_status().json()
            print(f"{database}, {name}: {took:.1f} ms, {len(told['visits'])} of {told['total']} (budget {BUDGET})")


def _fill(application: FastAPI) -> None:
    """The rows that are counted, and of the last year the meetings and what was said of them."""
    example = asyncio.run(_make_one(application))
    context: ServerContext = application.state.context
    with context.database.writing() as connection:
        connection.execute(delete(visits))
    every = rows_of_years()
    while some := [*islice(every, AT_ONCE)]:
        of_last = [row for row in some if row["day"] >= str(YEAR.first)]
        with context.database.writing() as connection:
            connection.execute(insert(visits), some)
            if of_last:
                documents = [
                    {"id": row["meeting"], "repeats": False, "document": _meeting(example, row)} for row in of_last
                ]
                connection.execute(insert(meetings), documents)
                connection.execute(insert(times_of_meetings), [time for row in of_last for time in _times(row)])
                connection.execute(insert(events), [event for row in of_last for event in _events(row)])


async def _make_one(application: FastAPI) -> dict[str, Any]:
    body = {"title": "Survey", "hostId": "Ada Lee", "startAt": "2026-03-31T09:00:00Z", "endAt": "2026-03-31T10:00:00Z"}
    async with desk_of(application) as desk:
        visitor = {"firstName": "Bo", "lastName": "Ek", "companyName": "Acme"}
        (await desk.post("/vm/meetings", json=body | {"visitors": [visitor]})).raise_for_status()
    with application.state.context.database.reading() as connection:
        return dict(json.loads(connection.scalar(select(meetings.c.document)) or b""))


def _meeting(example: dict[str, Any], row: dict[str, Any]) -> bytes:
    starts, ends = (_moment(row["expected_at"] + later) for later in (0, SECONDS_A_MEETING))
    visitor = example["visitors"][0] | {"id": row["visitor"], "companyName": row["company_label"]}
    return written(example | {"id": row["meeting"], "startAt": starts, "endAt": ends, "visitors": [visitor]})


def _times(row: dict[str, Any]) -> list[dict[str, Any]]:
    span = occurrences.Span(row["expected_at"], row["expected_at"] + SECONDS_A_MEETING)
    return [*occurrences.rows(row["meeting"], [span])]


def _events(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind, at in (("check-in", row["came_at"]), ("check-out", row["left_at"])):
        if at is not None:
            named = {name: row[name] for name in ("day", "meeting", "visitor")}
            more = {"kind": kind, "happened_at": at * 1_000_000, "undoes": "", "desk": "Desk 1"}
            yield named | more | {"id": f"{row['visitor']}-{kind}"}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


if __name__ == "__main__":
    main()
