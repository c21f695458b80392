"""*Starts* and *Ends* in *New meeting*: one line each, typed in any usual form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.hands import click, find, press
from tests.ui.invite_desk import InviteDesk, body_shown, complaint, opened
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    return desk.page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget
    return widget


def type_into(page: QWidget, name: str, typed: str) -> QLineEdit:
    """As a person does who clicks there, types and goes on."""
    edit = find(page, name, QLineEdit)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=edit.rect().center())
    QTest.keyClicks(edit, typed)
    press(edit, Qt.Key.Key_Tab)
    return edit


async def test_each_is_one_stop_of_tab(page: NewMeetingPage) -> None:
    find(page, "Starts").setFocus(Qt.FocusReason.TabFocusReason)
    press(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Ends"
    press(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "Repeats"


async def test_a_moment_is_typed_in_a_usual_form_and_shown_as_understood(page: NewMeetingPage) -> None:
    starts = type_into(page, "Starts", "2 dec 14:30")
    assert starts.text() == "Wed 2 Dec 2026  14:30"
    assert body_shown(page)["startAt"].startswith("2026-12-02T14:30:00")
    ends = type_into(page, "Ends", "16:00")
    assert ends.text() == "Wed 2 Dec 2026  16:00"
    press(ends, Qt.Key.Key_Down)
    assert ends.text() == "Wed 2 Dec 2026  15:45"


async def test_what_is_no_moment_stays_is_complained_of_and_not_sent(desk: InviteDesk, page: NewMeetingPage) -> None:
    starts = type_into(page, "Starts", "next moon")
    assert starts.text() == "next moon"
    assert complaint(page, "Starts") == "Write a day and a time, such as 2 Dec 14:30."
    click(page, "Create meeting")
    assert (starts.text(), desk.pending) == ("next moon", ())
    type_into(page, "Starts", "2 dec 9:00")
    assert complaint(page, "Starts") == ""


async def test_a_key_leads_to_the_visitors_and_stands_beside_the_button(page: NewMeetingPage) -> None:
    find(page, "Host").setFocus()
    press(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert focused().accessibleName() == "First name"
