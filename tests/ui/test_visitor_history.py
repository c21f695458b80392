"""*Visitor history* and the times of a visit in the pane of *Today*, and a check-in that is taken back later."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.arrivals_hands import sample_day, status_of, take_in_hand, visitors
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, named, press, says, tick
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

NEXT = {"startAt": "2026-03-13T10:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
ADA = visitor("Ada Lovelace", companyName="Analytical Engines", email="ada@engines.example")
NAMESAKE = visitor("Ada Lovelace", id="V-OTHER", companyName="Elsewhere", email="ada@elsewhere.example")


def pane(page: QWidget) -> QWidget:
    return find(page, "Visit")


async def came_yesterday(
    open_desk: OpenDesk, server: FakeServer, clock: Clock, **more: str
) -> tuple[DeskApp, TodayPage]:
    """Ada came and left, and so did another Ada; a day later Ada is expected again. `more` is of the meeting to which
    Ada came."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, ADA, **more), meeting(2, NAMESAKE, at="12:00")])
    desk = open_desk()
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    table = visitors(page)
    press(table, Qt.Key.Key_A, CTRL)
    press(table, Qt.Key.Key_I, CTRL)
    await eventually(lambda: says(pane(page), "2 on site"))
    clock.now += timedelta(hours=1, minutes=13)
    press(table, Qt.Key.Key_O, CTRL)
    await eventually(lambda: says(pane(page), "2 left"))
    # the next day is known by now, since the one before today is asked for after it: nothing older is on the way
    await eventually(lambda: any("from=2026-03-11" in str(one.url) for one in server.asked("/vm/meetings")))
    again = visitor("A. Lovelace", id="V-AGAIN", email="ada@engines.example")
    server.answers("GET", "/vm/meetings", json=[meeting(3, again, **NEXT)])
    clock.now += timedelta(days=1, hours=-2)
    tick(page)
    await eventually(lambda: named(page, "Visitors") and status_of(page, "A. Lovelace") == "Expected")
    return desk, page


async def test_earlier_visits_are_known_again_by_the_address_and_not_by_the_name(
    open_desk: OpenDesk, server: FakeServer, clock: Clock
) -> None:
    desk, page = await came_yesterday(open_desk, server, clock)
    take_in_hand(page, "Lovelace")
    await eventually(lambda: says(pane(page), "Thu 12 Mar, 09:42 to 10:55, 1 h 13 min"))
    assert says(pane(page), "Visitor history")
    assert says(pane(page), "Sofia Marchetti, Meeting 1")
    assert not says(pane(page), "Meeting 2")
    forgotten = await desk.services.day.whole(visitors(page).model().rows[0])
    assert forgotten.visitor is not None
    await desk.services.erasure.forget(forgotten.visitor)
    for step in (1, -1):
        page.header_part().stepped.emit(step)
    await eventually(lambda: named(page, "Visitors") and status_of(page, "A. Lovelace"))
    take_in_hand(page, "Lovelace")
    await eventually(lambda: says(pane(page), "No earlier visit is known at this desk."))


async def test_earlier_visits_are_known_whatever_the_server_calls_its_meetings(
    open_desk: OpenDesk, server: FakeServer, clock: Clock
) -> None:
    _, page = await came_yesterday(open_desk, server, clock, id="2026/M/1")
    take_in_hand(page, "Lovelace")
    await eventually(lambda: says(pane(page), "Thu 12 Mar, 09:42 to 10:55, 1 h 13 min"))


async def test_our_own_server_tells_of_visits_that_this_desk_has_forgotten(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    server.is_desk_server = True
    server.answers("GET", "/vm/meetings", json=[meeting(1, ADA)])
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 0, "limit": 100, "visits": []})
    long_ago = {"object": "visit", "id": "2024-05-02/M-9/V-9", "visitor": ADA, "meeting": {"title": "Interview"}}
    long_ago |= {"arrivedAt": "2024-05-02T09:02:00+02:00", "leftAt": "2024-05-02T10:15:00+02:00"}
    long_ago |= {"status": {"id": 3, "value": "Checked-out"}}
    listed = {"total": 1, "limit": 200, "visits": [long_ago]}
    server.answers("GET", "/vm/visitors/visits", json=listed)
    page = open_desk().window.page()
    await eventually(lambda: named(page, "Earlier visits on the server"))
    assert says(pane(page), "No earlier visit is known at this desk.")
    assert not server.asked("/vm/visitors/visits"), "nobody asked for it"
    click(pane(page), "Earlier visits on the server")
    await eventually(lambda: says(pane(page), "Thu 2 May 2024, 09:02 to 10:15, 1 h 13 min"))
    assert says(pane(page), "Interview")
    assert server.asked("/vm/visitors/visits")[0].query["email"] == "ada@engines.example"
    assert not named(page, "Earlier visits on the server")


async def test_the_times_of_who_left_stand_in_the_pane(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    take_in_hand(page, "Tomasz Wójcik")
    await eventually(lambda: says(pane(page), "Came"))
    assert says(pane(page), "09:31")
    assert says(pane(page), "Stayed")
    assert says(pane(page), " min")
    assert not named(pane(page), "Take back check-in")


async def test_a_check_in_is_taken_back_long_after_its_notice_went(open_desk: OpenDesk, clock: Clock) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, "Ingrid Sørensen-Vestergaard")
    clock.now += timedelta(minutes=20)
    click(pane(page), "Take back check-in")
    await eventually(lambda: says(desk.window.notice, "Check-in taken back: Ingrid Sørensen-Vestergaard."))
    await eventually(lambda: status_of(page, "Ingrid Sørensen-Vestergaard").startswith("Late"))
    await eventually(lambda: not named(pane(page), "Take back check-in"))


async def test_what_another_server_says_itself_is_not_taken_back_and_that_is_said(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    """A vendor's server tells that she is in, and has no call that takes it back."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, ADA)])
    came = {"id": 2, "value": "Checked-in"}
    visit = {"object": "visit", "id": "2026-03-12/M-1/V-ADA LOVELACE", "visitor": ADA, "status": came}
    visit["arrivedAt"] = "2026-03-12T09:10:00+01:00"
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 1, "limit": 10, "visits": [visit]})
    page = open_desk().window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    await eventually(lambda: status_of(page, "Ada Lovelace").startswith("On site 09:10"))
    await eventually(lambda: named(pane(page), "Take back check-in"))
    assert not find(pane(page), "Take back check-in").isEnabled()
    assert says(pane(page), "The server itself says that they are in, and has no call that takes it back.")
