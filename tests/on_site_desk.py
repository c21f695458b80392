"""A desk that people come to and leave, with another desk on its server, and a roll call."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from app.api.api import Api
from app.api.client import Client
from app.models.entries import Entry
from app.models.lists import meetings_list
from app.models.visit_row import VisitRow
from app.services.desk_services import desk_services
from app.services.site import Site
from app.services.visits.arrivals import Recorded
from app.services.visits.roll_call import RollCall
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.answers import put_item
from app.store.lists.day_rows import follow_meetings
from tests.fake_server import FakeServer
from tests.meetings import DAY, meeting, visitor

TODAY = date.fromisoformat(DAY)
NO_NETWORK = httpx.ConnectError("no route to host")


class OnSiteDesk:
    """Its clock moves on a second with each thing that is done. Nothing is sent."""

    def __init__(self, folder: Path, server: FakeServer, *, now: datetime = datetime(2026, 3, 12, 10, 20, tzinfo=UTC)):
        self.now = now
        self.server = server
        self.site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: self.now)
        self.database = Database(folder / "foyer.sqlite3")
        account = self._account = account_of(self.database, "https://api.example.com", "CO-C202")
        self.services = desk_services(self.database, account, site=self.site, opener=self._open)
        self.connection, self.lists = self.services.connection, self.services.lists
        self.arrivals = self.services.arrivals
        self.roll_call = RollCall(arrivals=self.arrivals)

    async def come(self, *names: str | dict[str, Any], number: int = 1, **more: Any) -> tuple[Entry, ...]:
        """Visitors of one meeting, by first and last name."""
        said = await self.arrivals.check_in(await self._visits(number, names, more))
        self.pass_time()
        return said.entries

    async def leave(self, *names: str | dict[str, Any], number: int = 1) -> Recorded:
        recorded = await self.arrivals.check_out(await self._visits(number, names, {}))
        self.pass_time()
        return recorded

    async def hear(self, *names: str, left: tuple[str, ...] = (), desk: str = "Desk 2") -> None:
        """Everything that the server tells of the other desk, in the place of what it told before."""
        told = [_told(name, desk, name in left) for name in (*names, *left)]
        answer = {"visits": told, "pagination": {"total": len(told), "limit": 100}}
        self.server.answers("GET", f"/vm/visits/{DAY}", json=answer)
        await self.arrivals.refresh(date.fromisoformat(DAY))
        self.pass_time()

    async def start(self) -> None:
        await self.roll_call.start()
        self.pass_time()

    async def find(self, name: str) -> None:
        people = (await self.roll_call.standing()).people
        await self.roll_call.mark_safe(next(one.present.visit for one in people if one.present.person.name == name))
        self.pass_time()

    def pass_time(self, seconds: float = 1) -> None:
        self.now += timedelta(seconds=seconds)

    async def close(self) -> None:
        await self.services.close()
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

    async def _visits(
        self, number: int, names: tuple[str | dict[str, Any], ...], more: dict[str, Any]
    ) -> tuple[VisitRow, ...]:
        """The rows of a meeting that the server is known to list."""
        known = json.dumps(meeting(number, *names, **more)).encode()
        await self.database.write(
            lambda connection: put_item(connection, self._account.id, meetings_list(TODAY), known, f"M-{number}", TODAY)
        )
        await self.database.write(
            lambda connection: follow_meetings(connection, self._account.id, TODAY, (f"M-{number}",))
        )
        found = await self.lists.day(TODAY)
        assert found is not None
        return tuple(row for row in found.visits if row.meeting == f"M-{number}")


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
