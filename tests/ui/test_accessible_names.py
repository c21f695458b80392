"""What a screen reader hears, and what tests from outside find: the names of the design, exactly."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget

from app.models.merging.conflict import Conflict, FieldConflict
from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, named, press, row_in_hand, spoken_name, write
from ui.compose import DeskApp
from ui.reception.changes.conflict_sheet import ConflictSheet
from ui.reception.changes.scope_choice import ScopeChoice
from ui.theme import Theme
from ui.wording.change_words import conflict_words

LIST = "/vm/meetings"

WINDOW = ("Today", "New meeting", "On site", "Tickets", "Overview", "Settings", "Connection")
NAMES = {
    "Today": (
        "Search", "Visitors", "Refresh", "Check in", "Check out", "Print badge", "Walk-in", "Print", "Export",
        "All", "Expected", "On site", "Left", "Late", "Previous day", "Go to date", "Next day", "Go to today", "Week",
        "Edit meeting", "Move meeting", "Change host", "Add visitor", "Cancel this visitor", "Cancel meeting",
        "Report a problem",
    ),
    "Edit meeting": (
        "Title", "Description", "Host", "Starts", "Ends", "Attendees", "Repeats", "Notify on check-in",
        "Notify on check-out", "Invited visitors", "Add visitor", "Remove visitor", "First name", "Last name",
        "Request body", "Save changes", "Discard changes",
    ),
    "New meeting": (
        "Title", "Description", "Host", "Starts", "Ends", "Attendees", "Repeats", "Notify on check-in",
        "Notify on check-out", "Invited visitors", "Add visitor", "Remove visitor", "Paste visitors", "Import visitors",
        "Import calendar file",
        "First name", "Last name", "Email", "Phone", "Mobile", "Visitor company", "Function", "Language",
        "Licence plate", "About", "Invite by email", "Invite by SMS", "Request body", "Create meeting", "Clear",
    ),
    "On site": ("Search", "Start roll call", "Print list", "Export as CSV", "Report a problem"),
    "Tickets": (
        "Search tickets", "Status", "Priority", "Category", "Agent", "Supplier", "Due from", "Due to", "Mine only",
        "Sort by", "Sort order", "Board", "Ticket list", "Page size", "Previous page", "Next page", "New ticket",
        "Print", "Export",
    ),
    "New ticket": (
        "Ticket title", "Ticket description", "Reference", "Creator", "Notifier", "Assign to agent",
        "Assign to supplier", "Ticket category", "Ticket priority", "Due date", "Tell requester when solved",
        "Send requester a copy", "Custom fields", "Create ticket",
    ),
    "Overview": (
        "Print", "Export", "Period", "Compare with", "Show as tables", "Arrived", "On site", "Left", "Late",
        "Still to come", "Visitors per day",
    ),
    "Settings": ("Server address", "Path prefix", "Company ID", "Access token", "Test connection", "Message texts",
                 "Test message", "Save"),
}  # fmt: skip


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer) -> DeskApp:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", "Bo Berg")])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors") and named(desk.window, "Report a problem"))
    return desk


async def go_to(desk: DeskApp, screen: str) -> None:
    if screen == "New ticket":
        desk.window.go_to("Tickets")
        find(desk.window, "New ticket").click()
        await eventually(lambda: named(desk.window, "Ticket title"))
    elif screen == "Edit meeting":
        find(desk.window, "Edit meeting").click()
        await eventually(lambda: named(desk.window, "Save changes"))
    else:
        desk.window.go_to(screen)
        if screen == "Tickets":
            await eventually(lambda: named(desk.window, "Ticket list"))
        elif screen == "Overview":
            await eventually(desk.window.page().ready)


def heard(root: QWidget) -> list[str]:
    """Every name that a screen reader tells in what is visible."""
    return [spoken_name(widget) for widget in root.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize("screen", NAMES)
async def test_the_names_of_the_design_are_spoken_exactly(desk: DeskApp, screen: str) -> None:
    await go_to(desk, screen)
    missing = [name for name in (*WINDOW, *NAMES[screen]) if name not in heard(desk.window)]
    assert missing == []


async def test_the_filters_are_named_without_their_counts(desk: DeskApp) -> None:
    for name in ("All", "Expected", "On site", "Left", "Late"):
        assert find(desk.window.page(), name, QAbstractButton).isCheckable()


async def test_the_columns_are_named(desk: DeskApp) -> None:
    model = find(desk.window, "Visitors", QTableView).model()
    titles = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    assert titles == ["Time", "Visitor", "Company", "Host", "Meeting", "Status"]


async def test_a_roll_call_is_named_too(desk: DeskApp) -> None:
    find(desk.window, "Check in").click()
    desk.window.go_to("On site")
    page = desk.window.page()
    await eventually(lambda: find(page, "Start roll call").isEnabled())
    find(page, "Start roll call").click()
    await eventually(lambda: named(page, "End roll call"))
    for name in ("Search", "People on site", "Mark safe", "Undo last mark", "Print list", "Export as CSV"):
        assert name in heard(page)


async def test_what_is_to_choose_of_a_change_is_named_too(desk: DeskApp, theme: Theme) -> None:
    scopes = ScopeChoice(theme=theme, parent=desk.window)
    scopes.show()
    title = FieldConflict("title", "title", "Audit", "Audit in spring", "Audit of the year")
    sheet = ConflictSheet(
        Conflict("Audit", (title,)),
        label_words=conflict_words,
        value_words=lambda one, value: str(value),
        theme=theme,
        parent=desk.window,
    )
    sheet.open()
    for name in ("This one", "This and following", "All of the series"):
        assert name in heard(scopes)
    for name in ("Keep theirs", "Keep yours", "Keep all of theirs", "Keep all of yours", "Save changes"):
        assert name in heard(sheet)
    sheet.reject()


async def test_the_way_out_of_a_search_is_named(desk: DeskApp) -> None:
    write(find(desk.window, "Search"), "nobody of that name")
    assert "Clear search" in heard(desk.window)


@pytest.mark.parametrize("screen", NAMES)
async def test_whatever_takes_the_focus_has_a_name(desk: DeskApp, screen: str) -> None:
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


@pytest.mark.parametrize("screen", NAMES)
async def test_every_button_has_a_name(desk: DeskApp, screen: str) -> None:
    """Also those inside of fields, that Tab passes by."""
    await go_to(desk, screen)
    buttons = [button for button in desk.window.findChildren(QAbstractButton) if button.isVisible()]
    assert [button for button in buttons if not spoken_name(button) and button.objectName() != "qt_spinbox"] == []


def from_outside(desk: DeskApp, name: str, text: str) -> None:
    """What a screen reader does with a field that somebody dictates into: no key and no focus."""
    interface = QAccessible.queryAccessibleInterface(find(desk.window, name))
    interface.editableTextInterface().replaceText(0, interface.textInterface().characterCount(), text)


def value_heard(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Value)


async def test_the_window_is_one_to_a_screen_reader(desk: DeskApp) -> None:
    interface = QAccessible.queryAccessibleInterface(desk.window)
    assert (interface.role(), spoken_name(desk.window)) == (QAccessible.Role.Window, "Foyer")


async def test_a_choice_speaks_its_value_beside_its_name_and_takes_one_from_outside(desk: DeskApp) -> None:
    await go_to(desk, "Tickets")
    sort_by = find(desk.window, "Sort by", QLineEdit)
    assert (spoken_name(sort_by), value_heard(sort_by)) == ("Sort by", "Activity")
    from_outside(desk, "Sort by", "due date")
    assert sort_by.value() == "dueDate"
    from_outside(desk, "Sort by", "rubbish")
    assert (sort_by.value(), value_heard(sort_by)) == ("dueDate", "Due date")


async def test_a_time_is_taken_whole_from_outside_or_not_at_all(desk: DeskApp) -> None:
    await go_to(desk, "New meeting")
    from_outside(desk, "Starts", "2026-03-20 18:15")
    from_outside(desk, "Ends", "2026-03-20T19:00")
    from_outside(desk, "Ends", "rubbish")
    body = json.loads(find(desk.window, "Request body", QPlainTextEdit).toPlainText())
    assert (body["startAt"], body["endAt"]) == ("2026-03-20T18:15:00+01:00", "2026-03-20T19:00:00+01:00")
    assert value_heard(find(desk.window, "Ends")) == "Fri 20 Mar 2026  19:00"


async def test_a_row_that_a_screen_reader_selects_is_in_hand(desk: DeskApp) -> None:
    """It clears first, as a reader does that selects one row of a list in which several may be."""
    table = find(desk.window, "Visitors", QTableView)
    for number, name in ((1, "Bo Berg"), (0, "Ana Lima")):
        QAccessible.queryAccessibleInterface(table).selectionInterface().clear()
        select_from_outside(table, number)
        assert (row_in_hand(table)[1], rows_taken(table)) == (name, [number])


async def test_a_row_that_a_screen_reader_adds_is_in_hand_and_those_before_stay_taken(desk: DeskApp) -> None:
    table = find(desk.window, "Visitors", QTableView)
    press(table, Qt.Key.Key_Home)
    select_from_outside(table, 1)
    assert (row_in_hand(table)[1], rows_taken(table)) == ("Bo Berg", [0, 1])


def select_from_outside(table: QTableView, number: int) -> None:
    interface = QAccessible.queryAccessibleInterface(table)
    interface.selectionInterface().select(interface.childAt(*centre(table, number)))


def rows_taken(table: QTableView) -> list[int]:
    return sorted(index.row() for index in table.selectionModel().selectedRows())


def centre(table: QTableView, number: int) -> tuple[int, int]:
    place = table.viewport().mapToGlobal(table.visualRect(table.model().index(number, 1)).center())
    return place.x(), place.y()


async def test_the_keys_follow_to_the_screen_that_is_gone_to(desk: DeskApp) -> None:
    for screen, field in (("New meeting", "Title"), ("Tickets", "Search tickets"), ("Today", "Search")):
        desk.window.go_to(screen)
        assert find(desk.window, field).hasFocus()


async def test_whoever_walks_along_the_navigation_stays_on_it(desk: DeskApp) -> None:
    await eventually(desk.window.isActiveWindow)
    today = next(button for button in named(desk.window, "Today", QAbstractButton) if button.isCheckable())
    today.setFocus(Qt.FocusReason.TabFocusReason)
    for screen in ("New meeting", "On site", "Tickets"):
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert desk.window.page().name == screen
        assert QApplication.focusWidget().accessibleName() == screen
