"""Scanners as they are delivered: through other keyboards, with other ends, twice; a scan never presses a button."""

from __future__ import annotations

from itertools import count

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QTableView

from app.models.scans.code import TEST_CODE, new_code
from tests.ui.arrivals_hands import sample_day, status_of, statuses, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import NO_KEY, click, column, find, named, press, row_in_hand, says, write
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

LATE = "Dimitra Papadopoulou"
RETURN = (Qt.Key.Key_Return, "\r")
TAB = (Qt.Key.Key_Tab, "\t")
LINE_FEED = (Qt.Key.Key_J, "\n")

GERMAN = str.maketrans("-/yzYZ", "ß-zyZY")
FRENCH = str.maketrans("1234567890-/aqzwmAQZWM", "&é\"'(-è_çà)!qawz,QAWZ?")
ITALIAN = str.maketrans("-/", "'-")
KEYBOARDS = {
    "capitals lock": lambda code: code.swapcase(),
    "full width": lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    "German": lambda code: code.translate(GERMAN),
    "French": lambda code: code.translate(FRENCH),
    "Italian": lambda code: code.translate(ITALIAN),
}

_times = count(100_000, 10)


def key(sign: str, which: Qt.Key = Qt.Key.Key_unknown) -> None:
    """As the system tells it: with its time, ten milliseconds after the one before."""
    widget = QApplication.focusWidget()
    assert widget is not None
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, which, NO_KEY, sign)
        event.setTimestamp(next(_times) if kind is QEvent.Type.KeyPress else 0)
        QApplication.sendEvent(widget, event)


def scan(code: str, *ends: tuple[Qt.Key, str]) -> None:
    for sign in code:
        key(sign)
    for which, sign in ends or (RETURN,):
        key(sign, which)


def wait_a_while() -> None:
    for _ in range(1000):
        next(_times)


def id_of(page: TodayPage, name: str) -> str:
    return next(visit.id for visit in visitors(page).model().rows if visit.name == name)


@pytest.mark.parametrize("keyboard", KEYBOARDS)
async def test_through_other_keyboards(open_desk: OpenDesk, keyboard: str) -> None:
    _, page = await sample_day(open_desk)
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    code = KEYBOARDS[keyboard](id_of(page, LATE))
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert search.text() == ""


@pytest.mark.parametrize("keyboard", ["capitals lock", "full width", "German", "French"])
async def test_the_code_on_a_badge_through_other_keyboards(open_desk: OpenDesk, keyboard: str) -> None:
    _, page = await sample_day(open_desk)
    code = next(visit.code for visit in visitors(page).model().rows if visit.name == LATE)
    visitors(page).setFocus()
    scan(KEYBOARDS[keyboard](code), RETURN, LINE_FEED)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert row_in_hand(visitors(page))[1] == LATE


@pytest.mark.parametrize("ends", [(TAB,), (RETURN, LINE_FEED), (RETURN, RETURN), (RETURN, TAB), (LINE_FEED,)])
async def test_whatever_ends_it(open_desk: OpenDesk, ends: tuple[tuple[Qt.Key, str], ...]) -> None:
    _, page = await sample_day(open_desk)
    table = visitors(page)
    table.setFocus()
    scan(id_of(page, LATE), *ends)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert table.hasFocus(), "a Tab that belongs to a scan goes nowhere"


async def walk_in(desk: DeskApp, page: TodayPage) -> QLineEdit:
    """Filled in, so that its default button would receive somebody."""
    press(page, Qt.Key.Key_F2)
    await eventually(lambda: named(desk.window, "First name", QLineEdit))
    first = find(desk.window, "First name", QLineEdit)
    await eventually(first.hasFocus)
    for name, text in (("First name", "Bo"), ("Last name", "Ek"), ("Host", "US-G606")):
        write(find(desk.window, name, QLineEdit), text)
    first.setFocus()
    wait_a_while()
    return first


@pytest.mark.parametrize("ends", [(RETURN,), (RETURN, RETURN), (RETURN, LINE_FEED), (TAB,)])
@pytest.mark.parametrize("readable", [True, False])
async def test_it_presses_no_button_of_the_walk_in(
    open_desk: OpenDesk, ends: tuple[tuple[Qt.Key, str], ...], readable: bool
) -> None:
    desk, page = await sample_day(open_desk)
    code = id_of(page, LATE) if readable else new_code()[:-1] + "я"
    before = len(statuses(page))
    first = await walk_in(desk, page)
    scan(code, *ends)
    wait_a_while()
    scan(code, *ends)  # once more
    assert first.text() == "Bo"
    assert first.isVisible()
    if readable:
        await eventually(lambda: status_of(page, LATE).startswith("On site"))
    else:
        await eventually(lambda: says(desk.window.notice, "another keyboard's letters"))
    assert len(statuses(page)) == before, "nobody walked in"
    press(first, Qt.Key.Key_Escape)


async def test_what_letters_and_digits_would_change_is_put_back(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    code = id_of(page, LATE)
    choice, number = QComboBox(desk.window), QSpinBox(desk.window)
    choice.addItems(("All", "Maria", "Victor"))
    number.setRange(0, 9999)
    for control in (choice, number):
        control.show()
        control.setFocus()
        scan(code)
        wait_a_while()
    assert choice.currentText() == "All"
    assert number.value() == 0


async def test_a_code_that_lost_a_letter_is_said(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    code = new_code()
    scan(code[:-1] + ("B" if code[-1] != "B" else "C"))
    await eventually(lambda: says(desk.window.notice, "another keyboard's letters"))
    assert search.text() == ""


async def test_the_test_code_says_that_the_scanner_works(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    visitors(page).setFocus()
    scan(TEST_CODE.lower(), TAB)
    await eventually(lambda: says(desk.window.notice, "This scanner works"))


async def test_a_person_who_types_fast_is_no_scanner(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    scan("Dimitra Papadopoulou")
    assert visitors(page).hasFocus(), "Enter goes from the search to the list"
    assert search.text() == "Dimitra Papadopoulou"
    assert not desk.window.notice.isVisible()
    QTest.keyClick(visitors(page), Qt.Key.Key_Tab)
    assert not visitors(page).hasFocus()


async def test_settings_show_a_code_that_a_scanner_reads(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    desk.window.go_to("Settings")
    page = desk.window.page()
    await eventually(page.ready)
    code = find(page, "Code to try out a scanner")
    picture = code.grab().toImage()
    dark = {picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())}
    assert dark == {0, 255}
    scan(TEST_CODE)
    await eventually(lambda: says(desk.window.notice, "This scanner works"))


async def test_in_a_roll_call_a_scan_into_the_list_marks_nobody_and_leaves_the_search_alone(
    open_desk: OpenDesk,
) -> None:
    desk, page = await sample_day(open_desk)
    code = id_of(page, LATE)
    desk.window.go_to("On site")
    on_site = desk.window.page()
    await eventually(on_site.ready)
    click(on_site, "Start roll call")
    table = find(on_site, "People on site", QTableView)
    await eventually(lambda: named(on_site, "End roll call") and table.hasFocus())
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("On site") if page.isVisible() else False)
    desk.window.go_to("On site")
    assert find(on_site, "Search", QLineEdit).text() == ""
    assert "Safe" not in column(find(on_site, "People on site", QTableView), "Safe")
