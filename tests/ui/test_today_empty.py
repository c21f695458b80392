"""A day without meetings, on a desk that is new and on one in use, and the way back from a search to now."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from tests.fake_server import FakeServer
from tests.meetings import DAY, meeting
from tests.ui.conftest import OpenToday, eventually
from tests.ui.hands import click, column, find, named, press, row_in_hand, says, write

LIST = "/vm/meetings"
SAMPLE = "Look around with a sample day"


async def test_a_desk_in_use_offers_what_is_done_there(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ann Lee", startAt="2026-03-11T10:00:00+01:00")])
    page = await open_today(first_start=True, on=date(2026, 3, 11))
    await eventually(page.ready)
    server.answers("GET", LIST, json=[])
    header = page.header_part()
    assert header is not None
    header.show()
    click(header, "Next day")
    await eventually(lambda: says(page, "Nobody is expected"))
    assert not named(page, SAMPLE)
    requested: list[str] = []
    page.wants.connect(requested.append)
    page.walk_in_requested.connect(lambda: requested.append("walk-in"))
    click(page, "Walk-in")
    click(page, "New meeting")
    assert requested == ["walk-in", "New meeting"]


@pytest.mark.parametrize("first_start", [True, False])
async def test_a_day_that_passed_is_in_the_past(
    open_today: OpenToday, server: FakeServer, *, first_start: bool
) -> None:
    server.answers("GET", LIST, json=[])
    page = await open_today(first_start=first_start, on=date(2026, 3, 11))
    await eventually(page.ready)
    assert says(page, "Nobody was expected")
    assert not named(page, SAMPLE)
    assert find(page, "Walk-in").isEnabled()


async def test_nobody_walks_in_on_another_day(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[])
    page = await open_today(on=date(2026, 3, 13))
    await eventually(page.ready)
    assert says(page, "Nobody is expected")
    assert find(page, "New meeting").isEnabled()


@pytest.mark.parametrize("way", ["escape", "backspace", "cross", "chip"])
async def test_the_whole_day_comes_back_at_now(open_today: OpenToday, server: FakeServer, way: str) -> None:
    early = [meeting(number, f"Early {number:02}", at="08:00") for number in range(40)]
    late = [meeting(100 + number, f"Later {number}", at="15:00") for number in range(40)]
    server.answers("GET", LIST, json=[*early, meeting(90, "Next One", at="11:45"), *late])
    page = await open_today(on=date.fromisoformat(DAY))
    await eventually(page.ready)
    table, search = find(page, "Visitors", QTableView), find(page, "Search", QLineEdit)
    if way == "chip":
        click(page, "Left")
    else:
        write(search, "Early 03")
        press(search, Qt.Key.Key_Return)
        assert row_in_hand(table)[1] == "Early 03"
    match way:
        case "escape":
            press(search, Qt.Key.Key_Escape)
        case "backspace":
            for _ in "Early 03":
                press(search, Qt.Key.Key_Backspace)
        case "cross":
            click(search, "Empty the search")
        case _:
            click(page, "All")
    await eventually(lambda: len(column(table, "Visitor")) == 81)
    number = column(table, "Visitor").index("Next One")
    top, height = table.rowViewportPosition(number), table.viewport().height()
    assert 0 <= top < height * 2 // 3, "the first who is still to come is in sight"
    if way != "chip":
        assert row_in_hand(table)[1] == "Early 03", "who was found stays in hand"
