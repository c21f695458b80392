"""A receptionist on the sample day at 09:42: people are looked up by name, and read on their row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from app.settings import Settings
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, row, write
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage


async def sample_day(open_desk: OpenDesk) -> tuple[DeskApp, TodayPage]:
    desk = open_desk(Settings(time_zone="Europe/Brussels"), sample=True)
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(page.ready)
    return desk, page


def visitors(page: TodayPage) -> QTableView:
    return find(page, "Visitors", QTableView)


def statuses(page: TodayPage) -> list[str]:
    table = visitors(page)
    return [row(table, number)[5] for number in range(table.model().rowCount())]


def status_of(page: TodayPage, name: str) -> str:
    """ "" when nobody of that name is shown."""
    table = visitors(page)
    rows = [row(table, number) for number in range(table.model().rowCount())]
    return next((one[5] for one in rows if one[1] == name), "")


def take_in_hand(page: TodayPage, name: str) -> None:
    """Types a name into the search, and Enter."""
    search = find(page, "Search", QLineEdit)
    search.clear()
    write(search, name)
    QTest.keyClick(search, Qt.Key.Key_Return)
