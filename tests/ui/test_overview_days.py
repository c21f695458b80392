"""*Overview* of days that are typed, and of such on which nobody came."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.services.statistics import Statistics
from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.server.postgresql import EACH_DATABASE
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.doors import Doors
from tests.ui.hands import find, named, press, says, tick
from tests.ui.test_overview import ANA, choose, open_page, told
from tests.ui.test_two_desks import left_alone
from ui.shell.freshness import Freshness
from ui.widgets.charts.chart import Chart

AWAY = "Tickets are counted by the desk server, which isn't reached now."


async def test_days_are_typed_as_they_come(open_desk: OpenDesk) -> None:
    desk = open_desk()
    page = await open_page(desk)
    await choose(page, "Period", "Other days")
    first, last = (find(page, name, QLineEdit) for name in ("First day", "Last day"))
    for line, typed in ((last, ""), (first, "5 Mar 2026"), (last, "+0")):
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, typed)
    press(last, Qt.Key.Key_Return)
    assert (first.text(), last.text()) == ("5 Mar 2026", "12 Mar 2026")
    await eventually(page.ready)
    assert says(desk.window, "5 – 12 Mar 2026")


async def test_of_a_day_on_which_all_stayed_away_nobody_was_on_site(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA, at="09:00")])
    desk = open_desk()
    await desk.services.day.refresh(desk.services.site.today())
    page = await open_page(desk)
    assert not named(page, "On site over the day", Chart)
    assert says(page, "Nobody was on site.")
    assert not says(page, "Nobody came, and nobody was expected.")


async def test_nobody_waits_for_a_server_that_is_away_where_this_desk_knows_nothing_either(
    house: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.open("Front")
    page = await open_page(desk)
    # said so, because an answer to what was asked before may still come and say that it is there
    monkeypatch.setattr(Statistics, "is_away", property(lambda statistics: True))
    monkeypatch.setattr(house.lines["Front"], "handle_async_request", lambda request: asyncio.Event().wait())
    find(page, "Period", QLineEdit).selectAll()
    QTest.keyClicks(find(page, "Period", QLineEdit), "Last month")
    await eventually(lambda: told(page, "Arrived") == "?, not known")
    assert not page.ready()


async def test_no_figures_of_other_days_stay_while_those_that_are_meant_are_counted(
    house: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.open("Front")
    page = await open_page(desk)
    monkeypatch.setattr(house.lines["Front"], "handle_async_request", lambda request: asyncio.Event().wait())
    find(page, "Period", QLineEdit).selectAll()
    QTest.keyClicks(find(page, "Period", QLineEdit), "Last month")
    await eventually(lambda: says(desk.window, "1 – 28 Feb 2026") and says(page, "Counting…"))
    assert not named(page, "Arrived")


@EACH_DATABASE
async def test_a_server_that_was_away_is_asked_again_also_of_days_that_are_over(house: Doors) -> None:
    desk = house.open("Front")
    page = await open_page(desk)
    await left_alone(desk)
    house.lines["Front"].up = False
    await choose(page, "Period", "Last month")
    assert says(page, AWAY)
    assert says(page, "This desk knows nothing of these days: it never heard of their meetings.")
    house.lines["Front"].up = True
    freshness = desk.window.findChild(Freshness)
    assert freshness is not None
    await eventually(lambda: desk.services.subscription.live)
    tick(freshness)
    await eventually(lambda: told(page, "Arrived").startswith("0 of 0 arrived"))
    await eventually(lambda: not says(page, AWAY))
