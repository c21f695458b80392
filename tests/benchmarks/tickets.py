"""The list of 73,000 tickets, of which 900 are open: how long the desk server takes for a page of it and for a search,
over SQLite and over a PostgreSQL of its own.

It is asked in this process, without a socket. Prints the median of each question in milliseconds; the budget is 50.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from fastapi import FastAPI
from sqlalchemy import insert

from app.server.bodies.ticket_requests import TicketRequest
from app.server.bodies.wire import Document, utc, written
from app.server.context import ServerContext
from app.server.storage.tables.tickets import ticket_documents, tickets
from app.server.tickets import creation, stored
from app.server.tickets.clock import Clock
from tests.benchmarks.server_asked import median, over_each_database
from tests.server.asking import desk_of

TICKETS = 73_000
OPEN = 900
AT_ONCE = 5_000
BUDGET = 50
FIRST = datetime(2021, 1, 1, tzinfo=UTC)
VOCABULARY = """
    water lift door broken light lamp window heating radiator toilet sink leak smell noise projector cable
    badge gate fire alarm carpet chair desk ceiling roof tile pump valve filter fan motor sensor cold hot
    dripping stuck loose cracked missing blocked urgent again since yesterday near entrance basement kitchen
    corridor room floor stairs
"""
WORDS = VOCABULARY.split()
QUESTIONS = {
    "the list as it opens": "sortBy=urgency",
    "its fortieth page of 100": "sortBy=urgency&page=40&pageSize=100",
    "by activity": "",
    "open ones by urgency": "open=1&sortBy=urgency",
    "overdue ones": "overdue=1",
    "solved ones": "status=5",
    "one agent's": "agentId=US-A4",
    "by title": "sortBy=title&sort=asc",
    "search: a frequent word": "q=water",
    "search: the same by urgency": "q=water&sortBy=urgency",
    "search: two words": "q=pump+valve",
    "search: hardly any": "q=projector+512",
    "search: none": "q=xylophone",
}


def main() -> None:
    for name, application in over_each_database(fill):
        asyncio.run(_ask(application, name))


async def _ask(application: FastAPI, database: str) -> None:
    async with desk_of(application) as desk:
        for name, query in QUESTIONS.items():
            took, answer = await median(lambda query=query: desk.get(f"/sd/tickets?{query}"))
            print(f"{database}, {name}: {took:.1f} ms of {answer.json()['total']} (budget {BUDGET})")


def fill(application: FastAPI) -> None:
    """Writes them into the tables, many at once: one after the other takes a quarter of an hour."""
    context: ServerContext = application.state.context
    body = {"title": "x", "notifierId": "US-G606", "agentId": "US-A1", "dueDate": "2026-01-01"}
    with context.database.writing() as connection:
        least = creation.new(connection, context, TicketRequest.model_validate(body), "")
    every = _tickets(least)
    for _ in range(0, TICKETS, AT_ONCE):
        some = list(islice(every, AT_ONCE))
        with context.database.writing() as connection:
            connection.execute(insert(tickets), [stored.columns(ticket, Clock()) | {"revision": 1} for ticket in some])
            rows = [{"id": ticket["id"], "document": written(ticket)} for ticket in some]
            connection.execute(insert(ticket_documents), rows)


def _tickets(least: Document) -> Iterator[Document]:
    chance = random.Random(7)
    for number in range(TICKETS):
        made = FIRST + timedelta(minutes=37 * number)
        status = (7, 5)[number % 2] if number < TICKETS - OPEN else (1, 2, 3, 4, 6)[number % 5]
        yield least | {
            "id": f"T-{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}{number // 676:03}",
            "title": " ".join(chance.choices(WORDS, k=5)) + f" {number % 997}",
            "description": " ".join(chance.choices(WORDS, k=20)),
            "agent": least["agent"] | {"id": f"US-A{number % 20}"} if number % 3 else None,
            "dueAt": utc(made + timedelta(days=number % 40)) if number % 2 else None,
            "status": stored.status(status),
            "createdAt": utc(made),
            "lastStatusChangedAt": utc(made + timedelta(hours=number % 200)),
            "lastModifiedAt": utc(made),
        }


if __name__ == "__main__":
    main()
