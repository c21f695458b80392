"""A desk server that mails, started and ended as a test says, over the same database each time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
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
from app.server.storage.tables.notices import notices
from tests.post_office import PostOffice, mail_settings
from tests.server.conftest import Clock

Body = dict[str, Any]


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

    async def end(self) -> None:
        if self.application is not None:
            await asyncio.to_thread(close, self.application)
            self.application = None

    async def pass_time(self, seconds: float) -> None:
        """The clock goes on, and what is due by then is sent."""
        self._clock.now += timedelta(seconds=seconds)
        await self.turn()

    async def turn(self) -> None:
        """What is due is sent, by the server's own thread or by this one."""
        assert self.application is not None
        await asyncio.to_thread(self.application.state.notices.turn)
        for _ in range(3000):
            if not self._is_due():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it is still being sent")

    def wake(self) -> None:
        """The server looks at the clock."""
        assert self.application is not None
        self.application.state.notices.wake()

    def _is_due(self) -> bool:
        assert self.application is not None
        due = notices.c.next_at <= int(self._clock.now.timestamp())
        waits = notices.c.state.in_(["queued", "in doubt"]) & due
        with self.application.state.context.database.reading() as connection:
            rows = connection.execute(select(notices.c.id).where(waits | (notices.c.state == "sending")))
            return rows.first() is not None

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


@pytest.fixture
async def mailing(url: str, clock: Clock, office: PostOffice, tmp_path: Path) -> AsyncIterator[MailingServer]:
    where = f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url
    server = MailingServer(where, clock, office)
    yield server
    await server.end()
