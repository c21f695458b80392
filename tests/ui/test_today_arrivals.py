"""Checking in and out on *Today*, two hundred times a day: by button, by key, by double click."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.settings import Settings
from tests.fake_server import FakeServer, Held
from tests.meetings import DAY, meeting, visitor
from tests.ui.arrivals_hands import sample_day, status_of, statuses, take_in_hand, visitors
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import CTRL, click, click_row, find, named, press, row_in_hand, says, tick, write
from ui.pages.today.page import TodayPage

LATE = "Dimitra Papadopoulou"
IN = "Ingrid Sørensen-Vestergaard"
LEFT = "Tomasz Wójcik"
COMING = "Lars Åkerström"


async def test_the_statuses_of_a_day_and_how_many_stand_so(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    assert status_of(page, IN) == "On site 08:52"
    assert status_of(page, LEFT) == "Left 09:31"
    assert status_of(page, LATE) == "Late 27 min"
    assert status_of(page, COMING) == "Expected"
    counts = {name: find(page, name).text() for name in ("All", "Expected", "On site", "Left", "Late")}
    standing = [status.split()[0] for status in statuses(page)]
    assert counts["All"] == "All  40"
    assert counts["Late"] == f"Late  {standing.count('Late')}"
    assert counts["Left"] == f"Left  {standing.count('Left')}"
    assert counts["On site"] == f"On site  {standing.count('On')}"
    assert counts["Expected"] == f"Expected  {standing.count('Expected')}"


async def test_a_chip_keeps_those_alone_who_stand_so(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    click(page, "Late")
    assert {status.split()[0] for status in statuses(page)} == {"Late"}
    click(page, "All")
    assert len(statuses(page)) == 40
    click(page, "Left")
    write_nobody = find(page, "Search", QLineEdit)
    QTest.keyClicks(write_nobody, LATE.split()[0])
    assert says(page, "No one called “Dimitra” is listed under “Left”")
    left_out = f"On this day: {LATE}, 09:15"
    await eventually(lambda: named(page, left_out))
    click(page, left_out)
    assert row_in_hand(visitors(page))[1] == LATE
    write_nobody.clear()
    assert len(statuses(page)) == 40


async def test_checking_in_by_button_shows_at_once_and_says_so(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    click(page, "Check in")
    await eventually(lambda: status_of(page, LATE).startswith("On site 09:42"))
    await eventually(lambda: says(desk.window.notice, f"{LATE} checked in."))
    assert find(page, "Check out").isEnabled()
    assert not find(page, "Check in").isEnabled()
    assert says(find(page, "Visit"), "Host not told")
    assert says(find(page, "Visit"), "No mail server is set up."), "nothing else is claimed"


async def test_in_and_out_by_keys(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: status_of(page, COMING).startswith("On site"))
    press(visitors(page), Qt.Key.Key_O, CTRL)
    await eventually(lambda: status_of(page, COMING).startswith("Left 09:42"))
    await eventually(lambda: says(desk.window.notice, f"{COMING} checked out."))


async def test_a_double_click_does_the_next_thing_and_leaves_who_left(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    double_click(page)
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    double_click(page)
    await eventually(lambda: status_of(page, LATE).startswith("Left"))
    double_click(page)
    await eventually(lambda: says(desk.window.notice, "Choose Check in if they came back."))
    assert status_of(page, LATE).startswith("Left")


def double_click(page: object) -> None:
    table = visitors(page)  # type: ignore[arg-type]
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


async def test_enter_looks_somebody_up_and_never_checks_anybody_out(open_desk: OpenDesk) -> None:
    _, page = await sample_day(open_desk)
    take_in_hand(page, IN)
    press(visitors(page), Qt.Key.Key_Return)
    assert row_in_hand(visitors(page))[5] == "On site 08:52"


async def test_who_is_in_is_not_checked_in_twice_and_that_is_said_kindly(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, IN)
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: says(desk.window.notice, f"{IN} is already in, since 08:52."))
    assert not named(desk.window.notice, "Undo"), "nothing was done"
    assert status_of(page, IN) == "On site 08:52"


async def test_undo_takes_it_back_for_ten_seconds(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, LATE)
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: named(desk.window.notice, "Undo"))
    click(desk.window.notice, "Undo")
    await eventually(lambda: status_of(page, LATE) == "Late 27 min")
    await eventually(lambda: says(desk.window.notice, f"Taken back: {LATE}."))
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: named(desk.window.notice, "Undo"))
    await eventually(lambda: status_of(page, LATE).startswith("On site"))
    tick(desk.window.notice)
    assert not desk.window.notice.isVisible()
    assert status_of(page, LATE).startswith("On site")


async def test_a_whole_group_at_once_and_back(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    pane = find(page, "Visit")
    assert says(pane, "Group of 12")
    assert says(pane, "2 on site")
    click(pane, "Check in all 10")
    await eventually(lambda: says(pane, "12 on site"))
    await eventually(lambda: says(desk.window.notice, "10 visitors checked in."))
    assert not named(pane, "Check in all 10")
    click(desk.window.notice, "Undo")
    await eventually(lambda: says(pane, "2 on site"))


async def test_another_days_visitors_are_not_checked_in_today(open_desk: OpenDesk, server: FakeServer) -> None:
    desk = open_desk()
    page = desk.window.page()
    tomorrow = {"startAt": "2026-03-13T10:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima", **tomorrow)])
    page.header_part().stepped.emit(1)
    await eventually(lambda: named(page, "Visitors"))
    assert not find(page, "Check in").isEnabled()
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: says(desk.window.notice, "The visit of Ana Lima is on Fri 13 Mar."))


async def test_who_is_in_for_two_meetings_leaves_both_and_is_one(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima"), meeting(2, "Ana Lima", at="11:00")])
    desk = open_desk()
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    for number in (0, 1):
        click_row(visitors(page), number)
        press(visitors(page), Qt.Key.Key_I, CTRL)
        await eventually(lambda number=number: statuses(page)[number] == "On site 09:42")
    press(visitors(page), Qt.Key.Key_O, CTRL)
    await eventually(lambda: statuses(page) == ["Left 09:42", "Left 09:42"])
    await eventually(lambda: says(desk.window.notice, "Ana Lima checked out."))
    click(desk.window.notice, "Undo")
    await eventually(lambda: statuses(page) == ["On site 09:42", "On site 09:42"])
    await eventually(lambda: says(desk.window.notice, "Taken back: Ana Lima."))


async def test_the_clock_makes_somebody_late(open_desk: OpenDesk, clock: Clock) -> None:
    _, page = await sample_day(open_desk)
    assert status_of(page, COMING) == "Expected"
    clock.now = datetime(2026, 3, 12, 9, 14, 59, tzinfo=UTC)
    tick(page)
    assert status_of(page, COMING) == "Expected"
    clock.now += timedelta(seconds=1)
    tick(page)
    assert status_of(page, COMING) == "Late 15 min"


async def test_how_late_is_late_is_a_setting(open_desk: OpenDesk, clock: Clock) -> None:
    desk = open_desk(Settings(time_zone="Europe/Brussels", late_minutes=30), sample=True)
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    assert status_of(page, LATE) == "Expected", "27 minutes late"
    clock.now += timedelta(minutes=3)
    tick(page)
    assert status_of(page, LATE) == "Late 30 min"


async def test_a_check_in_is_there_after_a_restart_without_a_network(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 0, "limit": 100, "visits": []})
    server.is_desk_server = True
    first = open_desk()
    page = first.window.page()
    await eventually(lambda: named(page, "Visitors"))
    server.answers("POST", "/vm/visits/2026-03-12/M-1/V-ANA%20LIMA/events", status=503, headers={"Retry-After": "60"})
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: status_of(page, "Ana Lima") == "On site 09:42, Waiting to be sent")
    await first.close()
    server.answers("GET", "/vm/meetings", status=500)
    again = open_desk()
    assert status_of(again.window.page(), "Ana Lima").startswith("On site 09:42, ")


async def test_who_came_long_ago_is_never_shown_as_late(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first list of a day waits for who came, whichever of the two answers is there first."""
    monkeypatch.setattr("app.services.visits.day.SHORTLY", 60.0)
    came = arrivals_held(server)
    page = open_desk().window.page()
    await eventually(lambda: server.asked("/vm/meetings") and server.asked("/vm/visits/2026-03-12"))
    asyncio.get_running_loop().call_later(0.1, came.let_go)  # long after the meetings
    await eventually(lambda: named(page, "Visitors"))
    assert status_of(page, "Ana Lima") == "On site 08:52"


async def test_a_list_of_arrivals_that_hangs_does_not_hold_up_the_day(
    open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.visits.day.SHORTLY", 0.0)
    came = arrivals_held(server)
    page = open_desk().window.page()
    await eventually(lambda: named(page, "Visitors"))
    assert status_of(page, "Ana Lima") == "Late 42 min"
    came.let_go()
    await eventually(lambda: status_of(page, "Ana Lima") == "On site 08:52")


def arrivals_held(server: FakeServer) -> Held:
    """Ana Lima, due at nine, came at 08:52; the server tells that of her when it is let go."""
    ana = visitor("Ana Lima")
    visit = {"object": "visit", "id": f"{DAY}/M-1/{ana['id']}", "visitor": ana, "arrivedAt": f"{DAY}T08:52:00+01:00"}
    came = Held({"total": 1, "limit": 100, "visits": [visit | {"status": {"id": 2, "value": "Checked-in"}}]})
    server.answers("GET", f"/vm/visits/{DAY}", content=came)
    server.answers("GET", "/vm/meetings", json=[meeting(1, ana, at="09:00")])
    return came


async def test_a_server_that_keeps_no_arrivals_leaves_them_at_this_desk(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    page = desk.window.page()
    await eventually(lambda: named(page, "Visitors"))
    press(visitors(page), Qt.Key.Key_I, CTRL)
    await eventually(lambda: status_of(page, "Ana Lima") == "On site 09:42")
    click(desk.window, "Connection")
    await eventually(lambda: says(desk.window, "known at this desk alone"))


async def test_a_click_before_the_pane_shows_whom_the_search_found_means_nobody(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    take_in_hand(page, COMING)
    pane, search = find(page, "Visit"), find(page, "Search", QLineEdit)
    await eventually(lambda: says(pane, COMING))
    search.clear()
    await eventually(lambda: says(pane, COMING))
    write(search, LATE)
    click(pane, "Check in")
    click(pane, "Edit meeting")
    await eventually(lambda: says(pane, LATE))
    click(pane, "Check in")
    await eventually(lambda: says(desk.window.notice, f"{LATE} checked in."))
    assert desk.window.page() is page, "no form was opened"
    search.clear()
    assert status_of(page, COMING) == "Expected"
