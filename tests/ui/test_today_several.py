"""Several visitors in hand on *Today*: all of them at once, by keys and by the menu, and one step takes it back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import CTRL, column, find, named, press, says, tick
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

SHIFT = Qt.KeyboardModifier.ShiftModifier
ANA = visitor("Ana Lima", companyName="Northlight", email="ana@northlight.example", mobile="+32470123456")
BO = visitor("Bo Berg", companyName="Berg & Søn")


def take_too(page: TodayPage, *names: str) -> None:
    """Ctrl and a click on each."""
    table = visitors(page)
    for name in names:
        index = table.model().index(column(table, "Visitor").index(name), 1)
        table.scrollTo(index)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, CTRL, table.visualRect(index).center())


def menu_of(table: QWidget) -> dict[str, QMenu]:
    """The entries of the menu that Shift+F10 opens, by their words."""
    press(table, Qt.Key.Key_F10, SHIFT)
    return {action.text(): action for action in open_menu().actions() if action.text()}  # type: ignore[misc]


def choose(table: QWidget, word: str) -> None:
    menu_of(table)[word].trigger()  # type: ignore[attr-defined]
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


async def two(open_desk: OpenDesk, server: FakeServer) -> tuple[DeskApp, TodayPage]:
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA, BO)])
    desk = open_desk()
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    take_in_hand(page, "Ana")
    find(page, "Search").clear()  # type: ignore[attr-defined]
    visitors(page).setFocus()
    return desk, page


async def test_a_batch_is_checked_in_with_one_key_and_is_one_step_of_undo(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, "Dimitra Papadopoulou")
    find(page, "Search").clear()  # type: ignore[attr-defined]
    take_too(page, "Lars Åkerström", "Ingrid Sørensen-Vestergaard")
    pane = find(page, "Visit")
    await eventually(lambda: says(pane, "3 visitors in hand"))
    assert says(pane, "1 expected, 1 late, 1 on site")
    assert [find(pane, name).text() for name in ("Check in", "Check out", "Print badge")] == [  # type: ignore[attr-defined]
        "Check in  2", "Check out  1", "Print badge  3",
    ]  # fmt: skip
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: says(desk.window.notice, "2 visitors checked in. Ingrid Sørensen-Vestergaard is already"))
    await eventually(lambda: status_of(page, "Lars Åkerström").startswith("On site 09:42"))
    await eventually(lambda: says(pane, "3 on site"))
    press(visitors(page), Qt.Key.Key_Z, CTRL)
    await eventually(lambda: status_of(page, "Lars Åkerström") == "Expected")
    assert status_of(page, "Dimitra Papadopoulou").startswith("Late")
    assert status_of(page, "Ingrid Sørensen-Vestergaard") == "On site 08:52"


async def test_who_was_cancelled_is_left_out_of_a_batch_by_name(open_desk: OpenDesk, server: FakeServer) -> None:
    desk, page = await two(open_desk, server)
    press(visitors(page), Qt.Key.Key_A, CTRL)
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA)])
    page.refresh()
    await eventually(lambda: status_of(page, "Bo Berg").startswith("Not listed"))
    await eventually(lambda: says(find(page, "Visit"), "2 visitors in hand"))
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: says(desk.window.notice, "Ana Lima checked in. The visit of Bo Berg is no longer in"))


async def test_what_is_copied_of_one_and_of_several(open_desk: OpenDesk, server: FakeServer) -> None:
    desk, page = await two(open_desk, server)
    table, clipboard = visitors(page), QGuiApplication.clipboard()
    press(table, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == "Ana Lima"
    press(table, Qt.Key.Key_Right)
    press(table, Qt.Key.Key_C, CTRL)
    assert clipboard.text() == "Northlight"
    choose(table, "Copy email address")
    await eventually(lambda: clipboard.text() == "ana@northlight.example")
    press(table, Qt.Key.Key_Down, SHIFT)
    choose(table, "Copy phone number")
    await eventually(lambda: says(desk.window.notice, "Copied: +32470123456. No phone number is known of Bo Berg."))
    choose(table, "Copy name")
    await eventually(lambda: clipboard.text() == "Ana Lima\nBo Berg")
    choose(table, "Copy rows")
    assert clipboard.text().splitlines()[1].split("\t")[:4] == ["10:00", "Bo Berg", "Berg & Søn", "Sofia Marchetti"]


async def test_the_clock_goes_on_for_several_in_hand(open_desk: OpenDesk, server: FakeServer, clock: Clock) -> None:
    """Who reads further down goes on reading there."""
    _, page = await two(open_desk, server)
    press(visitors(page), Qt.Key.Key_A, CTRL)
    pane = find(page, "Visit")
    await eventually(lambda: says(pane, "2 expected"))
    scroll = pane.findChild(QScrollArea)
    assert scroll is not None
    pane.setFixedHeight(120)
    await eventually(lambda: scroll.verticalScrollBar().maximum() > 60)
    scroll.verticalScrollBar().setValue(60)
    clock.now += timedelta(hours=1)
    tick(page)
    await eventually(lambda: says(pane, "2 late"))
    assert scroll.verticalScrollBar().value() == 60


async def test_the_clock_goes_on_for_the_group_of_who_is_in_hand(
    open_desk: OpenDesk, server: FakeServer, clock: Clock
) -> None:
    _, page = await two(open_desk, server)
    pane = find(page, "Visit")
    await eventually(lambda: named(pane, "Bo Berg"))
    expected = find(pane, "Bo Berg").grab().toImage()
    clock.now += timedelta(hours=1)
    tick(page)
    await eventually(lambda: find(pane, "Bo Berg").grab().toImage() != expected)
