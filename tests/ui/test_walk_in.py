"""Somebody without an invitation: a name, a host, one key."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.models.drafts import MeetingDraft
from app.models.operations import Kind
from app.models.visit_row import VisitRow
from tests.fake_server import FakeServer, Held
from tests.meetings import meeting
from tests.ui.arrivals_hands import sample_day, status_of, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, column, find, named, press, row_in_hand, says, write
from ui.compose.desk import DeskApp
from ui.pages.new_meeting.page import NewMeetingPage
from ui.pages.today.page import TodayPage


def form() -> QDialog:
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    assert len(found) == 1
    return found[0]


def fill_in(first: str, last: str, host: str) -> None:
    """With the keyboard alone, from where the cursor stands when the form opens."""
    for words in (first, last, host):
        field = QApplication.focusWidget()
        assert field is not None
        write(field, words)
        QTest.keyClick(field, Qt.Key.Key_Tab)


async def open_form(desk: DeskApp) -> QDialog:
    press(desk.window.page(), Qt.Key.Key_F2)
    await eventually(lambda: QApplication.focusWidget() and QApplication.focusWidget().accessibleName() == "First name")
    return form()


async def test_ten_seconds_by_keyboard(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    walk_in = await open_form(desk)
    fill_in("Ada", "Lovelace", "Sofia Marchetti")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: not walk_in.isVisible())
    await eventually(lambda: row_in_hand(visitors(page))[:2] == ("09:42", "Ada Lovelace"))
    assert row_in_hand(visitors(page))[3:5] == ("Sofia Marchetti", "Walk-in")
    await eventually(lambda: status_of(page, "Ada Lovelace") == "On site 09:42")
    assert says(desk.window.notice, "Ada Lovelace checked in.")


async def test_who_walked_in_still_did_when_their_meeting_is_edited_to_be_sent_again(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    desk.window.go_to("New meeting")
    page = desk.window.page()
    assert isinstance(page, NewMeetingPage)
    page.fill(MeetingDraft(title="Walk-in", walk_in=True))
    assert page.draft().walk_in
    page.fill(MeetingDraft(title="Walk-in"))
    assert not page.draft().walk_in


async def test_what_is_missing_is_said_beside_its_field(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    walk_in = await open_form(desk)
    write(find(walk_in, "First name", QLineEdit), "Ada")
    click(walk_in, "Check in and print badge")
    assert find(walk_in, "Last name").accessibleDescription()
    assert find(walk_in, "Host").accessibleDescription()
    assert not find(walk_in, "First name").accessibleDescription()
    assert walk_in.isVisible()
    write(find(walk_in, "Mobile", QLineEdit), "0471 20 44 10")
    click(walk_in, "Check in and print badge")
    assert "country code" in find(walk_in, "Mobile").accessibleDescription()


async def test_who_was_here_before_fills_the_form(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    walk_in = await open_form(desk)
    first = find(walk_in, "First name", QLineEdit)
    write(first, "Priya")
    await eventually(QApplication.activePopupWidget)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert find(walk_in, "Last name", QLineEdit).text() == "Raghunathan"
    assert find(walk_in, "Visitor company", QLineEdit).text() == "Meridian Analytics"
    write(find(walk_in, "Host", QLineEdit), "Jonas Weber")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: row_in_hand(visitors(page))[:2] == ("09:42", "Priya Raghunathan"))


async def test_what_was_typed_stays_when_the_form_is_closed(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    walk_in = await open_form(desk)
    write(find(walk_in, "First name", QLineEdit), "Ada")
    press(walk_in, Qt.Key.Key_Escape)
    assert not walk_in.isVisible()
    click(desk.window, "Walk-in")
    again = form()
    assert find(again, "First name", QLineEdit).text() == "Ada"
    click(again, "Clear")
    assert find(again, "First name", QLineEdit).text() == ""


async def test_without_a_network_it_waits_and_is_sent_in_its_order(open_desk: OpenDesk, server: FakeServer) -> None:
    """The meeting first, then who came to it, under the name that the server gave."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 0, "limit": 100, "visits": []})
    server.answers("POST", "/vm/meetings", status=503, headers={"Retry-After": "3600"})
    desk = open_desk()
    page = desk.window.page()
    await eventually(lambda: named(page, "Visitors"))
    walk_in = await open_form(desk)
    fill_in("Ada", "Lovelace", "US-G606")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: row_in_hand(visitors(page))[1:2] == ("Ada Lovelace",))
    assert status_of(page, "Ada Lovelace").startswith("On site 09:42, ")
    assert find(desk.window, "Connection").text().endswith("2 waiting")
    (asked,) = server.asked("/vm/meetings")[-1:]
    assert "walkIn" not in json.dumps([one.body for one in server.asked("/vm/meetings")]), "another's doesn't know it"
    made = meeting(7, "Ada Lovelace", title="Walk-in", at="09:42")
    server.answers("POST", "/vm/meetings", json=made)
    visit = {"object": "visit", "id": "2026-03-12/M-7/V-ADA LOVELACE", "arrivedAt": "2026-03-12T09:42:00+01:00"}
    server.is_desk_server = True
    said = "/vm/visits/2026-03-12/M-7/V-ADA%20LOVELACE/events"
    server.answers("POST", said, json=visit)
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima"), made])
    desk.services.sync.wake()
    await eventually(lambda: server.asked(said))
    assert server.asked(said)[-1].body["kind"] == "check-in"
    await eventually(lambda: status_of(page, "Ada Lovelace") == "On site 09:42")
    assert json.dumps(asked.body).count("Ada") <= 1


async def test_who_walked_in_stays_in_hand_when_the_list_knows_them_before_the_answer_comes(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    """Else the next key would check out, or print the badge of, whoever stands below them."""
    made = meeting(7, "Ada Lovelace", title="Walk-in", at="09:42")
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima", at="11:00")])
    server.answers("GET", "/vm/visits/2026-03-12", json={"total": 0, "limit": 100, "visits": []})
    server.answers("POST", "/vm/meetings", content=(held := Held(made)))
    desk = open_desk()
    page = desk.window.page()
    await eventually(lambda: named(page, "Visitors"))
    walk_in = await open_form(desk)
    fill_in("Ada", "Lovelace", "US-G606")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: row_in_hand(visitors(page))[1:2] == ("Ada Lovelace",))
    server.answers("GET", "/vm/meetings", json=[made, meeting(1, "Ana Lima", at="11:30")])
    click(desk.window, "Refresh")
    await eventually(lambda: column(visitors(page), "Time") == ["09:42", "11:30"])
    assert column(visitors(page), "Visitor") == ["Ada Lovelace", "Ana Lima"], "the row that waits stands for both"
    assert row_in_hand(visitors(page))[1] == "Ada Lovelace"
    held.let_go()
    await eventually(lambda: not any(one.kind is Kind.MEETING for one in desk.services.lists.waiting_now().operations))
    await eventually(lambda: "Waiting" not in status_of(page, "Ada Lovelace"))
    assert column(visitors(page), "Visitor") == ["Ada Lovelace", "Ana Lima"]
    assert row_in_hand(visitors(page))[1] == "Ada Lovelace"


async def expected_visitor(desk: DeskApp, page: TodayPage) -> tuple[QDialog, str, VisitRow]:
    """Fills in somebody who is expected today, with the host of the visit."""
    visit = next(
        one
        for one in visitors(page).model().rows
        if one.invited and status_of(page, one.name) == "Expected" and one.group == 1 and one.host
    )
    walk_in = await open_form(desk)
    fill_in(visit.first_name.upper(), visit.last_name, visit.host)
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: named(walk_in, "Check in that visit"))
    return walk_in, visit.name, visit


async def test_who_is_expected_is_asked_about_and_their_visit_is_checked_in(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    before = len(column(visitors(page), "Visitor"))
    walk_in, name, visit = await expected_visitor(desk, page)
    at = f"{desk.services.site.local(visit.expected):%H:%M}"
    assert says(walk_in, f"Expected at {at} by {visit.host}: check in that visit?")
    assert not named(walk_in, "Check in and print badge"), "there is one thing to press"
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    await eventually(lambda: not walk_in.isVisible())
    await eventually(lambda: status_of(page, name).startswith("On site 09:42"))
    assert len(column(visitors(page), "Visitor")) == before
    assert row_in_hand(visitors(page))[1] == name


async def test_somebody_else_of_that_name_walks_in_all_the_same_and_is_in_hand(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    before = len(column(visitors(page), "Visitor"))
    walk_in, _, visit = await expected_visitor(desk, page)
    click(walk_in, "Walk in all the same")
    await eventually(lambda: not walk_in.isVisible())
    await eventually(lambda: row_in_hand(visitors(page))[:1] == ("09:42",))
    assert row_in_hand(visitors(page))[1].casefold() == visit.name.casefold()
    assert len(column(visitors(page), "Visitor")) == before + 1


async def test_a_namesake_of_another_company_with_another_host_is_not_asked_about(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    visit = next(one for one in visitors(page).model().rows if one.invited and one.host != "Sofia Marchetti")
    walk_in = await open_form(desk)
    fill_in(visit.first_name, visit.last_name, "Sofia Marchetti")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: not walk_in.isVisible())


async def test_nobody_is_in_hand_until_the_list_has_who_walked_in(open_desk: OpenDesk) -> None:
    """A key that is pressed at once must not mean whoever was in hand before."""
    desk, page = await sample_day(open_desk)
    stranger = row_in_hand(visitors(page))[1]
    walk_in = await open_form(desk)
    fill_in("Ada", "Lovelace", "Sofia Marchetti")
    press(walk_in, Qt.Key.Key_Return, CTRL)
    in_hand: set[str] = set()
    await eventually(lambda: not walk_in.isVisible())
    await eventually(lambda: in_hand.add("".join(row_in_hand(visitors(page))[1:2])) or "Ada Lovelace" in in_hand)
    assert in_hand <= {"", "Ada Lovelace"}, f"{stranger} would have been checked in"


async def test_who_is_typed_otherwise_is_no_longer_asked_about(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    walk_in, _, visit = await expected_visitor(desk, page)
    write(find(walk_in, "Last name", QLineEdit), "x")
    assert not named(walk_in, "Check in that visit")
    click(walk_in, "Check in and print badge")
    await eventually(lambda: not walk_in.isVisible())
    await eventually(lambda: status_of(page, visit.name) == "Expected")
