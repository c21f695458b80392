"""A desk server that mails, started and ended as a test says, over the same database each time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.mail.mail_server import MailServer
from app.models.notices.notice_plan import NoticePlan
from app.server.application import close, create
from app.server.notices import queue
from app.server.notices.order import Order
from app.server.notices.queue import Queued
from app.server.notices.sending.leases import LOOKS
from app.server.storage.tables.notices import notices
from tests.post_office import PostOffice, mail_settings
from tests.server.conftest import Clock

Body = dict[str, Any]
ANA = {"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example", "mailReminder": 1, "language": "de"}
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-20T09:00:00+01:00",
    "endAt": "2026-03-20T11:00:00+01:00",
    "visitors": [ANA],
}

Start = Callable[..., "Served"]


async def all_sent(application: FastAPI) -> None:
    """The server looks at the clock, until nothing is due and nothing on its way."""
    await asyncio.to_thread(application.state.notices.look)
    context = application.state.context
    for _ in range(60000):
        with context.database.writing() as connection:  # nobody else writes between the two
            due = Order().next_due(connection, int(context.now().timestamp()))
            if due is None and not queue.leases(connection):
                return
        await asyncio.sleep(0.01)
    raise AssertionError("it is still being sent")


class MailingServer:
    """One server at a time; `clock` says what time it is for it."""

    def __init__(self, where: str, clock: Clock, office: PostOffice) -> None:
        self._where = where
        self._clock = clock
        self._office = office
        self.application: FastAPI | None = None

    def start(self, **plan: Any) -> None:
        async def password() -> str:
            return ""

        self.application = create(
            self._where,
            company_name="Northgate House",
            time_zone="Europe/Brussels",
            now=self._clock,
            mail_server=MailServer(mail_settings(self._office), password),
            notice_plan=NoticePlan(**plan),
        )

    def queue(self, *queued: Queued) -> None:
        """Has these sent, all of them known before the first is."""
        assert self.application is not None
        with self.application.state.context.database.writing() as connection:
            queue.put(connection, int(self._clock.now.timestamp()), queued)

    async def end(self) -> None:
        if self.application is not None:
            await asyncio.to_thread(close, self.application)
            self.application = None

    async def pass_time(self, seconds: float) -> None:
        """The clock goes on, and what is due by then is sent."""
        self._clock.now += timedelta(seconds=seconds)
        await self.turn()

    async def turn(self) -> None:
        """What is due is sent."""
        assert self.application is not None
        await all_sent(self.application)

    def wake(self) -> None:
        """What is due begins to be sent."""
        assert self.application is not None
        self.application.state.notices.wake()

    async def look(self) -> None:
        """The server looks at the clock, as it does every half a minute."""
        assert self.application is not None
        await asyncio.to_thread(self.application.state.notices.look)

    async def wait_for_others(self) -> None:
        """Until it is clear that no other server of the same PostgreSQL sends what is as if it was being sent."""
        for _ in range(LOOKS + 1):
            await self.look()

    @asynccontextmanager
    async def _desk(self) -> AsyncIterator[httpx.AsyncClient]:
        assert self.application is not None
        transport = httpx.ASGITransport(self.application)
        where = "http://desk.test/app/CO-DESK"
        async with httpx.AsyncClient(transport=transport, base_url=where, trust_env=False) as desk:
            yield desk

    async def post(self, path: str, body: Body, key: str = "") -> Body:
        async with self._desk() as desk:
            answer = await desk.post(path, json=body, headers={"Idempotency-Key": key} if key else {})
            assert answer.is_success, answer.text
            made: Body = answer.json() if answer.content else {}
            return made

    async def put(self, path: str, body: Body) -> None:
        async with self._desk() as desk:
            answer = await desk.put(path, json=body)
            assert answer.is_success, answer.text

    async def get(self, path: str, **query: str) -> Body:
        async with self._desk() as desk:
            answer = await desk.get(path, params=query)
            assert answer.is_success, answer.text
            found: Body = answer.json()
            return found

    def states(self) -> list[tuple[str, str]]:
        """Of all notices, in the order in which they were queued."""
        assert self.application is not None
        with self.application.state.context.database.reading() as connection:
            rows = connection.execute(select(notices.c.kind, notices.c.state).order_by(notices.c.number))
            return [(kind, state) for kind, state in rows]


class Served:
    """A server that mails, and a desk that asks it."""

    def __init__(self, application: FastAPI) -> None:
        self.application = application
        transport = httpx.ASGITransport(application)
        self.desk = httpx.AsyncClient(transport=transport, base_url="http://desk.test/app/CO-DESK", trust_env=False)

    async def meet(self, **different: Any) -> Body:
        answer = await self.desk.post("/vm/meetings", json=MEETING | different)
        assert answer.status_code == 201, answer.text
        made: Body = answer.json()
        return made

    async def change(self, made: Body, **different: Any) -> None:
        visitors = [ANA | {"id": made["visitors"][0]["id"]}]
        answer = await self.desk.put(f"/vm/meetings/{made['id']}", json=MEETING | {"visitors": visitors} | different)
        assert answer.status_code == 200, answer.text

    async def notices(self, **asked: str) -> list[Body]:
        """The oldest first."""
        answer = await self.desk.get("/vm/notices", params=asked)
        assert answer.status_code == 200, answer.text
        return list(reversed(answer.json()["notices"]))

    async def shows(self, *states: str, **asked: str) -> None:
        """Until the notices that are asked for are in these states, the oldest first."""
        for _ in range(60000):
            if [one["state"] for one in await self.notices(**asked)] == list(states):
                return
            await asyncio.sleep(0.01)
        raise AssertionError(await self.states())

    async def states(self) -> list[tuple[str, str]]:
        return [(one["kind"], one["state"]) for one in await self.notices()]

    async def settled(self) -> None:
        await all_sent(self.application)


@pytest.fixture
async def start(url: str, clock: Clock, office: PostOffice, tmp_path: Path) -> AsyncIterator[Start]:
    """A server over the same database each time; on SQLite the one before has to be closed."""
    started: list[Served] = []
    where = f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url

    async def password() -> str:
        return ""

    def start_one(**plan: Any) -> Served:
        made = create(
            where,
            company_name="Northgate House",
            time_zone="Europe/Brussels",
            now=clock,
            mail_server=MailServer(mail_settings(office), password),
            notice_plan=NoticePlan(**plan),
        )
        started.append(Served(made))
        return started[-1]

    yield start_one
    for one in started:
        await one.desk.aclose()
        await asyncio.to_thread(close, one.application)


@pytest.fixture
async def mailing(url: str, clock: Clock, office: PostOffice, tmp_path: Path) -> AsyncIterator[MailingServer]:
    where = f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url
    server = MailingServer(where, clock, office)
    yield server
    await server.end()
