"""A desk that people come to and leave, with another desk on its server, and a roll call."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from app.api.api import Api
from app.api.client import Client
from app.models.meeting import Meeting
from app.services.arrivals import Arrivals
from app.services.connection import Connection
from app.services.roll_call import RollCall
from app.services.site import Site
from app.services.sync import Sync
from app.services.visit import Visit, visits
from app.store.cache import Cache
from app.store.database import Database
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.place import place_of
from tests.fake_server import FakeServer
from tests.meetings import DAY, meeting, visitor

NO_NETWORK = httpx.ConnectError("no route to host")


class OnSiteDesk:
    """Its clock moves on a second with each thing that is done. Nothing is sent."""

    def __init__(self, folder: Path, server: FakeServer, *, now: datetime = datetime(2026, 3, 12, 10, 20, tzinfo=UTC)):
        self.now = now
        self.server = server
        self.site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: self.now)
        self.database = Database(folder / "foyer.sqlite3")
        place = place_of(self.database, "https://api.example.com", "CO-C202")
        self.connection = Connection(self._open)
        self.sync = Sync(outbox=Outbox(self.database, place), connection=self.connection, site=self.site)
        self.arrivals = Arrivals(
            journal=Journal(self.database, place),
            cache=Cache(self.database, place),
            sync=self.sync,
            connection=self.connection,
            site=self.site,
            desk="Desk 1",
            announce=lambda kind, together: (),
        )
        self.roll_call = RollCall(arrivals=self.arrivals, sync=self.sync, site=self.site)

    async def come(self, *names: str | dict[str, Any], number: int = 1, **more: Any) -> None:
        """Visitors of one meeting, by first and last name."""
        await self.arrivals.check_in(self._visits(number, names, more))
        self.pass_time()

    async def leave(self, *names: str, number: int = 1) -> None:
        await self.arrivals.check_out(self._visits(number, names, {}))
        self.pass_time()

    async def hear(self, *names: str, left: tuple[str, ...] = (), desk: str = "Desk 2") -> None:
        """Everything that the server tells of the other desk, in the place of what it told before."""
        told = [_told(name, desk, name in left) for name in (*names, *left)]
        answer = {"visits": told, "pagination": {"total": len(told), "limit": 100}}
        self.server.answers("GET", f"/vm/visits/{DAY}", json=answer)
        await self.arrivals.refreshed(date.fromisoformat(DAY))
        self.pass_time()

    async def start(self) -> None:
        await self.roll_call.start()
        self.pass_time()

    async def find(self, name: str) -> None:
        people = self.roll_call.standing().people
        await self.roll_call.mark_safe(next(one for one in people if one.present.person.name == name))
        self.pass_time()

    def pass_time(self, seconds: float = 1) -> None:
        self.now += timedelta(seconds=seconds)

    async def close(self) -> None:
        await self.connection.close()
        await asyncio.to_thread(self.database.close)

    async def _open(self) -> Api:
        client = Client(
            server="https://api.example.com",
            prefix="/app/{companyId}",
            company_id="CO-C202",
            token="t",
            transport=self.server.transport,
        )
        return Api.over(client)

    def _visits(self, number: int, names: tuple[str | dict[str, Any], ...], more: dict[str, Any]) -> tuple[Visit, ...]:
        return visits(Meeting.model_validate(meeting(number, *names, **more)), self.site, date.fromisoformat(DAY))


def _told(name: str, desk: str, left: bool) -> dict[str, Any]:
    said = [("check-in", "09:05")] + ([("check-out", "11:30")] if left else [])
    return {
        "object": "visit",
        "id": f"{DAY}/M-9/V-{name.upper()}",
        "visitor": visitor(name, companyName="Volta Instruments", mobile="+32 471 20 44 10"),
        "visiting": {"object": "user", "id": "US-KP935", "firstname": "Jonas", "lastname": "Weber"},
        "meeting": {"id": "M-9", "title": "Calibration"},
        "events": [
            {"id": f"{name}-{kind}", "kind": kind, "at": f"{DAY}T{at}:00+01:00", "desk": desk} for kind, at in said
        ],
    }
