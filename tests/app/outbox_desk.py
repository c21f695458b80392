"""A desk without a window: its own store, its outbox and the queue that sends, before a server that may fail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from app.errors import OnItsWay
from app.models.lists import meetings_list
from app.models.operations import Kind, Operation, State
from app.models.visit_row import VisitRow
from app.services.desk_services import desk_services
from app.services.site import Site
from app.services.visits.arrivals import Announce
from app.store.account import account_of
from app.store.database import StoreConnection
from app.store.lists.answers import put_item
from app.store.lists.day_rows import follow_meetings
from app.store.rescue.rescue import opened
from tests.faults import NOW, FaultyServer

PATIENCE = 300.0
"""Seconds after which a test gives up waiting for what should have come."""


def meeting(title: str = "Façade survey", **different: Any) -> dict[str, Any]:
    return {
        "title": title,
        "startAt": "2026-03-12T09:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00",
        "hostId": "Sofia Marchetti",
        "checkinNotificationUsers": [],
        "checkoutNotificationUsers": [],
        "visitors": [{"firstName": "Amélie", "lastName": "Dubois"}, {"firstName": "John", "lastName": "Doe"}],
    } | different


def ticket(title: str = "Water under goods lift B", **different: Any) -> dict[str, Any]:
    return {"title": title, "notifierId": "US-G606", "reference": "B-12", "sendRequesterSolved": 0} | different


BODIES: dict[Kind, Callable[..., dict[str, Any]]] = {Kind.MEETING: meeting, Kind.TICKET: ticket}


class Naps:
    """Stands in for sleeping: takes no time, but for the naps that it is told to `hold`."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.asleep = asyncio.Event()
        self._go = asyncio.Event()
        self._held = float("inf")

    def hold(self, at_least: float = 0.0) -> None:
        """From now on naps of so many seconds or more last until `go_on`."""
        self._held = at_least
        self.asleep.clear()
        self._go.clear()

    def go_on(self) -> None:
        self._go.set()

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if seconds >= self._held:
            self.asleep.set()
            await self._go.wait()


class OutboxDesk:
    """Checks at every change that what the desk says is true: what is gone is on the server, what waits isn't."""

    def __init__(
        self,
        server: FaultyServer,
        file: Path,
        *,
        now: Callable[[], datetime] = lambda: NOW,
        server_name: str = "desk",
        line: httpx.AsyncBaseTransport | None = None,
        name: str = "Desk 1",
        announce: Announce | None = None,
        mails: bool = False,
    ) -> None:
        self.server = server
        self.database, self.rescue = opened(file)
        self.account = account_of(self.database, server_name, "CO-DESK")
        self.naps = Naps()
        self.site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="", clock=now)
        self.services = desk_services(
            self.database,
            self.account,
            site=self.site,
            opener=lambda: server.api(line),
            desk=name,
            sleep=self.naps,
            jitter=lambda: 1.0,
            announce=announce,
            mails=mails,
        )
        self.outbox, self.lists = self.services.outbox, self.services.lists
        self.connection, self.sync = self.services.connection, self.services.sync
        self.kept: set[str] = {row.id for row in self.pending}
        self.lies: list[str] = []
        self._changed = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self.services.pending_changes.on_change(self._look_at)
        self.connection.on_change(self._changed.set)

    @property
    def pending(self) -> tuple[Operation, ...]:
        """All that isn't known to be on the server, as the file says at this moment."""
        return self.lists.waiting_now().operations

    def run(self) -> None:
        self._running = asyncio.ensure_future(self.sync.run())

    async def put(self, operation: str, kind: Kind, body: dict[str, Any], *, instead_of: str = "") -> None:
        self.kept.discard(instead_of)
        try:
            await self.sync.put(operation, kind, body, instead_of=instead_of)
        except OnItsWay:
            self.kept.add(instead_of)
            raise
        self.kept.add(operation)

    async def discard(self, operation: str) -> None:
        self.kept.discard(operation)
        try:
            await self.sync.discard(operation)
        except OnItsWay:
            self.kept.add(operation)
            raise

    async def listed(self, told: dict[str, Any]) -> tuple[VisitRow, ...]:
        """The rows of a meeting of today that the server is known to list, beside those known before."""
        day, piece = NOW.date(), json.dumps(told).encode()

        def know(connection: StoreConnection) -> None:
            put_item(connection, self.account.id, meetings_list(day), piece, told["id"], day)
            follow_meetings(connection, self.account.id, day, (told["id"],))

        await self.database.write(know)
        found = await self.lists.day(day)
        assert found is not None
        return tuple(row for row in found.visits if row.meeting == told["id"])

    def row(self, operation: str) -> Operation | None:
        return next((row for row in self.pending if row.id == operation), None)

    def states(self) -> list[State]:
        return [row.state for row in self.pending]

    async def until(self, true: Callable[[], bool]) -> None:
        """Looks again after each change of the outbox or the connection."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    async def sent(self) -> None:
        """Until nothing waits any more."""
        await self.until(lambda: not self.pending)

    async def stays_quiet(self) -> None:
        """Gives the queue, if anything woke it, more than the time to begin a step."""
        before = len(self.server.calls), self.states()
        for _ in range(20):
            await self.lists.count_waiting()
        assert (len(self.server.calls), self.states()) == before

    async def stop(self) -> None:
        """The queue is cancelled wherever it is; the file stays open."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None

    async def close(self) -> None:
        await self.stop()
        await self.services.close()
        self.database.close()
        assert self.lies == []

    def _look_at(self) -> None:
        pending = {row.id: row.state for row in self.pending}
        for operation in self.kept:
            made = self.server.committed[operation]
            state = pending.get(operation)
            if state is None and made != 1:
                self.lies.append(f"{operation} is gone, and on the server {made} times")
            if state in {State.WAITING, State.REJECTED} and made:
                self.lies.append(f"{operation} is {state.value}, and on the server")
        self._changed.set()
