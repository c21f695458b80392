"""The site's clock: whatever zone the PC is in, and on the two nights on which the clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from app.models.objects.company import Company
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.meetings import BRUSSELS, meeting
from tests.ui.conftest import Clock, OpenDesk, OpenToday, eventually
from tests.ui.hands import column, find, named, press

LIST = "/vm/meetings"
PC_ZONES = ("America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "UTC")

SetZone = Callable[[str], None]


@pytest.mark.parametrize("pc", PC_ZONES)
async def test_times_and_today_are_the_sites_whatever_the_pc_says(
    open_today: OpenToday, server: FakeServer, clock: Clock, pc_zone: SetZone, pc: str
) -> None:
    pc_zone(pc)
    clock.now = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)  # half past midnight in Brussels
    server.answers("GET", LIST, json=[at("2026-03-13T08:00:00Z"), at("2026-03-13T10:00:00+05:30")])
    page = await open_today()
    await eventually(lambda: named(page, "Visitors"))
    assert server.asked(LIST)[0].query == {"from": "2026-03-13", "to": "2026-03-13"}
    assert column(find(page, "Visitors", QTableView), "Time") == ["05:30", "09:00"]


def at(start: str, zone: str = "Europe/Brussels", hours: int = 1) -> dict[str, Any]:
    end = (datetime.fromisoformat(start) + timedelta(hours=hours)).isoformat()
    company = BRUSSELS | {"timezone": zone}
    return meeting(0, "Ana Lima", id=f"M-{start}", startAt=start, endAt=end, company=company)


CHANGES = [
    # the night of the change, in UTC: its day's first and last hour, how the clocks read before and after it
    ("Europe/Brussels", date(2026, 3, 29), "2026-03-28T23:00Z", 23, ["00:30", "01:30", "03:30", "23:30"]),
    ("Europe/Brussels", date(2026, 10, 25), "2026-10-24T22:00Z", 25, ["00:30", "02:30", "02:30", "23:30"]),
    ("America/Los_Angeles", date(2026, 3, 8), "2026-03-08T08:00Z", 23, ["00:30", "01:30", "03:30", "23:30"]),
    ("America/Los_Angeles", date(2026, 11, 1), "2026-11-01T07:00Z", 25, ["00:30", "01:30", "01:30", "23:30"]),
    ("Pacific/Auckland", date(2026, 9, 27), "2026-09-26T12:00Z", 23, ["00:30", "01:30", "03:30", "23:30"]),
    ("Asia/Kolkata", date(2026, 3, 29), "2026-03-28T18:30Z", 24, ["00:30", "01:30", "02:30", "23:30"]),
]


@pytest.mark.parametrize(("zone", "day", "midnight", "hours", "clocks"), CHANGES)
async def test_a_day_has_the_hours_that_its_clocks_show(
    open_today: OpenToday,
    server: FakeServer,
    clock: Clock,
    pc_zone: SetZone,
    zone: str,
    day: date,
    midnight: str,
    hours: int,
    clocks: list[str],
) -> None:
    """What starts half an hour before or after its two midnights is another day's."""
    pc_zone("Asia/Tokyo")
    first = datetime.fromisoformat(midnight)
    clock.now = first + timedelta(hours=5)
    changing = 2 if zone == "Europe/Brussels" and hours == 25 else 1
    starts = [0.5, changing + 0.5, changing + 1.5, hours - 0.5]
    outside = [-1.5, hours + 0.5]
    server.answers(
        "GET", LIST, json=[at((first + timedelta(hours=one)).isoformat(), zone) for one in (*outside, *starts)]
    )
    page = await open_today(on=day)
    await eventually(lambda: named(page, "Visitors"))
    assert column(find(page, "Visitors", QTableView), "Time") == clocks


@pytest.mark.parametrize(
    ("told", "setting", "pc", "zone"),
    [
        ("Asia/Kolkata", "Europe/Brussels", "UTC", "Asia/Kolkata"),
        ("", "Europe/Brussels", "UTC", "Europe/Brussels"),
        ("Nowhere/Atlantis", "Europe/Brussels", "UTC", "Europe/Brussels"),
        ("W. Europe Standard Time", "", "Asia/Tokyo", "Europe/Berlin"),
        ("europe/brussels", "", "Asia/Tokyo", "Europe/Brussels"),
        ("", "romance standard time", "Asia/Tokyo", "Europe/Paris"),
        ("../../etc/passwd", "", "Pacific/Auckland", "Pacific/Auckland"),
        ("", "", "", "UTC"),
    ],
)
def test_the_zone_is_the_companys_else_the_settings_else_the_pcs(told: str, setting: str, pc: str, zone: str) -> None:
    site = Site(name="", time_zone=setting, pc_zone=pc)
    site.learn(Company(timezone=told))
    assert site.zone.key == zone


async def test_a_zone_that_nobody_knows_is_said_in_the_header_until_one_is_known(
    open_desk: OpenDesk, server: FakeServer, pc_zone: SetZone
) -> None:
    pc_zone("Asia/Tokyo")
    server.answers("GET", LIST, json=[at("2026-03-12T08:00:00Z", zone="Mars/Base")])
    desk = open_desk()
    sign = await eventually_named(desk.window, "Time zone")
    assert sign.text() == "Unknown time zone"
    assert "“Mars/Base”" in sign.accessibleDescription()
    assert "those of Asia/Tokyo" in sign.accessibleDescription()
    assert find(desk.window, "Message", QWidget).isVisible()
    desk.window.resize(900, 600)
    assert sign.text() == "Zone?"
    server.answers("GET", LIST, json=[at("2026-03-12T08:00:00Z", zone="Romance Standard Time")])
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: sign.isHidden())
    assert column(find(desk.window, "Visitors", QTableView), "Time") == ["09:00"]


async def eventually_named(window: QWidget, name: str) -> QLabel:
    await eventually(lambda: named(window, name, QLabel))
    return find(window, name, QLabel)


def test_listeners_hear_of_a_change_and_of_nothing_else() -> None:
    site = Site(name="", time_zone="Europe/Brussels", pc_zone="UTC")
    heard: list[str] = []
    site.on_change(lambda: heard.append(site.city))
    company = Company(name="Northgate", timezone="America/Los_Angeles")
    site.learn(company)
    site.learn(company)
    site.learn(None)
    site.learn(Company())
    assert heard == ["Los Angeles"]
    assert site.name == "Northgate"


@pytest.mark.parametrize(
    ("wall", "shows"),
    [
        ("2026-03-29T02:30", False),
        ("2026-03-29T03:00", True),
        ("2026-10-25T02:30", True),
    ],
)
def test_an_hour_that_a_night_in_spring_skips_is_no_time(wall: str, shows: bool) -> None:
    assert Site(name="", time_zone="Europe/Brussels", pc_zone="UTC").shows(datetime.fromisoformat(wall)) is shows
