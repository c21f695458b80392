"""*Week*: how many come on each of seven days, and the way to each by keys."""

from __future__ import annotations

from datetime import date

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.models.operations import Kind
from app.services.desk_services import DeskServices
from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenToday, eventually
from tests.ui.hands import click, column, find, named, press, row_in_hand, says
from ui.pages.today.page import TodayPage
from ui.tasks import Tasks

LIST = "/vm/meetings"
DAYS = "Days of the week"
FRIDAY = {"startAt": "2026-03-13T10:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
WEEK_AFTER = {"startAt": "2026-03-17T10:00:00+01:00", "endAt": "2026-03-17T11:00:00+01:00"}
EVERYTHING = [
    meeting(1, "Ana Lima", "Bo Berg", at="09:00"),
    meeting(2, "Cy Dale", at="15:00"),
    meeting(3, "Di Eco", **FRIDAY),
    meeting(4, "Ed Fox", "Flo Gil", **WEEK_AFTER),
]


async def opened(open_today: OpenToday, server: FakeServer) -> TodayPage:
    server.answers("GET", LIST, json=EVERYTHING)
    page = await open_today()
    await eventually(page.ready)
    page.start_search()
    return page


async def test_the_week_is_one_key_away_and_next_week_another(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server)
    in_hand = row_in_hand(find(page, "Visitors", QTableView))[1]
    press(QApplication.focusWidget(), Qt.Key.Key_F7)
    days = find(page, DAYS, QTableView)
    assert row_in_hand(days)[0] == "Today"
    assert says(page, "9 – 15 March 2026")
    counts = [*["No visitors"] * 3, "3 visitors", "1 visitor", *["No visitors"] * 2]
    await eventually(lambda: column(days, "Expected") == counts)
    assert column(days, "Late") == ["", "", "", "2", "", "", ""]
    press(days, Qt.Key.Key_PageDown)
    assert says(page, "16 – 22 March 2026")
    await eventually(lambda: column(days, "Expected")[1] == "2 visitors")
    press(days, Qt.Key.Key_Escape)
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == in_hand


async def test_who_came_while_another_screen_was_shown_is_counted(
    open_today: OpenToday, server: FakeServer, behind_today: list[DeskServices]
) -> None:
    page = await opened(open_today, server)
    press(QApplication.focusWidget(), Qt.Key.Key_F7)
    days = find(page, DAYS, QTableView)
    await eventually(lambda: column(days, "Arrived")[3] == "0")
    page.hide()
    listed = await behind_today[-1].day.rows(date(2026, 3, 12))
    assert listed is not None
    await behind_today[-1].arrivals.check_in(listed.visits[:1])
    page.show()
    await eventually(lambda: column(days, "Arrived")[3] == "1")


async def test_a_day_is_gone_to_by_enter(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server)
    press(QApplication.focusWidget(), Qt.Key.Key_F7)
    days = find(page, DAYS, QTableView)
    press(days, Qt.Key.Key_Down)
    press(days, Qt.Key.Key_Return)
    await eventually(lambda: named(page, "Visitors"))
    assert column(find(page, "Visitors", QTableView), "Visitor") == ["Di Eco"]


async def test_a_day_that_is_not_known_is_no_day_without_visitors(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server)
    server.answers("GET", LIST, error=httpx.ConnectError("no route"))
    press(QApplication.focusWidget(), Qt.Key.Key_F7)
    days = find(page, DAYS, QTableView)
    unknown = ["Not known. The server can't be reached."]
    await eventually(lambda: column(days, "Expected") == [*unknown * 3, "3 visitors", *unknown * 3])
    server.answers("GET", LIST, json=EVERYTHING)
    page.refresh()
    await eventually(lambda: column(days, "Expected")[4] == "1 visitor")
    click(page, "Back to the day")
    assert named(page, "Visitors")


async def test_a_day_of_which_only_our_own_meeting_is_known_is_asked_for(
    open_today: OpenToday, server: FakeServer, tasks: Tasks, behind_today: list[DeskServices]
) -> None:
    page = await opened(open_today, server)
    (desk,) = behind_today
    ours = meeting(9, "Gus Hall", **FRIDAY)
    server.answers("POST", LIST, json=ours)
    tasks.start(desk.sync.run())
    await desk.sync.put("ours", Kind.MEETING, {"title": "Lunch", "hostId": "US-G606", "visitors": []} | FRIDAY)
    await eventually(lambda: not desk.lists.waiting_now().operations)
    server.answers("GET", LIST, json=[*EVERYTHING, ours])
    press(QApplication.focusWidget(), Qt.Key.Key_F7)
    days = find(page, DAYS, QTableView)
    await eventually(lambda: column(days, "Expected")[4] == "2 visitors")
    assert column(days, "As of")[4] != "Not asked yet"
