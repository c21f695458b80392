"""Each table has a menu of the row in hand, by Shift+F10 and by a right click: what leads on, and *Copy cell*."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTableView

from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.arrivals_hands import sample_day, visitors
from tests.ui.calendar_hands import dropped
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import CTRL, click, find, named, press, row_in_hand, write
from tests.ui.waiting_desk import MEETINGS, NO_NETWORK, WaitingDesk
from ui.compose.desk import DeskApp
from ui.theme import Theme
from ui.widgets.table.table import DeskTable

UI = Path(__file__).parents[2] / "ui"
SHIFT = Qt.KeyboardModifier.ShiftModifier
EVENTS = "".join(
    f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:Audit\r\nDTSTART:2026031{number}T090000Z\r\nEND:VEVENT\r\n"
    for number in (6, 7)
)
CALENDAR = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{EVENTS}END:VCALENDAR\r\n"

Opening = Callable[[DeskApp], Awaitable[object]]


async def day(desk: DeskApp) -> None:
    pass


async def week(desk: DeskApp) -> None:
    press(desk.window.focusWidget(), Qt.Key.Key_F7)


async def other_days(desk: DeskApp) -> None:
    search = find(desk.window, "Search", QLineEdit)
    write(search, "e")
    press(search, Qt.Key.Key_F, CTRL | SHIFT)


async def on_site(desk: DeskApp) -> None:
    desk.window.go_to("On site")


async def tickets(desk: DeskApp) -> None:
    desk.window.go_to("Tickets")


async def overview(desk: DeskApp) -> None:
    desk.window.go_to("Overview")
    await eventually(desk.window.page().ready)
    click(desk.window.page(), "Show as tables")


async def new_meeting(desk: DeskApp) -> None:
    desk.window.go_to("New meeting")
    await eventually(lambda: named(desk.window, "Add visitor"))
    click(desk.window, "Add visitor")


async def pasted_rows(desk: DeskApp) -> None:
    desk.window.go_to("New meeting")
    QGuiApplication.clipboard().setText("First name\tLast name\nJan\tPeeters\n")
    await eventually(lambda: named(desk.window, "Paste visitors"))
    click(desk.window, "Paste visitors")


async def calendar_events(desk: DeskApp) -> None:
    desk.window.go_to("New meeting")
    await eventually(lambda: named(desk.window, "Paste visitors"))
    dropped(desk.window.page(), text=CALENDAR)


TABLES: dict[str, Opening] = {
    "Visitors": day,
    "Days of the week": week,
    "Visits on other days": other_days,
    "People on site": on_site,
    "Ticket list": tickets,
    "Invited visitors": new_meeting,
    "Rows": pasted_rows,
    "Events": calendar_events,
}
"""Where each stands; those of *Overview* are called what their charts are."""


def shown_tables() -> list[DeskTable]:
    return [one for one in QApplication.allWidgets() if isinstance(one, DeskTable) and one.isVisible()]


async def table_called(name: str) -> DeskTable:
    def found() -> list[DeskTable]:
        return [one for one in shown_tables() if one.accessibleName() == name and one.model().rowCount()]

    await eventually(found)
    return found()[0]


def words_of(menu: QMenu) -> list[str]:
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return words


def menu_by_key(table: QTableView) -> list[str]:
    if not table.currentIndex().isValid():
        press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_F10, SHIFT)
    return words_of(open_menu())


def choose(table: QTableView, word: str) -> None:
    press(table, Qt.Key.Key_F10, SHIFT)
    menu = open_menu()
    next(one for one in menu.actions() if one.text() == word).trigger()
    menu.close()


def menu_by_mouse(table: QTableView) -> list[str]:
    place = table.visualRect(table.currentIndex()).center()
    at = table.viewport().mapToGlobal(place)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, at))
    return words_of(open_menu())


@pytest.mark.parametrize("name", TABLES)
async def test_a_table_has_a_menu(open_desk: OpenDesk, name: str) -> None:
    desk, _ = await sample_day(open_desk)
    await TABLES[name](desk)
    table = await table_called(name)
    words = menu_by_key(table)
    assert "Copy cell" in words
    assert menu_by_mouse(table) == words


async def test_what_waits_has_a_menu(tmp_path: Path, server: FakeServer, site: Site, theme: Theme) -> None:
    desk = WaitingDesk(tmp_path, server, site, theme)
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    await desk.show()
    assert "Copy cell" in menu_by_key(await table_called("Waiting changes"))
    await desk.close()


async def test_each_table_of_the_overview_leads_to_its_rows(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    await overview(desk)
    assert len(shown_tables()) > 4
    for table in shown_tables():
        assert menu_by_key(table) == ["Show rows", "Copy cell"]
    choose(await table_called("Tickets by status"), "Show rows")
    await eventually(lambda: named(desk.window, "Ticket list"))


async def test_a_day_of_the_week_is_shown_from_its_menu(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    await week(desk)
    choose(await table_called("Days of the week"), "Show day")
    await eventually(lambda: named(page, "Visitors"))


async def test_a_visit_of_another_day_is_shown_from_its_menu(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    await other_days(desk)
    table = await table_called("Visits on other days")
    name = row_in_hand(table)[2]
    assert menu_by_key(table) == [
        "Show on its day", "Copy name", "Copy phone number", "Copy email address", "Copy cell",
    ]  # fmt: skip
    choose(table, "Copy name")
    await eventually(lambda: QGuiApplication.clipboard().text() == name)
    choose(table, "Show on its day")
    await eventually(lambda: named(page, "Visitors") and row_in_hand(visitors(page))[1] == name)


def test_no_table_is_left_out() -> None:
    """A new one wants a menu, and its place above."""
    sources = "".join(file.read_text("utf-8") for file in UI.rglob("*.py"))
    assert {*re.findall(r'\bname="([^"]+)", model=', sources)} == {*TABLES, "Waiting changes", "Notices"}
