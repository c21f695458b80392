"""A server that isn't ours may refuse that a meeting is changed: its words are read, and nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.arrivals_hands import status_of, take_in_hand
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, named, press, says
from tests.ui.invite_desk import write_over
from tests.ui.test_edit_meeting import form, saved
from ui.models.table_model import CELL
from ui.pages.today.page import TodayPage

LIST = "/vm/meetings"
NO_RIGHT = "Your user may not change meetings"


@pytest.mark.parametrize("status", [403, 405])
async def test_the_servers_words_are_read_and_the_form_is_opened_again(
    open_desk: OpenDesk, server: FakeServer, status: int
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    server.answers("GET", f"{LIST}/M-1", json=meeting(1, "Ana Lima"))
    for path in (f"{LIST}/M-1", "/vm/meeting/M-1"):
        server.answers("PUT", path, status=status, json={"error": NO_RIGHT})
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors"))
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    take_in_hand(page, "Ana")
    press(find(page, "Visitors"), Qt.Key.Key_E, CTRL)
    write_over(await form(desk), "Title", "Audit")
    click(desk.window.page(), "Save changes")
    await saved(desk)
    await eventually(lambda: status_of(page, "Ana Lima") == f"Refused, {NO_RIGHT}")
    status = find(page, "Visitors", QTableView).model().index(0, 5)
    assert status.data(CELL).second == "Your user may not change…"
    assert status.data(Qt.ItemDataRole.AccessibleDescriptionRole) == NO_RIGHT
    take_in_hand(page, "Ana")
    await eventually(lambda: says(find(page, "Visit"), NO_RIGHT))
    assert says(desk.window.banner, NO_RIGHT)
    click(page, "Edit and resend")
    assert find(await form(desk), "Title", QLineEdit).text() == "Audit"
