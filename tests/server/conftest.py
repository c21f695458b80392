"""A real desk server over a real SQLite, spoken to in process; its clock stands still until it is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.server.application import close, create
from tests.server.asking import desk_of

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)

Body = dict[str, Any]


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock, url: str) -> Iterator[FastAPI]:
    application = create(url, company_name="Northgate House", time_zone="Europe/Brussels", now=clock)
    yield application
    close(application)


@pytest.fixture
async def desk(server: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client below /app/CO-DESK."""
    async with desk_of(server) as client:
        yield client


@pytest.fixture
def visitor() -> Body:
    return {"firstName": "John", "lastName": "Doe"}


@pytest.fixture
def meeting() -> Body:
    """The least that makes a meeting."""
    return {
        "title": "Façade survey",
        "hostId": "US-G606",
        "startAt": "2026-03-12T09:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00",
    }


@pytest.fixture
def ticket() -> Body:
    """The least that makes a ticket."""
    return {"title": "Water under goods lift B", "notifierId": "US-G606"}


@pytest.fixture
def meet(desk: httpx.AsyncClient, meeting: Body) -> Callable[..., Awaitable[Body]]:
    """Makes a meeting, with whatever is different about it, and gives the answer."""

    async def make(**different: Any) -> Body:
        answer = await desk.post("/vm/meetings", json=meeting | different)
        assert answer.status_code == 201, answer.text
        made: Body = answer.json()
        return made

    return make


@pytest.fixture
def report(desk: httpx.AsyncClient, ticket: Body) -> Callable[..., Awaitable[Body]]:
    """Makes a ticket, with whatever is different about it, and gives the answer."""

    async def make(**different: Any) -> Body:
        answer = await desk.post("/sd/tickets", json=ticket | different)
        assert answer.status_code == 201, answer.text
        made: Body = answer.json()
        return made

    return make


@pytest.fixture
def day_of(desk: httpx.AsyncClient) -> Callable[..., Awaitable[list[Body]]]:
    """The meetings from one day to another, or on one."""

    async def ask(first: str, last: str = "") -> list[Body]:
        answer = await desk.get("/vm/meetings", params={"from": first, "to": last or first})
        assert answer.status_code == 200, answer.text
        listed: list[Body] = answer.json()
        return listed

    return ask
