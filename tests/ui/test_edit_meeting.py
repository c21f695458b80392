"""A meeting that the server has is edited at the desk: at once on screen, once at the server, nothing else touched."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QTableView

from tests.ui.arrivals_hands import status_of, take_in_hand
from tests.ui.conftest import eventually
from tests.ui.doors import Doors, all_sent, refresh, today
from tests.ui.hands import CTRL, click, column, find, move_mouse, named, press, row, says
from tests.ui.invite_desk import body_shown, invited, write_over
from ui.compose.desk import DeskApp
from ui.pages.new_meeting.edit.page import EditMeetingPage
from ui.pages.today.day.targets import DayTargets
from ui.pages.today.page import TodayPage

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
async def house(house: Doors) -> Doors:
    await house.server.make("/vm/meetings", AUDIT)
    return house


async def edited(desk: DeskApp, page: TodayPage, name: str) -> EditMeetingPage:
    """Whoever is named is in hand, and Ctrl+E was pressed."""
    desk.window.activateWindow()
    await eventually(desk.window.isActiveWindow)
    take_in_hand(page, name)
    press(find(page, "Visitors"), Qt.Key.Key_E, CTRL)
    return await form(desk)


async def form(desk: DeskApp) -> EditMeetingPage:
    await eventually(lambda: desk.window.page().name == "Edit meeting")
    page = desk.window.page()
    assert isinstance(page, EditMeetingPage)
    await eventually(lambda: find(page, "Title", QLineEdit).text())
    return page


async def saved(desk: DeskApp) -> TodayPage:
    """*Today* again, after changes were saved."""
    await eventually(lambda: desk.window.page().name == "Today")
    return await today(desk)


def titles(page: TodayPage) -> list[str]:
    return column(find(page, "Visitors", QTableView), "Meeting")


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


async def test_changes_are_at_once_on_screen_and_once_at_the_server(house: Doors) -> None:
    """Without a network they wait, and survive that the desk is closed."""
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    house.lines["Front"].up = False
    write_over(page, "Title", "Audit of the year")
    click(page, "Save changes")
    at_front = await saved(desk)
    await eventually(lambda: titles(at_front) == ["Audit of the year"] * 2)
    await eventually(lambda: "Waiting to be sent" in row(find(at_front, "Visitors", QTableView), 0)[5])
    before = [one["id"] for one in (await house.server.meetings())[0]["visitors"]]
    await house.close(desk)
    desk = house.open("Front")
    at_front = await today(desk)
    await eventually(lambda: titles(at_front) == ["Audit of the year"] * 2)
    await all_sent(desk)
    meetings = await house.server.meetings()
    assert [one["title"] for one in meetings] == ["Audit of the year"]
    assert [one["id"] for one in meetings[0]["visitors"]] == before


async def test_what_is_written_is_there_again_after_a_restart(house: Doors) -> None:
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    write_over(page, "Title", "Audit of the year")
    desk.window.go_to("Today")
    await house.close(desk)
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    assert find(page, "Title", QLineEdit).text() == "Audit of the year"
    assert find(page, "Title").accessibleDescription() == "changed, was Audit"
    click(page, "Discard changes")
    assert find(page, "Title", QLineEdit).text() == "Audit"
    click(page, "Undo")
    assert find(page, "Title", QLineEdit).text() == "Audit of the year"


async def test_with_nothing_changed_nothing_is_sent(house: Doors) -> None:
    desk = house.open("Front")
    page = await edited(desk, await today(desk), "Ana")
    click(page, "Save changes")
    assert says(page, "Nothing was changed, so there is nothing to save.")
    assert desk.window.page() is page


async def test_a_row_dragged_onto_a_day_moves_its_meeting(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    drag(at_front, date(2026, 3, 17))
    page = await form(desk)
    assert find(page, "Starts", QLineEdit).text() == "Tue 17 Mar 2026  10:00"
    assert find(page, "Ends", QLineEdit).text() == "Tue 17 Mar 2026  11:00"
    assert find(page, "Starts").accessibleDescription() == "changed, was Thu 12 Mar 2026  10:00"
    assert find(page, "Starts").hasFocus()
    press(find(page, "Starts"), Qt.Key.Key_Return, CTRL)
    await saved(desk)
    await eventually(lambda: says(desk.window, "Tuesday 17 March 2026"))
    await eventually(lambda: titles(at_front) == ["Audit", "Audit"])
    await all_sent(desk)
    assert await house.server.meetings() == []
    assert [one["title"] for one in await house.server.meetings("2026-03-17")] == ["Audit"]


async def test_with_somebody_on_site_it_stays_on_its_day_and_that_is_said_at_once(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    click(at_front, "Check in")
    await eventually(lambda: status_of(at_front, "Ana Lima").startswith("On site"))
    drag(at_front, date(2026, 3, 17))
    page = await form(desk)
    press(find(page, "Starts"), Qt.Key.Key_Return, CTRL)
    words = "Ana Lima is on site: check out first. Until then the meeting stays on its day."
    await eventually(lambda: says(page, words))
    await all_sent(desk)
    assert [one["title"] for one in await house.server.meetings()] == ["Audit"]


async def test_who_was_added_and_came_meanwhile_is_checked_out_before_an_undo(house: Doors) -> None:
    front, garage = house.open("Front"), house.open("Garage")
    at_front, at_garage = await today(front), await today(garage)
    take_in_hand(at_front, "Ana")
    click(at_front, "Add visitor")
    page = await form(front)
    write_over(page, "First name", "Cy")
    write_over(page, "Last name", "Young")
    click(page, "Save changes")
    await saved(front)
    await all_sent(front)
    refresh(garage)
    await eventually(lambda: status_of(at_garage, "Cy Young"))
    take_in_hand(at_garage, "Cy")
    click(at_garage, "Check in")
    refresh(front)
    await eventually(lambda: status_of(at_front, "Cy Young").startswith("On site"))
    click(front.window.notice, "Undo")
    await eventually(lambda: front.window.notice.words.startswith("Cy Young is on site: check out first."))
    assert len((await house.server.meetings())[0]["visitors"]) == 3


async def test_escape_gives_a_dragged_row_up(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    table = find(at_front, "Visitors", QTableView)
    start = table.visualRect(table.currentIndex()).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move_mouse(table.viewport(), start + QPoint(40, 40), Qt.MouseButton.LeftButton)
    assert named(at_front, "Move to another day")
    press(table, Qt.Key.Key_Escape)
    assert not named(at_front, "Move to another day")
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 40))
    assert desk.window.page() is at_front


def drag(page: TodayPage, day: date) -> None:
    """Takes the row in hand with the mouse and lets it go on that day."""
    table = find(page, "Visitors", QTableView)
    start = table.visualRect(table.currentIndex()).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    move_mouse(table.viewport(), start + QPoint(40, 40), Qt.MouseButton.LeftButton)
    targets = find(page, "Move to another day", DayTargets)
    over = table.viewport().mapFromGlobal(targets.mapToGlobal(targets.place_of(day).center()))
    move_mouse(table.viewport(), over, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=over)


@pytest.mark.parametrize(
    ("way", "field"),
    [("Edit meeting", "Title"), ("Move meeting", "Starts"), ("Change host", "Host"), ("Add visitor", "First name")],
)
async def test_each_way_leads_to_its_field(house: Doors, way: str, field: str) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    click(at_front, way)
    page = await form(desk)
    assert find(page, field).hasFocus()


async def test_an_added_visitor_is_new_and_the_others_stay_who_they_are(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    before = [one["id"] for one in (await house.server.meetings())[0]["visitors"]]
    take_in_hand(at_front, "Ana")
    click(at_front, "Add visitor")
    page = await form(desk)
    write_over(page, "First name", "Cy")
    write_over(page, "Last name", "Young")
    assert [one[0] for one in invited(page)] == ["Ana Lima", "Bo Berg", "Cy Young new"]
    click(page, "Save changes")
    await saved(desk)
    await eventually(lambda: column(find(at_front, "Visitors", QTableView), "Visitor")[-1] == "Cy Young")
    await all_sent(desk)
    after = (await house.server.meetings())[0]["visitors"]
    assert [one["id"] for one in after][:2] == before
    assert after[2]["firstname"] == "Cy"


async def test_a_new_host_is_kept_apart_from_all_else(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    click(at_front, "Change host")
    page = await form(desk)
    write_over(page, "Host", "Jonas Weber")
    press(find(page, "Host"), Qt.Key.Key_Return, CTRL)
    await saved(desk)
    await eventually(lambda: column(find(at_front, "Visitors", QTableView), "Host") == ["Jonas Weber"] * 2)
    await all_sent(desk)
    meeting = (await house.server.meetings())[0]
    assert (meeting["host"]["firstname"], meeting["title"]) == ("Jonas", "Audit")


async def test_the_rows_menu_offers_the_same(house: Doors) -> None:
    desk = house.open("Front")
    at_front = await today(desk)
    take_in_hand(at_front, "Ana")
    table = find(at_front, "Visitors", QTableView)
    table.menu_requested.emit(table.mapToGlobal(QPoint(5, 5)))
    menu = next(one for one in table.findChildren(QMenu) if one.isVisible())
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Check in", "Print badge", "Print badge at once", "Report a problem", "Copy name", "Copy phone number",
        "Copy email address", "Copy cell", "Edit meeting", "Move meeting", "Change host", "Add visitor",
        "Cancel this visitor", "Cancel meeting", "Copy as .ics",
    ]  # fmt: skip
    menu.close()
