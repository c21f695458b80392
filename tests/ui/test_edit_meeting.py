"""A meeting that the server has is edited at the desk: at once on screen, once at the server, nothing else touched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from tests.ui.arrivals_hands import take_in_hand
from tests.ui.conftest import Clock, eventually
from tests.ui.doors import Doors, doors, today
from tests.ui.hands import CTRL, column, find, press, says
from tests.ui.invite_desk import body_shown, invited, write_over
from ui.compose.desk import DeskApp
from ui.pages.new_meeting.edit.page import EditMeetingPage
from ui.pages.today.page import TodayPage
from ui.theme import Theme

AUDIT = {
    "title": "Audit",
    "startAt": "2026-03-12T10:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "hostId": "Sofia Marchetti",
    "visitors": [
        {"firstName": "Ana", "lastName": "Lima", "mobile": "+32470123456"},
        {"firstName": "Bo", "lastName": "Berg"},
    ],
}


@pytest.fixture
async def house(theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path) -> AsyncIterator[Doors]:
    async with doors(theme, clock, tmp_path, qapp) as house:
        await house.server.make("/vm/meetings", AUDIT)
        yield house


async def edited(desk: DeskApp, page: TodayPage, name: str) -> EditMeetingPage:
    """Whoever is named is in hand, and Ctrl+E was pressed."""
    take_in_hand(page, name)
    press(find(page, "Visitors"), Qt.Key.Key_E, CTRL)
    return await form(desk)


async def form(desk: DeskApp) -> EditMeetingPage:
    await eventually(lambda: desk.window.page().name == "Edit meeting")
    page = desk.window.page()
    assert isinstance(page, EditMeetingPage)
    await eventually(lambda: find(page, "Title", QLineEdit).text())
    return page


def titles(page: TodayPage) -> list[str]:
    return column(find(page, "Visitors", QTableView), "Meeting")


def label_of(page: QWidget, name: str) -> str:
    """What stands above a field."""
    return next(one.text() for one in page.findChildren(QLabel) if one.text().split(" ")[0] == name)


async def test_the_form_holds_what_the_server_has(house: Doors) -> None:
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    assert find(page, "Title", QLineEdit).text() == "Audit"
    assert find(page, "Starts", QLineEdit).text() == "Thu 12 Mar 2026  10:00"
    await eventually(lambda: find(page, "Host", QLineEdit).text() == "Sofia Marchetti")
    assert [one[0] for one in invited(page)] == ["Ana Lima", "Bo Berg"]
    body = body_shown(page)
    assert body["title"] == "Audit"
    assert all(one["id"] for one in body["visitors"])
    assert says(page, "PUT /app/CO-DESK/vm/meetings/")


async def test_only_what_differs_is_marked(house: Doors) -> None:
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    assert not says(page, "changed")
    write_over(page, "Title", "Audit of the year")
    assert says(page, "Title (required) · changed")
    assert find(page, "Title").accessibleDescription() == "changed, was Audit"
    assert find(page, "Description").accessibleDescription() == ""
    write_over(page, "Mobile", "+32470123457")
    assert find(page, "Mobile").accessibleDescription() == "changed, was +32470123456"
    assert [one[0] for one in invited(page)] == ["Ana Lima changed", "Bo Berg"]
    write_over(page, "Title", "Audit")
    write_over(page, "Mobile", "+32470123456")
    assert not says(page, "changed")
