"""Days that never end: who stays over midnight is one visit; moments stay in order when clocks are turned."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.models.operations import Kind
from app.models.visit_row import Status, VisitRow
from app.services.desk_services import DeskServices, desk_services
from app.services.site import Site
from app.store.account import account_of
from app.store.database import Database
from tests.faults import FaultyServer

EVENING, NIGHT = date(2026, 3, 12), date(2026, 3, 13)
TURNED = date(2026, 10, 25)
"""In Brussels the clocks go back on this night from 3:00, which is 1:00 in UTC, to 2:00."""


def in_utc(words: str) -> datetime:
    return datetime.fromisoformat(words).astimezone(UTC)


class NightDesk:
    def __init__(self, folder: Path, server: FaultyServer, name: str = "Desk 1") -> None:
        self.now = in_utc("2026-03-12T23:00:00+01:00")
        self.database = Database(folder / f"{name}.sqlite3")
        self.services: DeskServices = desk_services(
            self.database,
            account_of(self.database, "desk", "CO-DESK"),
            site=Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=lambda: self.now),
            opener=server.api,
            desk=name,
        )

    async def row(self, day: date, name: str = "Ada Lovelace") -> VisitRow:
        found = await self.services.day.rows(day)
        assert found is not None
        (row,) = [row for row in found.visits if row.name == name]
        return row

    async def status(self, day: date) -> Status:
        return (await self.row(day)).status(self.services.site.now())

    async def inside(self) -> list[str]:
        return [one.person.name for one in (await self.services.arrivals.on_site()).present]

    async def enter(self, title: str, starts: str, ends: str) -> None:
        await self.services.sync.put(title, Kind.MEETING, meeting(title, starts, ends))


def meeting(title: str, starts: str, ends: str) -> dict[str, Any]:
    ada = {"firstName": "Ada", "lastName": "Lovelace"}
    return {"title": title, "startAt": starts, "endAt": ends, "hostId": "Sofia", "visitors": [ada]}


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer(now=lambda: in_utc("2026-03-12T12:00:00+01:00"))
    yield server
    server.close()


@pytest.fixture
async def desk(tmp_path: Path, server: FaultyServer) -> AsyncIterator[NightDesk]:
    desk = NightDesk(tmp_path, server)
    yield desk
    await desk.services.close()
    desk.database.close()


async def test_who_is_in_over_midnight_stays_one_visit(desk: NightDesk, server: FaultyServer) -> None:
    shift = meeting("Night shift", "2026-03-12T23:00:00+01:00", "2026-03-13T01:00:00+01:00")
    await server.make("/vm/meetings", shift)
    await desk.services.day.refresh(EVENING)
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-13T00:20:00+01:00")
    await desk.services.day.refresh(NIGHT)
    row = await desk.row(NIGHT)
    assert row.status(desk.services.site.now()) is Status.ON_SITE
    assert row.arrival.arrived_at == in_utc("2026-03-12T23:00:00+01:00")
    assert (await desk.services.arrivals.check_in([row])).entries == (), "she is in"
    assert await desk.inside() == ["Ada Lovelace"]
    await desk.services.arrivals.check_out([row])
    assert await desk.inside() == []
    assert [await desk.status(day) for day in (EVENING, NIGHT)] == [Status.LEFT, Status.LEFT]


async def test_a_meeting_entered_before_midnight_and_not_yet_sent_is_on_both_days(desk: NightDesk) -> None:
    await desk.enter("Night shift", "2026-03-12T23:00:00+01:00", "2026-03-13T01:00:00+01:00")
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-13T00:20:00+01:00")
    assert await desk.status(NIGHT) is Status.ON_SITE
    assert await desk.inside() == ["Ada Lovelace"]


async def test_who_left_before_midnight_has_left_on_the_new_day_too(desk: NightDesk) -> None:
    await desk.enter("Walk-in", "2026-03-12T23:30:00+01:00", "2026-03-13T00:30:00+01:00")
    desk.now = in_utc("2026-03-12T23:30:00+01:00")
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-12T23:50:00+01:00")
    await desk.services.arrivals.check_out([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-13T00:20:00+01:00")
    assert await desk.status(NIGHT) is Status.LEFT


async def test_who_is_in_for_days_is_known_at_every_desk_and_so_is_that_they_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.visits.day.PACE", 0)
    server = FaultyServer(now=lambda: in_utc("2026-03-16T08:00:00+01:00"))
    desk = NightDesk(tmp_path, server)
    await server.make("/vm/meetings", meeting("Audit", "2026-03-12T23:00:00+01:00", "2026-03-12T23:30:00+01:00"))
    await desk.services.day.refresh(EVENING)
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    await sent(desk)
    others = [NightDesk(tmp_path, server, name) for name in ("Desk 2", "Desk 3")]
    await others[0].services.day.refresh(EVENING)
    for one in (desk, *others):
        one.now = in_utc("2026-03-16T08:00:00+01:00")
    await others[1].services.day.keep_near()
    assert [await one.inside() for one in others] == [["Ada Lovelace"]] * 2
    await desk.services.arrivals.check_out([await desk.row(EVENING)])
    await sent(desk)
    for other in others:
        await other.services.day.refresh(date(2026, 3, 16))
        assert await other.inside() == []
    for one in (desk, *others):
        await one.services.close()
        one.database.close()
    server.close()


class WithoutArrivals(FaultyServer):
    """A server that has no visit calls, as those of the 2015 API page."""

    asked = 0

    async def _on(self, request: httpx.Request) -> httpx.Response:
        if "/vm/visits" not in request.url.path:
            return await super()._on(request)
        self.asked += 1
        return httpx.Response(404)


async def test_a_server_that_tells_no_arrivals_is_asked_about_one_day_of_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.visits.day.PACE", 0)
    server = WithoutArrivals(now=lambda: in_utc("2026-03-12T23:00:00+01:00"))
    desk = NightDesk(tmp_path, server)
    await desk.services.day.keep_near()
    assert server.asked == 1
    await desk.services.close()
    desk.database.close()
    server.close()


async def sent(desk: NightDesk) -> None:
    sending = asyncio.ensure_future(desk.services.sync.run())
    async with asyncio.timeout(20):
        while await desk.services.pending_changes.counts():  # noqa: ASYNC110  until nothing waits
            await asyncio.sleep(0)
    sending.cancel()


async def test_who_left_in_the_evening_is_expected_on_the_next_day_of_the_same_meeting(desk: NightDesk) -> None:
    await desk.enter("Fair", "2026-03-12T09:00:00+01:00", "2026-03-14T17:00:00+01:00")
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    await desk.services.arrivals.check_out([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-13T08:00:00+01:00")
    assert await desk.status(NIGHT) is Status.EXPECTED


async def test_who_was_never_checked_out_is_told_of_and_is_one_person_when_they_come_again(desk: NightDesk) -> None:
    await desk.enter("Fair", "2026-03-12T09:00:00+01:00", "2026-03-14T17:00:00+01:00")
    await desk.services.arrivals.check_in([await desk.row(EVENING)])
    desk.now = in_utc("2026-03-13T08:00:00+01:00")
    forgotten = await desk.services.arrivals.since_before(desk.services.site.today())
    assert [one.person.name for one in forgotten] == ["Ada Lovelace"]
    assert await desk.status(NIGHT) is Status.ON_SITE, "as far as anybody knows she never left"
    await desk.services.arrivals.check_out([await desk.row(NIGHT)])
    await desk.services.arrivals.check_in([await desk.row(NIGHT)])
    assert await desk.inside() == ["Ada Lovelace"]
    assert await desk.services.arrivals.since_before(desk.services.site.today()) == ()


async def test_over_the_hour_that_comes_twice_moments_stay_in_their_order(desk: NightDesk) -> None:
    desk.now = in_utc("2026-10-25T00:10:00+02:00")
    await desk.enter("Night shift", "2026-10-25T01:30:00+02:00", "2026-10-25T04:00:00+01:00")
    desk.now = in_utc("2026-10-25T02:30:00+01:00")
    row = await desk.row(TURNED)
    assert row.status(desk.services.site.now()) is Status.LATE
    assert desk.services.site.now() - row.expected == timedelta(hours=2)
    desk.now = in_utc("2026-10-25T02:30:00+02:00")
    await desk.services.arrivals.check_in([row])
    desk.now = in_utc("2026-10-25T02:10:00+01:00")
    await desk.services.arrivals.check_out([row])
    arrival = (await desk.row(TURNED)).arrival
    assert arrival.left
    assert arrival.arrived_at is not None
    assert arrival.left_at is not None
    assert arrival.left_at - arrival.arrived_at == timedelta(minutes=40)
    waiting = (await desk.services.lists.waiting()).operations
    assert [one.body["at"] for one in waiting if one.kind is Kind.ARRIVAL] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:10:00+01:00",
    ]
