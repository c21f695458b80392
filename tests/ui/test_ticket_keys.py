"""The ticket list by keyboard: the next and the previous ticket, the menu, several at once, filters taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.services.site import Site
from tests.fake_server import FakeServer
from tests.tickets import listed, ticket
from tests.ui.conftest import eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import click, column, find, named, press, row_in_hand, write
from tests.ui.ticket_desk import TicketDesk, lists, opener_for, query
from ui.theme import Theme


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer()
    server.answers("GET", "/sd/tickets", json=listed(ticket(1), ticket(2), ticket(3)))
    return server


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    await eventually(desk.page.isActiveWindow)
    yield desk
    await desk.close()


def in_hand(desk: TicketDesk) -> int:
    return desk.table.currentIndex().row()


async def test_j_and_k_go_through_the_list_from_the_list_and_from_the_pane(desk: TicketDesk) -> None:
    desk.table.setFocus()
    for number in (1, 2):
        press(desk.table, Qt.Key.Key_J)
        await eventually(lambda number=number: in_hand(desk) == number)
    copy = find(desk.page, "Copy ticket number")
    copy.setFocus()
    press(copy, Qt.Key.Key_K)
    await eventually(lambda: in_hand(desk) == 1)


async def test_who_types_writes_j_and_k(desk: TicketDesk) -> None:
    search = find(desk.page, "Search tickets")
    write(search, "jk")
    assert (search.text(), in_hand(desk)) == ("jk", 0)


async def test_the_menu_key_shows_what_can_be_done_with_its_keys(desk: TicketDesk) -> None:
    menu = menu_of(desk)
    said = {action.text(): action.shortcut().toString() for action in menu.actions() if action.text()}
    words = ("Next ticket", "Previous ticket", "Solve ticket", "Assign to me", "Add comment", "Edit ticket")
    assert [said[word] for word in words] == ["J", "K", "Ctrl+Enter", "A", "C", "Ctrl+E"]
    next(one for one in menu.actions() if one.text() == "Next ticket").trigger()
    assert in_hand(desk) == 1


def menu_of(desk: TicketDesk) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), desk.table.mapToGlobal(QPoint()))
    QApplication.sendEvent(desk.table, event)
    return open_menu()


async def test_several_are_taken_with_shift_and_stay_taken_while_the_list_changes(
    desk: TicketDesk, server: FakeServer
) -> None:
    desk.table.setFocus()
    QTest.keyClick(desk.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    fresh = listed(*(ticket(number) for number in range(7, 1, -1)), ticket(1))  # so much moved that all is read anew
    server.answers("GET", "/sd/tickets", json=fresh)
    desk.page.refresh()
    await eventually(lambda: len(column(desk.table, "Ticket")) == 7)
    assert len(row_in_hand(desk.table)) == 6
    copy = next(one for one in menu_of(desk).actions() if one.text() == "Copy ticket numbers")
    copy.trigger()
    assert sorted(QGuiApplication.clipboard().text().split()) == ["T-1", "T-2"]


async def test_filters_can_be_cleared_whenever_one_is_set(desk: TicketDesk, server: FakeServer) -> None:
    assert named(desk.page, "Clear filters") == []
    desk.enter("Agent", "US-G606")
    await eventually(lambda: "agentId" in query(server))
    click(desk.page, "Clear filters")
    await eventually(lambda: len(lists(server)) == 3)
    assert "agentId" not in query(server)
    assert named(desk.page, "Clear filters") == []
    assert find(desk.page, "Search tickets").hasFocus()
