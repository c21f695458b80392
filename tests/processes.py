"""A desk and a server as real processes of their own, so that they can really be killed."""

from __future__ import annotations

import asyncio
import itertools
import socket
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import anyio._backends._asyncio  # noqa: F401  like httpcore, imported at the first request otherwise
import httpcore  # noqa: F401
import httpx

from app.api.api import Api
from app.api.client import Client
from app.models.objects.meeting import Meeting
from app.models.objects.ticket import Ticket
from app.models.objects.visit import VisitOnServer
from app.models.operations import Kind, State
from app.services.desk_services import DeskServices, desk_services
from app.services.site import Clock, Site, clock
from app.store.account import account_of
from app.store.database import Database
from app.store.rescue.rescue import opened
from tests.faults import NOW

FASTER = 100
"""So much shorter than a desk's are the pauses here."""

TICK = ""

Meeting.model_rebuild()  # all are put together at their first use otherwise: here once, before the desks are forked
Ticket.model_rebuild()
VisitOnServer.model_rebuild()


def desk(file: Path, port: int, life: int, said: Pipe | None) -> None:
    """Enters writes and sends them until it is killed. Says of each when it is kept, and TICK at every change of the
    outbox. With nobody to say it to, it enters none, and ends when nothing waits any more."""
    asyncio.run(_desk(file, port, life, said))


def _services(database: Database, port: int, now: Clock = clock) -> DeskServices:
    async def opener() -> Api:
        client = Client(
            server=f"http://127.0.0.1:{port}",
            prefix="/app/{companyId}",
            company_id="CO-DESK",
            token="",
            transport=httpx.AsyncHTTPTransport(verify=False),
        )
        return Api.over(client)

    return desk_services(
        database,
        account_of(database, "desk", "CO-DESK"),
        site=Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=now),
        opener=opener,
        sleep=lambda seconds: asyncio.sleep(seconds / FASTER),
    )


async def _desk(file: Path, port: int, life: int, said: Pipe | None) -> None:
    database, _ = opened(file)
    services = _services(database, port)
    sync, pending = services.sync, services.pending_changes
    empty = asyncio.Event()

    def changed() -> None:
        if said:
            said.send(TICK)
        if pending.counts_now():
            empty.clear()
        else:
            empty.set()

    pending.on_change(changed)
    running = asyncio.ensure_future(sync.run())
    if said:
        for number in itertools.count():
            operation = f"{life}.{number}"
            await sync.put(operation, *_write(operation, number))
            said.send(operation)
            if number % 3 == 2:
                await empty.wait()
    while pending.counts_now():
        for row in (await services.lists.waiting()).operations:
            if row.state is State.UNCLEAR:  # it was killed thrice while it was sent: a person says to send it again
                await sync.resend(row.id)
        await asyncio.sleep(0.1)
    running.cancel()
    database.close()


def _write(title: str, number: int) -> tuple[Kind, dict[str, Any]]:
    if number % 2:
        return Kind.TICKET, {"title": title, "notifierId": "US-G606"}
    times = {"startAt": "2026-03-12T09:00:00+01:00", "endAt": "2026-03-12T11:00:00+01:00"}
    visitors = [{"firstName": "Amélie", "lastName": "Dubois"}]
    return Kind.MEETING, {"title": title, "hostId": "Sofia Marchetti", "visitors": visitors, **times}


def front_desk(file: Path, port: int, said: Pipe | None) -> None:
    """Checks in, one after the other, whoever is expected and not in yet, until it is killed. Says each name once Today
    shows it, first "" when it has its list. With nobody to say it to, it only sends, and ends when nothing waits."""
    asyncio.run(_front_desk(file, port, said))


async def _front_desk(file: Path, port: int, said: Pipe | None) -> None:
    database, _ = opened(file)
    services = _services(database, port, lambda: NOW)
    arrivals, day, pending = services.arrivals, services.day, services.pending_changes
    if await day.rows(NOW.date()) is None:
        await day.refresh(NOW.date())
    found = await day.rows(NOW.date())
    assert found is not None
    empty = asyncio.Event()
    pending.on_change(lambda: None if pending.counts_now() else empty.set())
    running = asyncio.ensure_future(services.sync.run())
    if said:
        said.send("")
        for visit in found.visits:
            if not visit.arrival.on_site:
                await arrivals.check_in([visit])
                assert (await arrivals.of(visit.id)).on_site
                said.send(visit.name)
    if pending.counts_now():
        await empty.wait()
    running.cancel()
    database.close()


def server(said: Pipe, honours_keys: bool) -> None:
    """The real desk server on a free port of this machine, which it says. One that honours no keys is a foreign one."""
    import uvicorn

    from app.server.application import create

    application = create("sqlite://", company_name="Northgate House", time_zone="Europe/Brussels")

    async def without_keys(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"idempotency-key"]
        await application(scope, receive, send)

    listening = socket.create_server(("127.0.0.1", 0))
    said.send(listening.getsockname()[1])
    told = uvicorn.Config(application if honours_keys else without_keys, log_level="error", access_log=False)
    uvicorn.Server(told).run(sockets=[listening])
