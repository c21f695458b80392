"""A search that finds nobody on the day goes on: to the name that is close, and to other days."""

from __future__ import annotations

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from app.services.desk_services import DeskServices
from tests.fake_server import FakeServer, Held
from tests.meetings import meeting, visitor
from tests.ui.conftest import OpenToday, eventually
from tests.ui.hands import CTRL, click, column, find, named, press, row_in_hand, says, write
from ui.pages.today.page import TodayPage
from ui.tasks import Tasks

LIST = "/vm/meetings"
FOUND = "Visits on other days"
ZOE = visitor("Zoë Peeters", mobile="+32 479 12 34 56")


def on(day: str, number: int, who: object) -> object:
    return meeting(number, who, startAt=f"{day}T10:00:00+01:00", endAt=f"{day}T11:00:00+01:00")


EVERYTHING = [
    meeting(1, "Ingrid Sørensen", at="09:00"),
    on("2026-03-03", 2, ZOE),
    on("2026-03-16", 3, ZOE),
    on("2026-03-26", 4, visitor("Bo Peeters")),
    on("2026-03-27", 5, visitor("Cy Peeters")),
]
"""What the server tells of whatever day it is asked: what is of another one is left out here."""


async def searched(open_today: OpenToday, server: FakeServer, typed: str) -> TodayPage:
    server.answers("GET", LIST, json=EVERYTHING)
    page = await open_today()
    await eventually(page.ready)
    write(find(page, "Search", QLineEdit), typed)
    return page


async def test_the_name_that_is_close_is_put_in(open_today: OpenToday, server: FakeServer) -> None:
    page = await searched(open_today, server, "ingrit")
    await eventually(lambda: named(page, "Close: Ingrid Sørensen, 09:00"))
    click(page, "Close: Ingrid Sørensen, 09:00")
    assert find(page, "Search", QLineEdit).text() == "Ingrid Sørensen"
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == "Ingrid Sørensen"


async def test_whom_nobody_expects_today_is_found_on_other_days(
    open_today: OpenToday, server: FakeServer, tasks: Tasks
) -> None:
    """Fourteen days back and ahead: the server is asked for those that this desk lacks, each once and the nearest
    first. It is another vendor's, and is asked for nothing but lists of days."""
    page = await searched(open_today, server, "peeters")
    await eventually(lambda: not tasks._running)  # who came yesterday is asked for as well
    server.requests.clear()
    press(find(page, "Search", QLineEdit), Qt.Key.Key_Return)
    table = find(page, FOUND, QTableView)
    await eventually(lambda: says(page, "3 visits") and not named(page, "Stop looking"))
    assert column(table, "Day") == ["Tue 3 Mar", "Mon 16 Mar", "Thu 26 Mar"]
    assert column(table, "Visitor") == ["Zoë Peeters", "Zoë Peeters", "Bo Peeters"]
    assert row_in_hand(table)[0] == "Mon 16 Mar", "the nearest is in hand"
    days = [request.query["from"] for request in server.asked(LIST)]
    assert days[:3] == ["2026-03-13", "2026-03-11", "2026-03-14"]
    assert (len(days), len({*days}), min(days), max(days)) == (28, 28, "2026-02-26", "2026-03-26")
    assert {request.path for request in server.requests} == {LIST}
    press(table, Qt.Key.Key_Return)
    await eventually(lambda: named(page, "Visitors"))
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == "Zoë Peeters"
    assert find(page, "Search", QLineEdit).text() == ""
    write(find(page, "Search", QLineEdit), "0032 479/12.34")
    assert column(find(page, "Visitors", QTableView), "Visitor") == ["Zoë Peeters"]


async def test_refresh_asks_for_the_days_on_which_somebody_was_found(open_today: OpenToday, server: FakeServer) -> None:
    page = await searched(open_today, server, "peeters")
    press(find(page, "Search", QLineEdit), Qt.Key.Key_Return)
    table = find(page, FOUND, QTableView)
    await eventually(lambda: says(page, "3 visits") and not named(page, "Stop looking"))
    server.answers("GET", LIST, json=[*EVERYTHING, on("2026-03-16", 6, visitor("Di Peeters"))])
    page.refresh()
    await eventually(lambda: says(page, "4 visits"))
    assert column(table, "Visitor") == ["Zoë Peeters", "Zoë Peeters", "Di Peeters", "Bo Peeters"]


async def test_who_is_found_today_too_is_looked_for_further_and_escape_leads_back(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await searched(open_today, server, "s")
    press(QApplication.focusWidget(), Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    table = find(page, FOUND, QTableView)
    await eventually(lambda: says(page, "3 visits") and not named(page, "Stop looking"))
    assert "Today" not in column(table, "Day"), "which is the day that is shown"
    press(table, Qt.Key.Key_Escape)
    assert column(find(page, "Visitors", QTableView), "Visitor") == ["Ingrid Sørensen"]
    assert find(page, "Search", QLineEdit).text() == "s"


async def test_looking_can_be_stopped_and_says_what_was_left_out(open_today: OpenToday, server: FakeServer) -> None:
    page = await searched(open_today, server, "peeters")
    server.answers("GET", LIST, json=EVERYTHING)
    server.answers("GET", LIST, content=(held := Held(EVERYTHING)))
    click(page, "Look on other days")
    await eventually(lambda: says(page, "asking the server, day 2 of 28"))
    click(page, "Stop looking")
    assert says(page, "No visits · stopped, 27 days weren't asked for")
    held.let_go()


async def test_without_the_server_it_says_what_it_could_not_ask(open_today: OpenToday, server: FakeServer) -> None:
    page = await searched(open_today, server, "peeters")
    server.answers("GET", LIST, error=httpx.ConnectError("no route"))
    press(find(page, "Search", QLineEdit), Qt.Key.Key_Return)
    await eventually(lambda: says(page, "No visits · 28 days weren't asked for: The server can't be reached."))


async def test_our_own_server_is_asked_once_for_all_days_there_are(
    open_today: OpenToday, behind_today: list[DeskServices]
) -> None:
    page = await open_today(sample=True)
    await eventually(page.ready)
    body = {"title": "Audit", "startAt": "2026-09-01T10:00:00+02:00", "endAt": "2026-09-01T11:00:00+02:00"}
    body |= {"hostId": "Sofia Marchetti", "visitors": [{"firstName": "Quentin", "lastName": "Quartz"}]}
    await behind_today[-1].connection.call(lambda api: api.meetings.create(body, "a-key"))
    write(find(page, "Search", QLineEdit), "quartz")
    press(find(page, "Search", QLineEdit), Qt.Key.Key_Return)
    table = find(page, FOUND, QTableView)
    await eventually(lambda: says(page, "1 visit of all days"))
    assert row_in_hand(table)[:3] == ("Tue 1 Sep", "10:00", "Quentin Quartz")
    press(table, Qt.Key.Key_Return)
    await eventually(lambda: named(page, "Visitors"))
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == "Quentin Quartz"
