"""A meeting, or a visitor of it, is taken back at the desk: asked once, crossed out, and undone for ten seconds."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QTableView

from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.meetings.changes import EditedMeeting
from app.models.notices.ways import Ways
from tests.ui.arrivals_hands import status_of, take_in_hand
from tests.ui.conftest import eventually
from tests.ui.dialog_hands import dialog
from tests.ui.doors import Doors, all_sent, refresh, today
from tests.ui.hands import CTRL, click, find, press, says
from tests.ui.invite_desk import write_over
from tests.ui.test_edit_meeting import AUDIT
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage
from ui.wording.change_words import told_words


@pytest.fixture
async def house(house: Doors) -> Doors:
    await house.server.make("/vm/meetings", AUDIT)
    return house


async def asked(desk: DeskApp, page: TodayPage, name: str, way: str) -> QDialog:
    """The question that comes after the button of that name."""
    take_in_hand(page, name)
    find(page, "Search", QLineEdit).clear()
    click(page, way)
    return await dialog(desk.window)


async def press_in(desk: DeskApp, page: TodayPage, key: Qt.Key) -> None:
    """With Ctrl, at the list, once the question is gone."""
    desk.window.activateWindow()
    await eventually(desk.window.isActiveWindow)
    table = find(page, "Visitors")
    table.setFocus()
    press(table, key, CTRL)


def is_struck(page: TodayPage, name: str) -> bool:
    model = find(page, "Visitors", QTableView).model()
    number = next(number for number, one in enumerate(model.rows) if one.name == name)
    return all(model.cell(number, column).struck for column in (0, 1, 4))


async def test_it_is_asked_once_and_said_who_is_told(house: Doors) -> None:
    desk = house.open("Front")
    question = await asked(desk, await today(desk), "Ana", "Cancel meeting")
    assert says(question, "Cancel “Audit”?")
    assert says(question, "Nobody is told by Foyer: please tell Ana Lima, Bo Berg and Sofia Marchetti yourself.")
    press(question, Qt.Key.Key_Escape)
    assert not question.isVisible()
    await all_sent(desk)
    assert len(await house.server.meetings()) == 1


async def test_a_cancelled_meeting_is_crossed_out_with_who_and_when(house: Doors) -> None:
    front, garage = house.open("Front"), house.open("Garage")
    at_front, at_garage = await today(front), await today(garage)
    click(await asked(front, at_front, "Ana", "Cancel meeting"), "Cancel meeting")
    await eventually(lambda: status_of(at_front, "Ana Lima").startswith("Cancelled 09:42"))
    assert says(at_front, "0 visitors in 0 meetings")
    await all_sent(front)
    assert await house.server.meetings() == []
    for desk, page in ((front, at_front), (garage, at_garage)):
        refresh(desk)
        await eventually(lambda page=page: status_of(page, "Ana Lima") == "Cancelled 09:42, by Front")
        assert is_struck(page, "Ana Lima")
        assert is_struck(page, "Bo Berg")


async def test_nobody_is_checked_in_by_what_was_cancelled(house: Doors) -> None:
    desk = house.open("Front")
    page = await today(desk)
    click(await asked(desk, page, "Ana", "Cancel meeting"), "Cancel meeting")
    await eventually(lambda: status_of(page, "Ana Lima").startswith("Cancelled"))
    take_in_hand(page, "Ana")
    assert not find(page, "Check in").isEnabled()
    await press_in(desk, page, Qt.Key.Key_I)
    await eventually(lambda: "was cancelled" in desk.window.notice.words)
    assert status_of(page, "Ana Lima").startswith("Cancelled")


@pytest.mark.parametrize("online", [True, False])
async def test_it_is_undone_within_ten_seconds(house: Doors, online: bool) -> None:
    """Whether the server was told already or not."""
    desk = house.open("Front")
    page = await today(desk)
    before = [one["id"] for one in (await house.server.meetings())[0]["visitors"]]
    house.lines["Front"].up = online
    click(await asked(desk, page, "Ana", "Cancel meeting"), "Cancel meeting")
    await eventually(lambda: status_of(page, "Ana Lima").startswith("Cancelled"))
    if online:
        await all_sent(desk)
        assert await house.server.meetings() == []
    await press_in(desk, page, Qt.Key.Key_Z)
    await eventually(lambda: status_of(page, "Ana Lima").startswith("Expected"))
    house.lines["Front"].up = True
    refresh(desk)
    await all_sent(desk)
    meetings = await house.server.meetings()
    assert [one["title"] for one in meetings] == ["Audit"]
    assert [one["id"] for one in meetings[0]["visitors"]] == before
    await eventually(lambda: status_of(page, "Ana Lima") == "Expected")


async def test_one_visitor_is_cancelled_and_the_other_comes(house: Doors) -> None:
    desk = house.open("Front")
    page = await today(desk)
    question = await asked(desk, page, "Ana", "Cancel this visitor")
    assert says(question, "please tell Ana Lima and Sofia Marchetti yourself")
    click(question, "Cancel this visitor")
    await eventually(lambda: status_of(page, "Ana Lima").startswith("Cancelled"))
    await all_sent(desk)
    assert [one["firstname"] for one in (await house.server.meetings())[0]["visitors"]] == ["Bo"]
    refresh(desk)
    await eventually(lambda: status_of(page, "Ana Lima") == "Cancelled 09:42, by Front")
    assert status_of(page, "Bo Berg") == "Expected"
    click(desk.window.notice, "Undo")
    await eventually(lambda: status_of(page, "Ana Lima").startswith("Expected"))
    await all_sent(desk)
    assert {one["firstname"] for one in (await house.server.meetings())[0]["visitors"]} == {"Ana", "Bo"}


@pytest.mark.parametrize("also", [True, False])
async def test_with_the_last_visitor_the_meeting_goes_unless_the_person_keeps_it(house: Doors, also: bool) -> None:
    await house.server.make(
        "/vm/meetings", AUDIT | {"title": "Solo", "visitors": [{"firstName": "Cy", "lastName": "Young"}]}
    )
    desk = house.open("Front")
    page = await today(desk)
    question = await asked(desk, page, "Cy", "Cancel this visitor")
    too = find(question, "Cancel the meeting too: nobody else is invited", QCheckBox)
    assert too.isChecked()
    too.setChecked(also)
    click(question, "Cancel this visitor")
    await eventually(lambda: status_of(page, "Cy Young").startswith("Cancelled"))
    await all_sent(desk)
    assert [one["title"] for one in await house.server.meetings()] == (["Audit"] if also else ["Audit", "Solo"])
    click(desk.window.notice, "Undo")
    await eventually(lambda: status_of(page, "Cy Young").startswith("Expected"))
    await all_sent(desk)
    assert [len(one["visitors"]) for one in await house.server.meetings()] == [2, 1]


@pytest.mark.parametrize("way", ["Cancel meeting", "Cancel this visitor"])
async def test_who_is_on_site_is_checked_out_first(house: Doors, way: str) -> None:
    desk = house.open("Front")
    page = await today(desk)
    take_in_hand(page, "Ana")
    click(page, "Check in")
    await eventually(lambda: status_of(page, "Ana Lima").startswith("On site"))
    click(page, way)
    await eventually(lambda: "check out first" in desk.window.notice.words)
    assert "Ana Lima is on site" in desk.window.notice.words
    assert not any(one.isVisible() for one in desk.window.findChildren(QDialog))
    await all_sent(desk)
    assert len(await house.server.meetings()) == 1


@pytest.mark.parametrize("way", ["Cancel this visitor", "Cancel meeting"])
async def test_of_a_meeting_that_waits_an_undo_makes_no_second_one(house: Doors, way: str) -> None:
    desk = house.open("Front")
    page = await today(desk)
    house.lines["Front"].up = False
    desk.window.go_to("New meeting")
    form = desk.window.page()
    write_over(form, "Host", "US-G606")
    write_over(form, "Title", "Waits")
    write_over(form, "Starts", "12 Mar 2026 11:00")
    press(find(form, "Starts"), Qt.Key.Key_Return)
    click(form, "Add visitor")
    write_over(form, "First name", "Cy")
    write_over(form, "Last name", "Young")
    click(form, "Create meeting")
    await eventually(lambda: desk.window.page() is page and status_of(page, "Cy Young"))
    await eventually(lambda: find(desk.window, "Connection").text().startswith("Offline"))  # nor on its way any more
    click(await asked(desk, page, "Cy", way), way)
    await eventually(lambda: not status_of(page, "Cy Young"))
    click(desk.window.notice, "Undo")
    await eventually(lambda: status_of(page, "Cy Young"))
    house.lines["Front"].up = True
    refresh(desk)
    await all_sent(desk)
    names = {one["title"]: [who["firstname"] for who in one["visitors"]] for one in await house.server.meetings()}
    assert names == {"Audit": ["Ana", "Bo"], "Waits": ["Cy"]}
    assert len(await house.server.meetings()) == 2


def test_who_is_told_of_it_by_whom() -> None:
    ana, bo = (VisitorDraft(first_name=name, mail_reminder=name == "Ana") for name in ("Ana", "Bo"))
    edited = EditedMeeting("M-1", date(2026, 3, 12), MeetingDraft(visitors=(ana, bo)), {})
    both = partial(told_words, edited, ["Ana", "Bo"], "Sofia Marchetti")
    assert both(Ways(ours=True)) == "The server tells Ana by email. Please tell Bo and Sofia Marchetti yourself."
    assert both(Ways(ours=True, email=False)) == (
        "Nobody is told by Foyer: please tell Ana, Bo and Sofia Marchetti yourself."
    )
    assert both(Ways()).startswith("The server tells Ana, Bo and Sofia Marchetti")
