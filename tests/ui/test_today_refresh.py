"""*Today* while the server answers, answers late, or doesn't: what is on screen stays true, and stays in place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from app.errors import FoyerError, SignInNeeded, Unreachable
from app.models.operations import Kind
from app.services.desk_services import DeskServices
from app.services.site import Site
from tests.fake_server import FakeServer, Held, Request
from tests.meetings import BRUSSELS, meeting
from tests.ui.conftest import Clock, OpenToday, eventually
from tests.ui.hands import click, click_row, column, find, named, press, row_in_hand, says, shown, tick, write
from ui.pages.today.page import TodayPage
from ui.tasks import Tasks

LIST = "/vm/meetings"
MANY = [meeting(number, f"Guest {number:02}", at=f"{8 + number // 6:02}:{number % 6}0") for number in range(48)]
REFUSED = httpx.ConnectError("refused")


def visitors(page: TodayPage) -> list[str]:
    return column(find(page, "Visitors", QTableView), "Visitor")


async def opened(open_today: OpenToday, server: FakeServer, meetings: list[dict[str, object]]) -> TodayPage:
    server.answers("GET", LIST, json=meetings)
    page = await open_today()
    await eventually(page.ready)
    return page


async def refreshed(page: TodayPage, server: FakeServer, meetings: list[dict[str, object]]) -> None:
    """The server has other meetings now, and the person pressed F5; gives when the answer is shown."""
    last = meeting(99, "The Last", at="22:00")
    server.answers("GET", LIST, json=[*meetings, last])
    page.refresh()
    await eventually(lambda: visitors(page)[-1:] == ["The Last"])


async def test_a_refresh_leaves_selection_scroll_and_focus_where_they_are(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await opened(open_today, server, MANY)
    table = find(page, "Visitors", QTableView)
    click_row(table, 16)
    table.verticalScrollBar().setValue(640)
    assert table.hasFocus()
    await refreshed(page, server, [*MANY[:30], meeting(30, "Somebody Else", at="13:00"), *MANY[31:40]])
    assert row_in_hand(table)[1] == "Guest 16"
    assert table.verticalScrollBar().value() == 640
    assert table.hasFocus()


@pytest.mark.parametrize("cut", [0, 3], ids=["rows come above", "rows come and go above"])
async def test_what_is_looked_at_stays_in_place_when_rows_come_or_go_above_it(
    open_today: OpenToday, server: FakeServer, cut: int
) -> None:
    page = await opened(open_today, server, MANY)
    table = find(page, "Visitors", QTableView)
    click_row(table, 20)
    table.verticalScrollBar().setValue(640)
    place = table.visualRect(table.currentIndex()).top()
    early = [meeting(70 + number, f"Early {number}", at="07:00") for number in range(2)]
    await refreshed(page, server, [*early, *MANY[cut:]])
    assert row_in_hand(table)[1] == "Guest 20"
    assert table.visualRect(table.currentIndex()).top() == place


async def test_a_refresh_leaves_a_half_typed_search_alone(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server, MANY[:12])
    search = find(page, "Search", QLineEdit)
    write(search, "guest 1")
    press(search, Qt.Key.Key_Left)
    server.answers("GET", LIST, json=MANY[:15])
    page.refresh()
    await eventually(lambda: len(visitors(page)) == 6)
    assert (search.text(), search.cursorPosition(), search.hasFocus()) == ("guest 1", 6, True)


class Told:
    """What the model tells its view: (kind, first row, last row) of each change."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.changes: list[tuple[str, int, int]] = []
        model.dataChanged.connect(lambda first, last: self.changes.append(("changed", first.row(), last.row())))
        model.rowsInserted.connect(lambda _, first, last: self.changes.append(("came", first, last)))
        model.rowsRemoved.connect(lambda _, first, last: self.changes.append(("went", first, last)))
        model.modelReset.connect(lambda: self.changes.append(("all", 0, 0)))


async def test_only_what_changed_is_told_to_the_view(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server, MANY)
    told = Told(find(page, "Visitors", QTableView).model())
    moved = [*MANY[:5], meeting(5, "Guest 05", at="08:50", title="Another title"), *MANY[6:10], *MANY[11:]]
    await refreshed(page, server, moved)
    assert told.changes == [("came", 48, 48), ("changed", 5, 5), ("changed", 10, 10)]
    told.changes.clear()
    page.refresh()
    asked = len(server.asked(LIST))
    await eventually(lambda: len(server.asked(LIST)) > asked)
    await refreshed(page, server, moved)
    assert told.changes == []


async def test_a_first_load_that_fails_says_so_and_is_not_an_empty_day(
    open_today: OpenToday, server: FakeServer, told: list[FoyerError]
) -> None:
    server.answers("GET", LIST, error=REFUSED)
    page = await open_today()
    assert says(page, "Loading the day")
    await eventually(lambda: says(page, "This day could not be loaded"))
    assert says(page, "The server can't be reached")
    assert not says(page, "Nobody is expected")
    assert [type(error) for error in told] == [Unreachable]
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    click(page, "Try again")
    await eventually(lambda: named(page, "Visitors"))
    assert visitors(page) == ["Ana Lima"]


async def test_a_refresh_that_fails_keeps_the_rows_and_says_how_old_they_are(
    open_today: OpenToday, server: FakeServer, told: list[FoyerError], clock: Clock
) -> None:
    page = await opened(open_today, server, MANY)
    assert "Updated 09:42" in shown(page)
    clock.now += timedelta(minutes=10)
    server.answers("GET", LIST, status=401)
    page.refresh()
    await eventually(lambda: told)
    assert isinstance(told[0], SignInNeeded)
    assert len(visitors(page)) == 48
    assert "Last heard from the server 09:42" in shown(page)
    await refreshed(page, server, MANY)
    await eventually(lambda: "Updated 09:52" in shown(page))


async def test_what_an_earlier_refresh_heard_late_hides_no_later_failure(
    open_today: OpenToday,
    server: FakeServer,
    told: list[FoyerError],
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.services.visits.day.SHORTLY", 0.0)
    server.answers("GET", "/vm/visits/2026-03-12", content=(arrivals := Held({"total": 0, "limit": 100, "visits": []})))
    page = await opened(open_today, server, MANY)
    server.answers("GET", LIST, status=401)
    page.refresh()
    await eventually(lambda: told)
    assert "Last heard from the server 09:42" in shown(page)
    answers: list[bool] = []
    page.answered.connect(lambda: answers.append(True))  # by which the window takes back that the server failed
    arrivals.let_go()
    await eventually(lambda: not tasks._running)
    assert "Last heard from the server 09:42" in shown(page)
    assert not answers


async def test_an_answer_for_a_day_that_is_no_longer_looked_at_is_let_go(
    open_today: OpenToday, server: FakeServer, tasks: Tasks
) -> None:
    page = await opened(open_today, server, [])
    server.answers("GET", LIST, content=(late := Held([meeting(1, "Of Friday", **FRIDAY)])))
    server.answers("GET", LIST, json=[])
    page.header_part().stepped.emit(1)
    await eventually(lambda: len(server.asked(LIST)) == 2)
    page.header_part().stepped.emit(-1)
    await eventually(lambda: len(server.asked(LIST)) == 3)
    late.let_go()
    await eventually(lambda: not tasks._running)
    assert says(page, "Nobody is expected")


FRIDAY = {"startAt": "2026-03-13T10:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}


async def test_a_failure_for_another_day_is_not_this_ones(
    open_today: OpenToday, server: FakeServer, told: list[FoyerError]
) -> None:
    page = await opened(open_today, server, [])
    server.answers("GET", LIST, status=404, content=(failed := Held([])))
    server.answers("GET", LIST, content=(late := Held([])))
    for asked in (2, 3):  # or the two may arrive in the other order
        page.header_part().stepped.emit(1)
        await eventually(lambda asked=asked: len(server.asked(LIST)) == asked)
    failed.let_go()
    await eventually(lambda: told)
    assert says(page, "Loading the day")
    late.let_go()
    await eventually(lambda: says(page, "Nobody is expected"))


async def test_a_second_refresh_while_one_is_under_way_asks_nothing_more(
    open_today: OpenToday, server: FakeServer, tasks: Tasks
) -> None:
    page = await opened(open_today, server, [])
    server.answers("GET", LIST, content=(slow := Held([meeting(1, "Ana Lima")])))
    page.refresh()
    await eventually(lambda: len(server.asked(LIST)) == 2)
    page.refresh()
    both = set(tasks._running)
    slow.let_go()
    await eventually(lambda: all(task.done() for task in both))
    await eventually(lambda: named(page, "Visitors"))
    assert visitors(page) == ["Ana Lima"]
    assert len(server.asked(LIST)) == 2


async def test_a_refresh_during_which_a_meeting_of_ours_was_sent_asks_once_more(
    open_today: OpenToday, server: FakeServer, tasks: Tasks, behind_today: list[DeskServices]
) -> None:
    """The answer that was on its way doesn't know that meeting: it takes nothing away."""
    page = await opened(open_today, server, [])
    (desk,) = behind_today
    ana, ours = meeting(1, "Ana Lima"), meeting(2, "Bo Berg", at="11:00")
    server.answers("GET", LIST, content=(slow := Held([ana])))
    server.answers("GET", LIST, content=(newer := Held([ana, ours | {"title": "As the server has it"}])))
    server.answers("POST", LIST, json=ours)
    page.refresh()
    await eventually(lambda: len(asked_for(server)) == 2)
    sent = tasks.start(desk.sync.run())
    await desk.sync.put("ours", Kind.MEETING, body_of(ours))
    await eventually(lambda: not desk.lists.waiting_now().operations)
    page.refresh()
    both = tasks._running - {sent}
    slow.let_go()
    await eventually(lambda: visitors(page) == ["Ana Lima", "Bo Berg"])
    assert column(find(page, "Visitors", QTableView), "Meeting")[1] == "Meeting 2"
    await eventually(lambda: len(asked_for(server)) == 3)
    newer.let_go()
    await eventually(lambda: all(task.done() for task in both))
    await eventually(lambda: column(find(page, "Visitors", QTableView), "Meeting")[1] == "As the server has it")
    assert visitors(page) == ["Ana Lima", "Bo Berg"]
    assert len(asked_for(server)) == 3


def asked_for(server: FakeServer) -> list[Request]:
    """The questions about a day's meetings."""
    return [request for request in server.asked(LIST) if request.method == "GET"]


def body_of(told: dict[str, Any]) -> dict[str, Any]:
    """What is sent of a meeting that the server tells so."""
    return {
        "title": told["title"],
        "startAt": told["startAt"],
        "endAt": told["endAt"],
        "hostId": told["host"]["id"],
        "checkinNotificationUsers": [],
        "checkoutNotificationUsers": [],
        "visitors": [{"firstName": one["firstname"], "lastName": one["lastname"]} for one in told["visitors"]],
    }


async def test_a_meeting_just_made_is_in_hand_once_the_list_has_it(open_today: OpenToday, server: FakeServer) -> None:
    """Also on a day that was looked at before, and when something was searched for."""
    friday = date(2026, 3, 13)
    server.answers("GET", LIST, json=[])
    page = await open_today(on=friday)
    await eventually(page.ready)
    write(find(page, "Search", QLineEdit), "somebody")
    page.header_part().day_chosen.emit(date(2026, 3, 12))
    await eventually(lambda: len(server.asked(LIST)) == 2)
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", **FRIDAY), meeting(2, "Bo Berg", **FRIDAY)])
    page.show_meeting(friday, "M-2")
    await eventually(lambda: named(page, "Visitors"))
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == "Bo Berg"


async def test_a_desk_that_shows_today_goes_on_at_midnight(
    open_today: OpenToday, server: FakeServer, clock: Clock
) -> None:
    page = await opened(open_today, server, [])
    clock.now = datetime(2026, 3, 12, 23, 0, 5, tzinfo=UTC)
    tick(page)
    await eventually(lambda: server.asked(LIST)[-1].query["from"] == "2026-03-13")
    page.header_part().stepped.emit(3)
    clock.now += timedelta(days=1)
    tick(page)
    await eventually(lambda: len(server.asked(LIST)) == 3)
    assert server.asked(LIST)[-1].query["from"] == "2026-03-16", "another day that somebody chose stays"


async def test_today_is_the_sites_once_the_server_tells_its_zone(
    open_today: OpenToday, server: FakeServer, site: Site, clock: Clock
) -> None:
    """In Auckland it is already Friday while it is Thursday evening in Brussels."""
    clock.now = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
    auckland = BRUSSELS | {"timezone": "Pacific/Auckland"}
    times = {"startAt": "2026-03-13T10:00:00+13:00", "endAt": "2026-03-13T11:00:00+13:00"}
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", company=auckland, **times)])
    page = await open_today()
    await eventually(lambda: named(page, "Visitors"))
    assert server.asked(LIST)[0].query["from"] == "2026-03-12"
    assert server.asked(LIST)[-1].query["from"] == "2026-03-13"
    assert column(find(page, "Visitors", QTableView), "Time") == ["10:00"]
    assert site.city == "Auckland"


async def test_the_first_visitors_of_a_day_that_was_empty_are_ready_to_be_checked_in(
    open_today: OpenToday, server: FakeServer
) -> None:
    page = await opened(open_today, server, [])
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", at="11:00")])
    page.refresh()
    await eventually(lambda: named(page, "Visitors"))
    assert row_in_hand(find(page, "Visitors", QTableView))[1] == "Ana Lima"
    assert find(page, "Check in").isEnabled()


async def test_who_is_no_longer_listed_is_called_that(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, server, MANY[:2])
    await refreshed(page, server, MANY[1:2])
    table = find(page, "Visitors", QTableView)
    assert column(table, "Visitor") == ["Guest 00", "Guest 01", "The Last"]
    assert column(table, "Status")[0] == "Not listed"
    click_row(table, 0)
    await eventually(lambda: says(page, "No longer in the server's list."))
