"""*Go to date*: another day by keys, and what is said while it is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget

from tests.fake_server import FakeServer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, press, says, write
from ui.compose.desk import DeskApp

LIST = "/vm/meetings"


async def opened(open_desk: OpenDesk, server: FakeServer) -> DeskApp:
    server.answers("GET", LIST, json=[])
    desk = open_desk()
    desk.window.resize(1280, 800)
    await eventually(desk.window.page().ready)
    return desk


def panel() -> QWidget:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


async def test_a_day_is_typed_and_gone_to(open_desk: OpenDesk, server: FakeServer) -> None:
    desk = await opened(open_desk, server)
    press(QApplication.focusWidget(), Qt.Key.Key_G, CTRL)
    field = find(panel(), "Go to date", QLineEdit)
    assert field.hasFocus()
    for typed, words in (
        ("tu", "Tuesday 17 March 2026"),
        ("31.2.", "February has 28 days, 29 in a leap year."),
        ("29.2.2027", "February 2027 has 28 days."),
        ("soo", ""),
        ("+7", "Thursday 19 March 2026"),
    ):
        field.clear()
        write(field, typed)
        assert field.accessibleDescription() == words
        assert not words or says(panel(), words)
    press(field, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert says(desk.window, "Thursday 19 March 2026")
    await eventually(lambda: {"from": "2026-03-19", "to": "2026-03-19"} in [one.query for one in server.asked(LIST)])


async def test_who_goes_back_to_today_keeps_the_keyboard_beside_the_date(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    desk = await opened(open_desk, server)
    click(desk.window, "Next day")
    back = find(desk.window, "Go to today")
    back.setFocus()
    press(back, Qt.Key.Key_Space)
    assert not back.isEnabled()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Go to date"


async def test_what_is_no_day_stays_in_the_field_with_the_ways_to_type_one(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    desk = await opened(open_desk, server)
    click(desk.window, "Go to date")
    field = find(panel(), "Go to date", QLineEdit)
    write(field, "soon")
    press(field, Qt.Key.Key_Return)
    assert says(panel(), "Type a day as 12.3., 2026-03-12, tue, +7 or tomorrow.")
    press(field, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert says(desk.window, "Thursday 12 March 2026")


async def test_the_calendar_follows_what_is_typed_and_leads_on_by_keys(open_desk: OpenDesk, server: FakeServer) -> None:
    desk = await opened(open_desk, server)
    click(desk.window, "Go to date")
    field, calendar = find(panel(), "Go to date", QLineEdit), panel().findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.dateTextFormat(calendar.selectedDate()).fontUnderline(), "today is marked"
    write(field, "1 april")
    assert calendar.selectedDate().toPython() == date(2026, 4, 1)
    press(field, Qt.Key.Key_Down)
    assert field.text() == "8 Apr 2026"
    press(field, Qt.Key.Key_Tab)
    while not (focused := QApplication.focusWidget()) or focused.objectName() != "qt_calendar_calendarview":
        press(focused, Qt.Key.Key_Tab)
    press(focused, Qt.Key.Key_Right)
    assert field.text() == "9 Apr 2026"
    press(focused, Qt.Key.Key_Return)
    assert says(desk.window, "Thursday 9 April 2026")
