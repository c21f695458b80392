"""Where the keyboard is on *Today*: it goes on from where it was, whatever comes new or goes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, named, press, says, spoken_name, write

LATE = "Dimitra Papadopoulou"
COMING = "Lars Åkerström"
INSIDE = "Ingrid Sørensen-Vestergaard"


def focused() -> str:
    widget = QApplication.focusWidget()
    return spoken_name(widget) if widget is not None else ""


def press_where_the_focus_is(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, key)


def tabbed(times: int) -> list[str]:
    names = []
    for _ in range(times):
        press_where_the_focus_is(Qt.Key.Key_Tab)
        names.append(focused())
    return names


def put_focus(window: QWidget, name: str) -> None:
    find(window, name).setFocus(Qt.FocusReason.TabFocusReason)


async def test_tab_leads_from_the_list_to_what_can_be_done_with_who_is_in_hand(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    assert focused() == "Visitors"
    assert tabbed(2) == ["Check in", "Print badge"]


async def test_tab_leads_through_the_header_from_left_to_right(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    put_focus(desk.window, "Previous day")
    assert tabbed(5) == ["Go to date", "Next day", "Week", "Refresh", "Connection"]


async def test_after_a_check_in_by_button_the_arrow_keys_go_on_in_the_list(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    put_focus(desk.window, "Check in")
    press_where_the_focus_is(Qt.Key.Key_Space)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert focused() == "Visitors"


async def test_news_of_the_visit_leave_the_focus_on_its_button(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    put_focus(desk.window, "Print badge")
    press(page, Qt.Key.Key_I, CTRL)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    assert focused() == "Print badge"


async def test_after_undo_the_keyboard_is_where_it_was(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    click(page, "Check in")
    await eventually(lambda: says(desk.window.notice, f"{LATE} checked in."))
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    put_focus(desk.window, "Undo")
    press_where_the_focus_is(Qt.Key.Key_Space)
    await eventually(lambda: status_of(page, LATE).startswith("Late"))
    assert focused() == "Visitors"


async def test_a_notice_that_goes_gives_the_focus_back(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    find(page, "Search", QLineEdit).setFocus()
    desk.window.notice.tell("Somebody checked in.")
    put_focus(desk.window, "Close notice")
    press_where_the_focus_is(Qt.Key.Key_Space)
    assert focused() == "Search"


async def test_the_pane_stays_where_it_is_when_the_button_that_was_pressed_goes(open_desk: OpenDesk) -> None:
    """Nothing but the way back goes: it must not lead to what can be changed of the meeting, further down."""
    desk, page = await sample_day(open_desk)
    take_in_hand(page, INSIDE)
    desk.window.resize(1024, 500)
    await eventually(lambda: named(page, "Forget this visitor"))
    put_focus(desk.window, "Take back check-in")
    press_where_the_focus_is(Qt.Key.Key_Space)
    await eventually(lambda: not named(page, "Take back check-in"))
    assert not find(page, "Check in").visibleRegion().isEmpty()


async def test_where_nobody_is_found_tab_leads_to_what_can_be_done_from_left_to_right(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    search = find(page, "Search", QLineEdit)
    write(search, "papadopoulus")
    near = f"Close: {LATE}, 09:15"
    await eventually(lambda: named(page, near))
    put_focus(desk.window, near)
    assert tabbed(2) == ["Clear search", "Look on other days"]


async def test_on_a_day_without_visitors_the_search_has_the_keys_of_the_list(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    find(page, "Search", QLineEdit).clear()
    for _ in range(40):
        press(page, Qt.Key.Key_PageDown, CTRL)
    await eventually(lambda: says(page, "Nobody is expected"))
    assert focused() == "Search"


async def test_the_week_leads_back_to_a_search_that_found_nobody(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    search = find(page, "Search", QLineEdit)
    search.setFocus()
    write(search, "papadopoulus")
    press(page, Qt.Key.Key_F7)
    await eventually(lambda: focused() == "Days of the week")
    press_where_the_focus_is(Qt.Key.Key_Escape)
    await eventually(lambda: focused() == "Search")


async def test_a_cleared_search_has_the_keys(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    write(find(page, "Search", QLineEdit), "papadopoulus")
    await eventually(lambda: named(page, "Clear search"))
    put_focus(desk.window, "Clear search")
    press_where_the_focus_is(Qt.Key.Key_Space)
    await eventually(lambda: named(page, "Visitors"))
    assert focused() == "Search"
