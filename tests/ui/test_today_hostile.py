"""Whatever a server sends as a day: the window goes on working, and says what it could not read."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as rich
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QToolTip,
    QWidget,
)

from app.errors import FoyerError, Unreadable
from tests.fake_server import FakeServer
from tests.meetings import SOFIA, meeting, visitor
from tests.ui.conftest import OpenToday, eventually
from tests.ui.hands import click_row, column, find, named, row, says, shown, write
from ui.pages.today.page import TodayPage
from ui.wording.messages import error_words

LIST = "/vm/meetings"
MARKUP = ("<img src=file:///etc/passwd>", "<b>x</b>", "a & <i>b</i>")


async def opened(open_today: OpenToday, server: FakeServer, meetings: list[Any]) -> TodayPage:
    server.answers("GET", LIST, json=meetings)
    page = await open_today()
    await eventually(lambda: named(page, "Visitors") or not says(page, "Loading the day"))
    return page


@pytest.mark.parametrize("words", MARKUP)
async def test_markup_in_a_servers_words_is_shown_as_the_very_words(
    open_today: OpenToday, server: FakeServer, words: str
) -> None:
    """In the row, in the pane, in the group, in every tooltip."""
    hostile = {"id": "V-1", "firstname": words, "lastname": "", "companyName": words, "email": words, "about": words}
    host = SOFIA | {"firstname": words, "lastname": "", "function": words, "email": f"{words}@x.y", "phone": words}
    page = await opened(
        open_today, server, [meeting(1, hostile, "Ana Lima", title=words, description=words, host=host)]
    )
    table = find(page, "Visitors", QTableView)
    await eventually(page.isActiveWindow)
    click_row(table, 0)
    assert row(table, 0)[1:5] == (words, words, words, f"{words}, group of 2")
    await eventually(lambda: shown(find(page, "Visit")).count(words) >= 7)
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    assert find(find(page, "Visit"), words, QAbstractButton)
    tips = [read_tooltip(tip) for tip in tooltips(page, table)]
    assert sum(words in tip for tip in tips) >= 5
    assert not any("\ufffc" in tip for tip in tips), "a picture was loaded"


def read_tooltip(tip: str) -> str:
    """The words that Qt shows: it guesses whether they are markup, as it does for a tooltip."""
    document = QTextDocument()
    if rich.mightBeRichText(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document.toPlainText()


def tooltips(page: TodayPage, table: QTableView) -> list[str]:
    """Every tooltip there is; the row's cells are made too narrow for their words, so that they have one each."""
    page.grab()
    tips = [widget.toolTip() for widget in page.findChildren(QWidget) if widget.toolTip()]
    for number in range(1, 5):
        table.setColumnWidth(number, 24)
        place = table.visualRect(table.model().index(0, number)).center()
        QApplication.sendEvent(
            table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        )
        tips.append(QToolTip.text())
        assert QToolTip.text(), f"column {number} elides without telling the whole"
        QToolTip.showText(QPoint(), "")
    return tips


async def test_one_unreadable_meeting_is_counted_and_the_others_are_shown(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await opened(open_today, server, [meeting(1, "Ana Lima"), {"object": "meeting"}, meeting(2, "Bo Berg")])
    assert column(find(page, "Visitors", QTableView), "Visitor") == ["Ana Lima", "Bo Berg"]
    assert "2 visitors in 2 meetings · 1 meeting could not be read" in shown(page)


async def test_a_day_of_which_nothing_can_be_read_is_not_called_empty(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await opened(open_today, server, [17, "meeting", {"object": "ticket", "id": "T-1"}])
    assert says(page, "Nothing could be read")
    assert says(page, "3 meetings could not be read")
    assert not says(page, "Nobody is expected")


async def test_nulls_unknown_attributes_and_doubles_are_taken_as_they_come(
    open_today: OpenToday, server: FakeServer
) -> None:
    sparse = {
        "id": "M-1",
        "startAt": "2026-03-12T10:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00",
        "title": None,
        "host": None,
        "company": None,
        "users": None,
        "visitors": [{"firstname": None, "lastname": None, "smsReminder": "0", "mood": {"colour": "blue"}}, None],
        "entirelyNew": [[{}]],
    }
    twin = meeting(2, "Ana Lima", "Ana Lima", at="11:00")
    page = await opened(open_today, server, [sparse, twin, twin])
    table = find(page, "Visitors", QTableView)
    for number in range(table.model().rowCount()):
        click_row(table, number)
        page.grab()
    assert set(column(table, "Visitor")) == {"", "Ana Lima"}
    page.refresh()
    asked = len(server.asked(LIST))
    await eventually(lambda: len(server.asked(LIST)) > asked)
    write(find(page, "Search", QLineEdit), "ana")
    assert set(column(table, "Visitor")) == {"Ana Lima"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!doctype html><title>Sign in to our Wi-Fi</title>", "expected a list, the server sent a web page"),
        (b'{"object": "meeting"}', "expected a list, the server sent another object"),
        (b'[{"object": "meeting", "id": ', "expected a list, the server sent an answer that breaks off"),
        (b"", "expected a list, the server sent nothing"),
        (b"null", "expected a list, the server sent null"),
    ],
)
async def test_what_is_no_list_is_said_in_plain_words(
    open_today: OpenToday, server: FakeServer, told: list[FoyerError], body: bytes, said: str
) -> None:
    server.answers("GET", LIST, content=body)
    page = await open_today()
    await eventually(lambda: told)
    assert isinstance(told[0], Unreadable)
    assert said in error_words(told[0])
    assert says(page, "This day could not be loaded")
    assert says(page, said)
    server.answers("GET", LIST, json=[meeting(1, visitor("Ana Lima"))])
    page.refresh()
    await eventually(lambda: named(page, "Visitors"))
