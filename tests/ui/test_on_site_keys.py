"""*On site* by the keyboard and the mouse: who was found by typing is meant, marks go back, people are checked out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from tests.ui.arrivals_hands import sample_day
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import CTRL, NO_KEY, click, column, find, named, press, row_in_hand, says
from ui.compose.desk import DeskApp
from ui.shell.page import Page

BACK = Qt.Key.Key_Backspace


def type_keys(text: str) -> None:
    """Each sign goes to what has the focus when it is typed."""
    for sign in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, QApplication.focusWidget(), Qt.Key.Key_unknown, sign, NO_KEY)


async def on_site(open_desk: OpenDesk) -> tuple[DeskApp, Page, QTableView]:
    desk, _ = await sample_day(open_desk)
    desk.window.go_to("On site")
    page = desk.window.page()
    await eventually(page.ready)
    await eventually(lambda: named(page, "People on site", QTableView))
    return desk, page, find(page, "People on site", QTableView)


async def roll_call(open_desk: OpenDesk) -> tuple[DeskApp, Page, QTableView]:
    desk, page, table = await on_site(open_desk)
    click(page, "Start roll call")
    await eventually(lambda: named(page, "End roll call") and table.hasFocus())
    return desk, page, table


def names(table: QTableView) -> list[str]:
    return column(table, "Visitor")


def safe(table: QTableView) -> list[str]:
    return [one for one, words in zip(names(table), column(table, "Safe"), strict=True) if words == "Safe"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
async def test_whom_typing_found_is_marked_and_ctrl_z_takes_it_back(open_desk: OpenDesk, key: Qt.Key) -> None:
    _, page, table = await roll_call(open_desk)
    who, everybody = names(table)[-1], len(names(table))
    type_keys(who.split()[0].lower())
    assert row_in_hand(table)[1].startswith(who)
    assert table.hasFocus()
    press(QApplication.focusWidget(), key)
    await eventually(lambda: safe(table) == [who])
    assert len(names(table)) == everybody, "the search of which everybody was found is over"
    assert find(page, "Search", QLineEdit).text() == ""
    press(table, Qt.Key.Key_Z, CTRL)
    await eventually(lambda: safe(table) == [])
    await eventually(lambda: row_in_hand(table)[1].startswith(who))


async def test_who_is_not_there_is_nobody_and_nobody_is_marked(open_desk: OpenDesk) -> None:
    _, page, table = await roll_call(open_desk)
    type_keys("xqzw")
    search = find(page, "Search", QLineEdit)
    assert search.text() == "xqzw"
    assert says(page, "No one called “xqzw” here")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(QApplication.focusWidget(), key)
    for _ in range(5):
        press(QApplication.focusWidget(), BACK)
    await eventually(lambda: names(table))
    assert safe(table) == []


async def test_a_roll_call_is_not_begun_anew_by_its_key(open_desk: OpenDesk) -> None:
    desk, _, table = await roll_call(open_desk)
    press(table, Qt.Key.Key_Down)
    second = row_in_hand(table)
    assert second[1].startswith(names(table)[1])
    press(table, Qt.Key.Key_R, CTRL)
    for _ in range(2):
        await desk.services.arrivals.on_site()  # by the second, whatever the key began was read too
    assert row_in_hand(table) == second


async def test_a_second_name_is_another_word(open_desk: OpenDesk) -> None:
    """Also where the first search still has somebody to find."""
    _, _, table = await roll_call(open_desk)
    last = names(table)[-1]
    type_keys("a")
    press(table, Qt.Key.Key_Space)
    await eventually(lambda: len(safe(table)) == 1)
    assert len(names(table)) > 1
    type_keys(last.split()[0])
    assert names(table) == [last]


async def test_a_mark_goes_back_from_the_search_too(open_desk: OpenDesk) -> None:
    _, page, table = await roll_call(open_desk)
    who = names(table)[0]
    press(table, Qt.Key.Key_Space)
    await eventually(lambda: safe(table) == [who])
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    type_keys("a")
    press(search, Qt.Key.Key_Z, CTRL)
    await eventually(lambda: not named(page, "Undo last mark")[0].isEnabled())
    assert search.text() == "a"


async def test_whom_the_search_found_is_checked_out_from_there(open_desk: OpenDesk) -> None:
    desk, page, table = await on_site(open_desk)
    who, search = names(table)[-1], find(page, "Search", QLineEdit)
    search.setFocus()
    type_keys(who.split()[0].lower())
    assert row_in_hand(table)[0].startswith(who)
    press(search, Qt.Key.Key_O, CTRL)
    await eventually(lambda: says(desk.window.notice, f"{who} checked out."))


def row_place(table: QTableView, number: int) -> QPoint:
    return table.visualRect(table.model().index(number, 1)).center()


async def test_ctrl_o_and_the_button_check_out_and_it_can_be_undone(open_desk: OpenDesk) -> None:
    desk, page, table = await on_site(open_desk)
    who, other = names(table)[:2]
    table.setFocus()
    type_keys(who.split()[0])
    press(table, Qt.Key.Key_O, CTRL)
    await eventually(lambda: says(desk.window.notice, f"{who} checked out."))
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    find(page, "Search", QLineEdit).clear()
    await eventually(lambda: who in names(table))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row_place(table, names(table).index(other)))
    click(page, "Check out")
    await eventually(lambda: says(desk.window.notice, f"{other} checked out."))
    await eventually(lambda: other not in names(table))


async def test_a_double_click_checks_out_whom_it_hit(open_desk: OpenDesk) -> None:
    desk, _, table = await on_site(open_desk)
    who, count = names(table)[1], len(names(table))
    place = row_place(table, 1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    await eventually(lambda: says(desk.window.notice, f"{who} checked out."))
    await eventually(lambda: len(names(table)) == count - 1)


async def test_the_menu_checks_out(open_desk: OpenDesk) -> None:
    desk, _, table = await on_site(open_desk)
    who = names(table)[1]
    place = row_place(table, 1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = table.viewport()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, asked)
    menu = open_menu()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Check out", "Report a problem", "Copy name", "Copy phone number", "Copy email address", "Copy cell",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    await eventually(lambda: says(desk.window.notice, f"{who} checked out."))


async def test_in_a_roll_call_who_is_checked_out_left_and_is_safe(open_desk: OpenDesk) -> None:
    _, _, table = await roll_call(open_desk)
    who = names(table)[0]
    press(table, Qt.Key.Key_O, CTRL)
    await eventually(lambda: "Left" in column(table, "Safe"))
    assert names(table)[-1] == who
