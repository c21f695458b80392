"""A badge scanner on whichever screen: what it types is a check-in, and nothing else comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget

from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, find, press, row_in_hand, says, write
from ui.pages.today.page import TodayPage

LATE = "Dimitra Papadopoulou"


def code_of(page: TodayPage, name: str) -> str:
    table = visitors(page)
    return next(visit.id for visit in table.model().rows if visit.name == name)


def scan(code: str) -> None:
    """The keys go where keys go: to what has the focus when each is typed."""
    for sign in code:
        QTest.keyClicks(focused(), sign)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


async def test_a_badge_checks_in_and_then_out(open_desk: OpenDesk, clock: Clock) -> None:
    desk, page = await sample_day(open_desk)
    code = code_of(page, LATE)
    visitors(page).setFocus()
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("On site 09:42"))
    assert row_in_hand(visitors(page))[1] == LATE
    clock.now += timedelta(minutes=30)
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("Left 10:12"))
    clock.now += timedelta(minutes=1)
    scan(code)
    await eventually(lambda: says(desk.window.notice, f"{LATE} left at 10:12."))


async def test_a_badge_that_is_read_twice_at_once_counts_once(open_desk: OpenDesk, clock: Clock) -> None:
    _, page = await sample_day(open_desk)
    code = code_of(page, LATE)
    visitors(page).setFocus()
    scan(code)
    clock.now += timedelta(seconds=1)
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    clock.now += timedelta(seconds=3)
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("Left"))


async def test_the_search_keeps_what_was_typed_in_it(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    code = code_of(page, LATE)
    search = find(page, "Search", QLineEdit)
    write(search, "oluw")
    scan(code)
    assert search.text() in ("oluw", ""), "a search that hides them gives way"
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert row_in_hand(visitors(page))[1] == LATE


async def test_a_badge_leads_back_from_the_week_to_whom_it_checks_in(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    code = code_of(page, LATE)
    press(visitors(page), Qt.Key.Key_F7)
    find(page, "Days of the week").setFocus()
    scan(code)
    await eventually(lambda: says(desk.window.notice, f"{LATE} checked in."))
    assert row_in_hand(visitors(page))[1] == LATE
    assert says(find(page, "Visit"), LATE)


@pytest.mark.parametrize(
    ("screen", "field", "kind"),
    [
        ("New meeting", "Title", QLineEdit),
        ("New meeting", "Starts", QLineEdit),
        ("Tickets", "Ticket description", QPlainTextEdit),
        ("Tickets", "Ticket list", QTableView),
        ("Settings", "Save", QWidget),
        ("On site", "Search", QLineEdit),
    ],
)
async def test_on_any_screen_it_checks_in_and_leaves_no_trace(
    open_desk: OpenDesk, screen: str, field: str, kind: type[QWidget]
) -> None:
    desk, page = await sample_day(open_desk)
    code = code_of(page, LATE)
    desk.window.go_to(screen)
    other = desk.window.page()
    await eventually(other.ready)
    if field.startswith("Ticket description"):
        click(other, "New ticket")
    await eventually(lambda: other.findChildren(kind))
    control = find(other, field, kind)
    before = content(control)
    control.setFocus()
    scan(code)
    await eventually(lambda: status_of(page, LATE).startswith("On site") if page.isVisible() else False)
    assert content(control) == before


def content(control: QWidget) -> object:
    match control:
        case QLineEdit():
            return control.text()
        case QPlainTextEdit():
            return control.toPlainText()
        case _:
            return None


async def test_a_badge_that_nobody_knows_is_said(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    visitors(page).setFocus()
    scan("2026-03-12/M-NO001/V-NO001")
    await eventually(lambda: says(desk.window.notice, "This badge's visit isn't known at this desk."))


async def test_a_person_who_types_is_no_scanner(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    QTest.keyClicks(visitors(page), "/")
    assert focused() is find(page, "Search", QLineEdit), "the slash is the key of the search"
    write(find(page, "Search", QLineEdit), "12/03")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not desk.window.notice.isVisible()
