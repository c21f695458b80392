"""The pane of *Today*: the whole visit of the visitor in hand, and whom they come with."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QTableView, QWidget

from tests.fake_server import FakeServer
from tests.meetings import JONAS, SOFIA, meeting, visitor
from tests.ui.conftest import Clock, OpenToday, eventually
from tests.ui.hands import click, click_row, find, named, press, row_in_hand, says, shown, tick, write
from ui.pages.today.page import TodayPage

LIST = "/vm/meetings"
GROUP = ("Ana Lima", "Bo Berg", "Cem Kaya", "Dag Moe", "Eva Novak", "Fay Ito", "Gil Roy")


def facts(page: TodayPage) -> dict[str, str]:
    """What the pane tells, as a screen reader hears it: the name of a fact and its value."""
    told = [label.accessibleName() for label in find(page, "Visit").findChildren(QLabel) if label.isVisible()]
    return dict(one.split(": ", 1) for one in told if ": " in one)


async def test_the_pane_tells_the_whole_visit(open_today: OpenToday, server: FakeServer) -> None:
    whole = visitor(
        "Ana Lima",
        companyName="Lagos Cold Chain",
        email="ana@lagos.example",
        phone="+234 1 555 0100",
        mobile="+234 803 555 0100",
        language={"code": "pt", "name": "português"},
        function="Regional buyer",
        about="Needs a lift",
        licensePlate="LAG 55",
        birthday="1980-05-01",
        frequent=1,
        smsReminder="1",
        mailReminder=True,
        attachmentCount=2,
        customFields=[{"name": "Badge colour", "value": "green"}],
    )
    more = {
        "title": "Supplier day",
        "description": "Vegetarian lunch",
        "users": [JONAS],
        "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=4"},
        "host": SOFIA | {"function": "Purchasing", "mobile": "+32 455 55 01 27", "email": "sofia@north.example"},
        "checkinNotificationUsers": [SOFIA],
        "checkoutNotificationUsers": [JONAS],
        "createdBy": {"type": "USER", "object": "user", "id": "US-KP935", "name": "Jonas Weber"},
        "createdVia": {"type": "APPLICATION", "name": "Customer application"},
        "createdAt": "2026-03-11T08:00:00Z",
        "lastModifiedAt": "2026-03-12T08:00:00Z",
    }
    server.answers("GET", LIST, json=[meeting(7, whole, at="10:00", **more)])
    page = await open_today()
    await eventually(page.ready)
    pane = find(page, "Visit")
    for words in (
        "Ana Lima",
        "Regional buyer, Lagos Cold Chain",
        "Expected",
        "10:00, in 18 min",
        "Sofia Marchetti",
        "Purchasing, US-G606",
        "+32 455 55 01 27",
    ):
        assert words in shown(pane)
    assert facts(page) == {
        "Title": "Supplier day",
        "Time": "10:00 to 11:00",
        "Attendees": "Jonas Weber",
        "Note": "Vegetarian lunch",
        "Repeats": "Every Thursday, 4 times",
        "Told on arrival": "Sofia Marchetti",
        "Told on leaving": "Jonas Weber",
        "Invited by": "Jonas Weber",
        "Invited through": "Customer application",
        "Created": "Wed 11 March, 09:00",
        "Last change": "Today, 09:00",
        "About": "Needs a lift",
        "Mobile": "+234 803 555 0100",
        "Phone": "+234 1 555 0100",
        "Email": "ana@lagos.example",
        "Licence plate": "LAG 55",
        "Language": "português",
        "Birthday": "1980-05-01",
        "Invitation": "by email and SMS",
        "Comes often": "Yes",
        "Files": "2",
        "Badge colour": "green",
        "Number": "V-ANA LIMA",
    }
    click(pane, "Copy phone number")
    assert QGuiApplication.clipboard().text() == "+32 455 55 01 27"


async def test_a_meeting_over_several_days_tells_its_days(open_today: OpenToday, server: FakeServer) -> None:
    days = {"startAt": "2026-03-11T09:00:00+01:00", "endAt": "2026-03-13T16:30:00+01:00"}
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", **days)])
    page = await open_today()
    await eventually(page.ready)
    assert facts(page)["Time"] == "Wed 11 Mar, 09:00 to Fri 13 Mar, 16:30"


async def open_group(open_today: OpenToday, server: FakeServer) -> TodayPage:
    server.answers("GET", LIST, json=[meeting(1, *GROUP), meeting(2, "Zoë Peeters", at="11:00")])
    page = await open_today()
    await eventually(page.ready)
    click_row(find(page, "Visitors", QTableView), 0)
    return page


def in_hand(page: TodayPage) -> str:
    return row_in_hand(find(page, "Visitors", QTableView))[1]


async def test_the_group_is_told_and_each_of_it_is_one_click_away(open_today: OpenToday, server: FakeServer) -> None:
    page = await open_group(open_today, server)
    pane = find(page, "Visit")
    assert "Group of 7" in shown(pane)
    assert [bool(named(pane, name)) for name in GROUP] == [True] * 5 + [False] * 2
    click(pane, "Show all 7")
    click(pane, "Gil Roy")
    assert in_hand(page) == "Gil Roy"
    assert find(page, "Visitors").hasFocus()
    member = find(find(page, "Visit"), "Bo Berg", QAbstractButton)
    member.setFocus()
    press(member, Qt.Key.Key_Space)
    assert in_hand(page) == "Bo Berg"
    interface = QAccessible.queryAccessibleInterface(find(find(page, "Visit"), "Cem Kaya"))
    interface.actionInterface().doAction("Press")
    await eventually(lambda: in_hand(page) == "Cem Kaya")


async def test_a_member_whom_the_search_hides_is_still_one_click_away(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await open_group(open_today, server)
    search = find(page, "Search", QLineEdit)
    write(search, "ana")
    click(find(page, "Visit"), "Bo Berg")
    assert in_hand(page) == "Bo Berg"
    assert search.text() == ""


async def test_the_clock_moves_on_without_taking_away_what_somebody_reads(
    open_today: OpenToday, server: FakeServer, clock: Clock
) -> None:
    page = await open_group(open_today, server)
    pane = find(page, "Visit")
    scroll = pane.findChild(QScrollArea)
    assert scroll is not None
    click(pane, "Show all 7")
    pane.setFixedHeight(200)
    await eventually(lambda: scroll.verticalScrollBar().maximum() > 60)
    scroll.verticalScrollBar().setValue(60)
    last = find(pane, "Gil Roy", QWidget)
    last.setFocus()
    clock.now += timedelta(minutes=6)
    tick(page)
    await eventually(lambda: says(pane, "10:00, in 12 min"))
    assert last.isVisible()
    assert last.hasFocus()
    assert scroll.verticalScrollBar().value() == 60
    clock.now += timedelta(hours=2)
    tick(page)
    await eventually(lambda: says(pane, "Late"))
