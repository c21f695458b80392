"""The commonest tasks of a desk, done by keys alone and counted: docs/keys.md says what came of it.

WRITE_KEYS=1 writes that page anew.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTableView

from tests.ui.arrivals_hands import sample_day, status_of, visitors
from tests.ui.badge_printer import Printer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, NO_KEY, column, find, named, row_in_hand, says
from tests.ui.test_people_pickers import listed
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
SHIFT = Qt.KeyboardModifier.ShiftModifier
GROUP = "First name\tLast name\tCompany\n" + "\n".join(f"Guest{number}\tNumber{number}\tAcme" for number in range(12))


class Hands:
    """At the keyboard: every key but letters, figures and signs counts. `pressed` names them in their order."""

    def __init__(self, desk: DeskApp, page: TodayPage) -> None:
        self.desk = desk
        self.page = page
        self.pressed: list[str] = []

    def write(self, text: str) -> None:
        self.pressed.append("…")
        for sign in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._focus(), Qt.Key.Key_unknown, sign, NO_KEY)

    def press(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        self.pressed.append(name)
        QTest.keyClick(self._focus(), key, modifiers)

    @property
    def count(self) -> int:
        return sum(name != "…" for name in self.pressed)

    def _focus(self) -> object:
        popup = QApplication.activePopupWidget()
        focused = popup if isinstance(popup, QAbstractItemView) else QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        return focused


async def check_in_by_name(hands: Hands) -> None:
    hands.write("dimitra")
    hands.press("Ctrl+I", Qt.Key.Key_I, CTRL)
    await eventually(lambda: status_of(hands.page, "Dimitra Papadopoulou").startswith("On site 09:42"))


async def take_it_back(hands: Hands) -> None:
    await check_in_by_name(hands)
    hands.pressed.clear()
    await eventually(lambda: named(hands.desk.window.notice, "Undo"))
    hands.press("Ctrl+Z", Qt.Key.Key_Z, CTRL)
    await eventually(lambda: status_of(hands.page, "Dimitra Papadopoulou").startswith("Late"))


async def receive_a_walk_in(hands: Hands) -> None:
    hands.press("F2", Qt.Key.Key_F2)
    await eventually(lambda: QApplication.focusWidget() and QApplication.focusWidget().accessibleName() == "First name")
    hands.write("Ada")
    hands.press("Tab", Qt.Key.Key_Tab)
    hands.write("Lovelace")
    hands.press("Tab", Qt.Key.Key_Tab)
    hands.write("Sofia Marchetti")
    hands.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    await eventually(lambda: status_of(hands.page, "Ada Lovelace") == "On site 09:42")


async def print_a_badge(hands: Hands) -> None:
    hands.press("Ctrl+Shift+B", Qt.Key.Key_B, CTRL | SHIFT)
    await eventually(lambda: says(hands.desk.window.notice, "Badge printed"))


async def invite_a_group(hands: Hands) -> None:
    QGuiApplication.clipboard().setText(GROUP)
    hands.press("Ctrl+N", Qt.Key.Key_N, CTRL)
    hands.press("Ctrl+Shift+V", Qt.Key.Key_V, CTRL | SHIFT)
    await eventually(lambda: named(hands.desk.window, "Add 12 visitors"))
    hands.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    await eventually(lambda: len(column(find(hands.desk.window, "Invited visitors", QTableView), "Visitor")) == 12)


async def invite_somebody_again(hands: Hands) -> None:
    await hands.desk.services.contacts.learn()
    hands.press("Ctrl+N", Qt.Key.Key_N, CTRL)
    hands.write("Audit")
    hands.press("Tab", Qt.Key.Key_Tab)
    hands.write("Sofia Marchetti")
    hands.press("Ctrl+Shift+A", Qt.Key.Key_A, CTRL | SHIFT)
    hands.write("Dimitra")
    await eventually(listed)
    hands.press("Down", Qt.Key.Key_Down)
    hands.press("Enter", Qt.Key.Key_Return)
    await eventually(lambda: find(hands.desk.window, "Last name", QLineEdit).text() == "Papadopoulou")
    hands.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    await eventually(lambda: hands.desk.window.page() is hands.page and row_in_hand(visitors(hands.page))[4] == "Audit")


async def mark_one_safe(hands: Hands) -> None:
    hands.press("Ctrl+3", Qt.Key.Key_3, CTRL)
    await eventually(
        lambda: named(hands.desk.window, "People on site", QTableView) and hands.desk.window.page().ready()
    )
    people = find(hands.desk.window, "People on site", QTableView)
    who = column(people, "Visitor")[-1]
    hands.press("Ctrl+R", Qt.Key.Key_R, CTRL)
    await eventually(lambda: named(hands.desk.window, "End roll call") and people.hasFocus())
    hands.write(who.split()[0].lower())
    hands.press("Space", Qt.Key.Key_Space)
    await eventually(lambda: column(people, "Safe").count("Safe") == 1)


async def report_a_ticket(hands: Hands) -> None:
    hands.press("Ctrl+T", Qt.Key.Key_T, CTRL)
    await eventually(lambda: named(hands.desk.window, "Notifier", QLineEdit))
    await eventually(lambda: find(hands.desk.window, "Notifier", QLineEdit).text())
    hands.write("The barrier stays down")
    hands.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    await eventually(lambda: named(hands.desk.window, "Ticket list"))


async def go_to_next_week(hands: Hands) -> None:
    hands.press("Ctrl+G", Qt.Key.Key_G, CTRL)
    await eventually(lambda: QApplication.activePopupWidget() or named(hands.desk.window, "Go to date", QLineEdit))
    hands.write("+7")
    hands.press("Enter", Qt.Key.Key_Return)
    await eventually(lambda: says(hands.page.header_part(), "Thursday 19 March 2026"))


async def print_tomorrow(hands: Hands) -> None:
    hands.press("Ctrl+PgDown", Qt.Key.Key_PageDown, CTRL)
    await eventually(lambda: says(hands.page.header_part(), "Friday 13 March 2026"))
    await eventually(hands.page.ready)
    hands.press("Ctrl+Shift+P", Qt.Key.Key_P, CTRL | SHIFT)
    await eventually(lambda: says(hands.desk.window.notice, "The list was handed to the printer."))


class Task(NamedTuple):
    words: str
    most: int
    do: Callable[[Hands], Awaitable[None]]


TASKS = (
    Task("Check somebody in whose name is typed", 1, check_in_by_name),
    Task("Take that back", 1, take_it_back),
    Task("Receive somebody without an invitation, with their badge", 6, receive_a_walk_in),
    Task("Print the badge of the visitor in hand", 1, print_a_badge),
    Task("Invite somebody who was here before", 8, invite_somebody_again),
    Task("Invite a group of 12 from the clipboard", 4, invite_a_group),
    Task("Begin a roll call, and mark one safe", 3, mark_one_safe),
    Task("Report what is broken at a visit", 6, report_a_ticket),
    Task("Look at next week", 2, go_to_next_week),
    Task("Print tomorrow's list", 3, print_tomorrow),
)


def line(task: Task, pressed: list[str]) -> str:
    count = sum(name != "…" for name in pressed)
    return f"| {task.words} | {', '.join(pressed)} | {count} | {task.most} |"


async def taken(document: object, *, printer: str) -> None:
    """The system's printer takes whatever it is given."""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.do.__name__)
async def test_by_keys_alone(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch, task: Task) -> None:
    monkeypatch.setattr("ui.badge.printing.print_badges", Printer().take)
    monkeypatch.setattr("ui.printing.printers.print_document", taken)
    desk, page = await sample_day(open_desk)
    await eventually(lambda: QApplication.focusWidget() is find(page, "Search"))
    hands = Hands(desk, page)
    await task.do(hands)
    assert hands.count <= task.most
    known = PAGE.read_text(encoding="utf-8")
    now = line(task, hands.pressed)
    if os.environ.get("WRITE_KEYS"):
        begun = f"| {task.words} |"
        PAGE.write_text("\n".join(now if one.startswith(begun) else one for one in known.split("\n")), encoding="utf-8")
    else:
        assert now in known.splitlines()
