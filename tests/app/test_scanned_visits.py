"""A scan finds its visit: also through another keyboard, and after the meeting was moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fake_server import FakeServer
from tests.meetings import DAY, meeting, visitor
from tests.on_site_desk import OnSiteDesk

TODAY = date.fromisoformat(DAY)
ANN = visitor("Ann Yz", id="V-1")
SCANNED = f"{DAY}/M-1/V-1"


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer) -> AsyncIterator[OnSiteDesk]:
    desk = OnSiteDesk(tmp_path, server)
    yield desk
    await desk.close()


def on(day: date, **more: Any) -> dict[str, Any]:
    return meeting(1, ANN, startAt=f"{day}T15:00:00+01:00", endAt=f"{day}T16:00:00+01:00", **more)


async def hear(desk: OnSiteDesk, day: date, *meetings: dict[str, Any]) -> None:
    desk.server.answers("GET", f"/vm/visits/{day}", json={"visits": []})
    desk.server.answers("GET", "/vm/meetings", json=[*meetings])
    await desk.services.day.refresh(day)


async def test_a_visit_is_found_on_its_day(desk: OnSiteDesk) -> None:
    await hear(desk, TODAY, on(TODAY))
    for scan in (SCANNED, SCANNED.replace("-", "ß").replace("/", "-"), SCANNED.swapcase()):
        found = await desk.services.day.find_scanned(scan)
        assert found is not None
        assert found.id == SCANNED


@pytest.mark.parametrize("days", [1, -1, 6])
async def test_a_visit_is_found_where_its_meeting_was_moved_to(desk: OnSiteDesk, days: int) -> None:
    await hear(desk, TODAY, on(TODAY))
    await hear(desk, TODAY)
    moved = TODAY + timedelta(days=days)
    await hear(desk, moved, on(moved))
    found = await desk.services.day.find_scanned(SCANNED)
    assert found is not None
    assert (found.id, found.day) == (f"{moved}/M-1/V-1", moved)


async def test_one_that_was_moved_to_today_is_meant_before_another_of_its_series(desk: OnSiteDesk) -> None:
    tomorrow = TODAY + timedelta(days=1)
    await hear(desk, tomorrow, on(tomorrow))
    await hear(desk, TODAY, on(TODAY))
    found = await desk.services.day.find_scanned(f"{TODAY + timedelta(days=2)}/M-1/V-1")
    assert found is not None
    assert found.day == TODAY


async def test_nobody_is_found_for_another_meeting_or_visitor(desk: OnSiteDesk) -> None:
    await hear(desk, TODAY, on(TODAY))
    for scan in (f"{DAY}/M-2/V-1", f"{DAY}/M-1/V-2", "2026-03-13/M-1", "nonsense", "BCDEFGHIJKLNOPRST"):
        assert await desk.services.day.find_scanned(scan) is None
