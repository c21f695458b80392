"""*Report a problem*: from a visit, from who is on site, to a ticket that knows whom and where it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView

from app.models.operations import Kind
from tests.ui.arrivals_hands import sample_day
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, column, find, named, press, row_in_hand, says, write
from ui.compose.desk import DeskApp


def description(desk: DeskApp) -> list[str]:
    return find(desk.window, "Ticket description", QPlainTextEdit).toPlainText().splitlines()


async def test_a_problem_at_a_visit_has_visitor_host_place_and_time_and_belongs_to_it(open_desk: OpenDesk) -> None:
    desk, page = await sample_day(open_desk)
    table = find(page, "Visitors", QTableView)
    visitor, host = row_in_hand(table)[1], row_in_hand(table)[3]
    press(table, Qt.Key.Key_T, CTRL)
    await eventually(lambda: named(desk.window, "Ticket title"))
    await eventually(lambda: find(desk.window, "Notifier", QLineEdit).text() == host)
    assert [line.partition(":")[0] for line in description(desk)] == ["Visitor", "Host", "Place", "Time"]
    assert visitor in description(desk)[0]
    assert description(desk)[2:] == ["Place: Northgate House, Desk 1", "Time: Today, 09:42"]
    assert says(desk.window, f"Belongs to the visit of {visitor.partition(',')[0]}")
    write(find(desk.window, "Ticket title"), "The barrier stays down")
    press(find(desk.window, "Ticket title"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: named(desk.window, "Ticket list"))
    assert row_in_hand(find(desk.window, "Ticket list", QTableView))[0].startswith("The barrier stays down")


async def test_a_visit_that_this_desk_does_not_know_any_more_cannot_be_shown_and_that_is_said(
    open_desk: OpenDesk,
) -> None:
    desk, _ = await sample_day(open_desk)
    link = {"day": "2025-11-03", "meeting": "ME-GONE", "visitor": "VI-GONE", "name": "Amélie Dubois"}
    desk.window.go_to("Tickets")
    body = {"title": "Door stuck", "notifierId": "US-G606", "sendRequesterSolved": 0, "sendRequesterCopy": 0}
    await desk.services.sync.put("O-1", Kind.TICKET, body | {"visit": link})
    await eventually(lambda: named(desk.window, "Ticket list"))
    table = find(desk.window, "Ticket list", QTableView)
    await eventually(lambda: column(table, "Ticket")[0].startswith("Door stuck"))
    table.selectRow(0)
    await eventually(lambda: named(desk.window, "Show visit"))
    click(desk.window, "Show visit")
    await eventually(
        lambda: says(desk.window, "This desk doesn't know the visit of Amélie Dubois, Mon 3 Nov any more.")
    )


async def test_a_problem_is_reported_of_who_is_on_site_and_what_was_begun_stays(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    desk.window.go_to("On site")
    page = desk.window.page()
    await eventually(lambda: page.ready() and bool(named(page, "People on site", QTableView)))
    people = find(page, "People on site", QTableView)
    people.selectRow(0)
    who = column(people, "Visitor")[0]
    click(page, "Report a problem")
    await eventually(lambda: bool(named(desk.window, "Ticket title")))
    assert description(desk)[0].startswith(f"Visitor: {who}")
    write(find(desk.window, "Ticket title"), "No light on the stairs")
    desk.window.go_to("On site")
    people.setFocus()
    press(people, Qt.Key.Key_T, CTRL)
    await eventually(lambda: named(desk.window, "Ticket title"))
    assert find(desk.window, "Ticket title", QLineEdit).text() == ""
    assert says(desk.window, "New ticket: No light on the stairs")


async def test_staff_at_a_kiosk_find_the_form_open_for_this_place(open_desk: OpenDesk) -> None:
    desk = open_desk(problem=True)
    await eventually(lambda: named(desk.window, "Ticket title"))
    assert [line.partition(":")[0] for line in description(desk)] == ["Place", "Time"]
