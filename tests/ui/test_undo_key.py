"""Ctrl+Z takes back what the desk offers to take back, wherever the focus is, and then is the field's own again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, named, press, write
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

LATE = "Dimitra Papadopoulou"


async def checked_in(open_desk: OpenDesk) -> tuple[DeskApp, TodayPage]:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: named(desk.window.notice, "Undo"))
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    return desk, page


async def test_in_the_search_it_takes_the_check_in_back_and_then_the_text(open_desk: OpenDesk) -> None:
    desk, page = await checked_in(open_desk)
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    press(search, Qt.Key.Key_Z, CTRL)
    assert search.text() == LATE
    await eventually(lambda: status_of(page, LATE) == "Late 27 min")
    click(desk.window.notice, "Close notice")
    press(search, Qt.Key.Key_Z, CTRL)
    assert search.text() != LATE, "the text has its turn after that"


@pytest.mark.parametrize(
    ("screen", "field", "kind"),
    [
        ("New meeting", "Title", QLineEdit),
        ("Settings", "Save", QWidget),
        ("Tickets", "Ticket list", QTableView),
    ],
)
async def test_on_any_screen(open_desk: OpenDesk, screen: str, field: str, kind: type[QWidget]) -> None:
    desk, page = await checked_in(open_desk)
    desk.window.go_to(screen)
    other = desk.window.page()
    await eventually(other.ready)
    control = find(other, field, kind)
    control.setFocus()
    if not isinstance(control, QTableView):
        QTest.keyClicks(control, "abc")
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    desk.window.go_to("Today")
    await eventually(lambda: status_of(page, LATE) == "Late 27 min")


async def test_in_a_dialog(open_desk: OpenDesk) -> None:
    desk, page = await checked_in(open_desk)
    press(page, Qt.Key.Key_F2)
    await eventually(lambda: named(desk.window, "First name", QLineEdit))
    first = find(desk.window, "First name", QLineEdit)
    await eventually(first.hasFocus)
    write(first, "Ann")
    press(first, Qt.Key.Key_Z, CTRL)
    assert first.text() == "Ann"
    await eventually(lambda: status_of(page, LATE) == "Late 27 min")
    press(first, Qt.Key.Key_Z, CTRL)
    assert first.text() == ""


async def test_without_an_offer_it_is_the_fields_own(open_desk: OpenDesk) -> None:
    desk, page = await checked_in(open_desk)
    click(desk.window.notice, "Close notice")
    search = find(page, "Search", QLineEdit)
    search.clear()
    write(search, "lars")
    press(search, Qt.Key.Key_Z, CTRL)
    assert search.text() != "lars"
    search.clear()
    write(search, "Dimitra")
    assert status_of(page, LATE).startswith("On site 09:42")
