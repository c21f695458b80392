"""The rows behind a figure of many days: page by page from our own server, and what this desk has where that isn't."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

from app.models.moments import ONE_DAY
from tests.fake_server import FakeServer
from tests.faults import NOW
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.doors import Doors, today
from tests.ui.hands import click, column, find, named, press, row_in_hand, says, tick
from ui.compose.desk import DeskApp
from ui.pages.overview.page import OverviewPage
from ui.pages.today.search.period_view import PeriodView
from ui.shell.freshness import Freshness

FOUND = "Visits on other days"
CALL = "GET /app/CO-DESK/vm/statistics/visits"
TODAY = NOW.date()


async def figures_of(desk: DeskApp, period: str) -> OverviewPage:
    """*Overview*, with those of that period."""
    desk.window.go_to("Overview")
    page = desk.window.page()
    assert isinstance(page, OverviewPage)
    await eventually(lambda: page.ready() and desk.window.isActiveWindow())
    line = find(page, "Period", QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, period)
    press(line, Qt.Key.Key_Return)
    await eventually(page.ready)
    return page


def told(page: OverviewPage, name: str) -> str:
    """What a screen reader tells of a large figure."""
    return QAccessible.queryAccessibleInterface(find(page, name)).text(QAccessible.Text.Description)


def listed(desk: DeskApp, title: str = "Visitor") -> list[str]:
    tables = named(desk.window, FOUND, QTableView)
    return column(tables[0], title) if tables else []


def may_click(desk: DeskApp, name: str) -> bool:
    return find(desk.window, name, QAbstractButton).isEnabled()


async def made(house: Doors, days_ago: int, **different: Any) -> None:
    """A meeting of three visitors, on the server."""
    day = TODAY - days_ago * ONE_DAY
    people = [{"firstName": name, "lastName": "Lima", "companyName": "Acme"} for name in ("Ana", "Bo", "Cy")]
    body = {"title": "Audit", "hostId": "Tom Okafor", "visitors": people}
    body |= {"startAt": f"{day}T11:00:00+01:00", "endAt": f"{day}T12:00:00+01:00"}
    await house.server.make("/vm/meetings", body | different)


@pytest.fixture
async def desk(house: Doors) -> DeskApp:
    """Three were invited on each of the 70 days before today, and three for today."""
    await made(house, 70, recurrence={"rrule": "FREQ=DAILY;COUNT=71"})
    desk = house.open("Front")
    await today(desk)
    return desk


async def test_a_figure_of_a_year_lists_its_rows_page_by_page(house: Doors, desk: DeskApp) -> None:
    page = await figures_of(desk, "This year")
    await eventually(lambda: told(page, "No-shows").startswith("210"))
    click(page, "No-shows")
    await eventually(lambda: says(desk.window, "Visits 1–200 of 210"))
    assert says(desk.window, "No-shows, 1 Jan – 12 Mar 2026")
    assert listed(desk, "Day")[:4] == ["Thu 1 Jan"] * 3 + ["Fri 2 Jan"]
    assert row_in_hand(find(desk.window, FOUND, QTableView))[0] == "Thu 1 Jan"
    assert not may_click(desk, "Previous page")
    click(desk.window, "Next page")
    await eventually(lambda: says(desk.window, "Visits 201–210 of 210"))
    assert listed(desk, "Day")[-1] == "Wed 11 Mar"
    assert row_in_hand(find(desk.window, FOUND, QTableView))[:3] == ("Sun 8 Mar", "11:00", "Cy Lima")
    assert not may_click(desk, "Next page")
    assert not any("/vm/visits/2026-01" in call for call in house.lines["Front"].asked), "nobody asks day by day"
    view = desk.window.findChild(PeriodView)
    assert view is not None
    sheet = await view.sheet()
    assert (len(sheet.tables[0].rows), sheet.about[1]) == (210, "210 visits"), "all pages are taken along"
    click(desk.window, "Previous page")
    await eventually(lambda: says(desk.window, "Visits 1–200 of 210"))
    press(find(desk.window, FOUND, QTableView), Qt.Key.Key_Return)
    await eventually(lambda: named(desk.window, "Visitors", QTableView))


async def test_who_comes_meanwhile_is_listed_under_a_figure_of_our_server(house: Doors, desk: DeskApp) -> None:
    click(await figures_of(desk, "This year"), "Arrived")
    await eventually(lambda: says(desk.window, "No visits") and CALL in house.lines["Front"].asked)
    day = await desk.services.day.rows(TODAY)
    assert day is not None
    await desk.services.arrivals.check_in([one for one in day.visits if one.name == "Bo Lima"])
    await eventually(lambda: listed(desk) == ["Bo Lima"] and says(desk.window, "1 visit"))
    assert listed(desk, "Day") == ["Today"]


async def test_while_our_server_is_away_the_days_that_are_known_are_listed(house: Doors, desk: DeskApp) -> None:
    page = await figures_of(desk, "This year")
    house.lines["Front"].up = False
    click(page, "Still to come")
    await eventually(lambda: says(desk.window, "weren't asked for: The server can't be reached."))
    assert listed(desk) == ["Ana Lima", "Bo Lima", "Cy Lima"]
    house.lines["Front"].up = True
    freshness = desk.window.findChild(Freshness)
    assert freshness is not None
    await eventually(lambda: desk.services.subscription.live)
    tick(freshness)
    await eventually(lambda: says(desk.window, "3 visits") and not named(desk.window, "Ask for more days"))


async def test_another_vendors_server_is_asked_for_92_days_at_once(open_desk: OpenDesk, server: FakeServer) -> None:
    early = [meeting(number, "Ana Lima", **on(day)) for number, day in ((2, "2026-01-20"), (3, "2025-11-03"))]
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Bo Berg", at="09:00"), *early])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors", QTableView))
    page = await figures_of(desk, "Other days")
    for field, day in (("First day", "2025-11-01"), ("Last day", str(TODAY))):
        find(page, field, QLineEdit).setText(day)
    await eventually(lambda: page.ready() and says(page, "days are missing"))
    server.requests.clear()
    click(page, "No-shows")
    await eventually(lambda: says(desk.window, "1 visit · ") and says(desk.window, "days weren't asked for"))
    assert listed(desk, "Day") == ["Tue 20 Jan"]
    click(desk.window, "Ask for more days")
    await eventually(lambda: listed(desk) == ["Ana Lima", "Ana Lima"] and not named(desk.window, "Ask for more days"))
    assert says(desk.window, "2 visits")
    assert not server.asked("/vm/statistics/visits")


def on(day: str) -> dict[str, str]:
    return {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}
