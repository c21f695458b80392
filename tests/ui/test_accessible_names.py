"""What a screen reader hears, and what tests from outside find: the names of the design, exactly."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, named, spoken_name, write
from ui.compose import Desk

LIST = "/vm/meetings"

WINDOW = ("Today", "New meeting", "Tickets", "Settings", "Connection")
NAMES = {
    "Today": ("Search", "Visitors", "Refresh"),
    "New meeting": (
        "Title", "Description", "Host", "Starts", "Ends", "Attendees", "Repeats", "Notify on check-in",
        "Notify on check-out", "Invited visitors", "Add visitor", "Remove visitor",
        "First name", "Last name", "Email", "Phone", "Mobile", "Visitor company", "Function", "Language",
        "Licence plate", "About", "Invite by email", "Invite by SMS", "Request body", "Create meeting", "Clear",
    ),
    "Tickets": (
        "Search tickets", "Status", "Priority", "Category", "Agent", "Supplier", "Due from", "Due to", "Mine only",
        "Sort by", "Sort order", "Ticket list", "Page size", "Previous page", "Next page", "New ticket",
    ),
    "New ticket": (
        "Ticket title", "Ticket description", "Reference", "Creator", "Notifier", "Assign to agent",
        "Assign to supplier", "Ticket category", "Ticket priority", "Due date", "Tell requester when solved",
        "Send requester a copy", "Custom fields", "Create ticket",
    ),
    "Settings": ("Server address", "Path prefix", "Company ID", "Access token", "Test connection", "Save"),
}  # fmt: skip


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer) -> Desk:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", "Bo Berg")])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors"))
    return desk


async def go_to(desk: Desk, screen: str) -> None:
    if screen == "New ticket":
        desk.window.go_to("Tickets")
        find(desk.window, "New ticket").click()
        await eventually(lambda: named(desk.window, "Ticket title"))
    else:
        desk.window.go_to(screen)
        if screen == "Tickets":
            await eventually(lambda: named(desk.window, "Ticket list"))


def heard(root: QWidget) -> list[str]:
    """Every name that a screen reader tells in what is visible."""
    return [spoken_name(widget) for widget in root.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize("screen", NAMES)
async def test_the_names_of_the_design_are_spoken_exactly(desk: Desk, screen: str) -> None:
    await go_to(desk, screen)
    missing = [name for name in (*WINDOW, *NAMES[screen]) if name not in heard(desk.window)]
    assert missing == []


async def test_the_days_and_the_way_out_of_a_search_are_named(desk: Desk) -> None:
    for name in ("Previous day", "Next day", "Go to today"):
        assert name in heard(desk.window)
    write(find(desk.window, "Search"), "nobody of that name")
    assert "Clear search" in heard(desk.window)


@pytest.mark.parametrize("screen", NAMES)
async def test_whatever_takes_the_focus_has_a_name(desk: Desk, screen: str) -> None:
    await go_to(desk, screen)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in desk.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not spoken_name(widget)
        and not (widget.parentWidget() and widget.parentWidget().focusProxy() is widget)
        and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert nameless == []
