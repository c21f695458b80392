"""A server that is really killed, at each step of an invitation, and started again: the visitor has it once. Where
nobody can know whether it was taken, it comes once more as the same message, and after that it is said that nobody
knows."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.bare_post_office import DATA, DOT, GREETING, BarePostOffice
from tests.server.notices import mailing_process
from tests.server.notices.mailing_process import Step
from tests.server.postgresql import EACH_DATABASE

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
START = multiprocessing.get_context(METHOD)
START.set_forkserver_preload(["tests.processes", mailing_process.__name__, "pytest"])
"""With what tests/app/test_killed.py wants: all share one."""

pytestmark = EACH_DATABASE

STARTS = datetime.now(UTC) + timedelta(days=30)
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": STARTS.isoformat(timespec="seconds"),
    "endAt": (STARTS + timedelta(hours=1)).isoformat(timespec="seconds"),
    "visitors": [{"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example", "mailReminder": 1}],
}


class Site:
    """A server over one database, that is killed and started again, and a desk that sends until it is answered."""

    def __init__(self, database: str, office: BarePostOffice) -> None:
        self._database = database
        self._office = office
        self._process: Any = None
        self._told: Pipe
        self._desk: httpx.AsyncClient

    async def start(self, step: Step = Step.NONE) -> None:
        self._told, tell = START.Pipe(duplex=False)
        self._process = START.Process(
            target=mailing_process.serve, args=(tell, self._database, self._office.port, step), daemon=True
        )
        self._process.start()
        tell.close()
        port = await asyncio.to_thread(self._told.recv)
        self._desk = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/app/CO-DESK", trust_env=False, timeout=600)

    async def stands_still(self) -> None:
        assert await asyncio.to_thread(self._told.recv) == mailing_process.THERE

    async def kill(self) -> None:
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def close(self) -> None:
        await self._desk.aclose()
        await self.kill()

    async def invite(self) -> None:
        """As a desk does: the same again until it is answered, with the same key."""
        answer = await self._desk.post("/vm/meetings", json=MEETING, headers={"Idempotency-Key": "the only one"})
        assert answer.status_code == 201, answer.text

    async def becomes(self, *states: str) -> None:
        for _ in range(60000):
            notices = (await self._desk.get("/vm/notices")).json()["notices"]
            if [one["state"] for one in notices] == list(states):
                return
            await asyncio.sleep(0.01)
        raise AssertionError(notices)


@pytest.fixture
async def office() -> AsyncIterator[BarePostOffice]:
    office = BarePostOffice()
    server = await office.open()
    yield office
    server.close()


@pytest.fixture
async def site(url: str, tmp_path: Path, office: BarePostOffice) -> AsyncIterator[Site]:
    site = Site(f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url, office)
    yield site
    await site.close()


async def killed(site: Site, step: Step) -> None:
    """At that step, while the desk waits for its answer; then both go on."""
    await site.start(step)
    inviting = asyncio.create_task(site.invite())
    await site.stands_still()
    await site.kill()
    await asyncio.gather(inviting, return_exceptions=True)
    await site.start()
    await site.invite()


async def killed_while_sending(site: Site, office: BarePostOffice, step: str) -> None:
    """While the post office stands still at that step; then both go on."""
    office.stops_at = step
    await site.start()
    await site.invite()
    await office.reached.wait()
    await site.kill()
    office.stops_at = ""
    await site.start()


@pytest.mark.parametrize("step", [Step.QUEUEING, Step.TAKING_UP])
async def test_before_it_goes(site: Site, office: BarePostOffice, step: Step) -> None:
    await killed(site, step)
    await site.becomes("sent")
    assert len(office.mails) == 1


@pytest.mark.parametrize("step", [GREETING, DATA])
async def test_before_its_last_dot(site: Site, office: BarePostOffice, step: str) -> None:
    await killed_while_sending(site, office, step)
    await site.becomes("sent")
    assert len(office.mails) == 1


async def test_after_its_last_dot(site: Site, office: BarePostOffice) -> None:
    await killed_while_sending(site, office, DOT)
    await site.becomes("sent")
    assert (len(office.mails), len(office.messages())) == (2, 1)


async def test_after_its_last_dot_each_time(site: Site, office: BarePostOffice) -> None:
    office.stops_at = DOT
    await site.start()
    await site.invite()
    for _ in range(2):
        await office.reached.wait()
        office.reached.clear()
        await site.kill()
        await site.start()
    await site.becomes("unknown")
    assert (len(office.mails), len(office.messages())) == (2, 1)


async def test_before_it_is_kept_that_it_went(site: Site, office: BarePostOffice) -> None:
    await killed(site, Step.NOTED)
    await site.becomes("sent")
    assert (len(office.mails), len(office.messages())) == (2, 1)


async def test_after_it_was_kept(site: Site, office: BarePostOffice) -> None:
    await site.start()
    await site.invite()
    await site.becomes("sent")
    await site.kill()
    await site.start()
    await site.invite()
    await site.becomes("sent")
    assert len(office.mails) == 1
