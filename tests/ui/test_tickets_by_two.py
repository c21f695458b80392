"""Two desks at one ticket, and one whose network is cut in the middle of it: all is there once, and nothing is
overwritten unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTableView

from app.models.tickets.steps import SOLVED
from tests.server.postgresql import EACH_DATABASE
from tests.ui.conftest import eventually
from tests.ui.dialog_hands import dialog
from tests.ui.doors import Doors, all_sent, refresh
from tests.ui.hands import click, column, find, named, press, row_in_hand, says, write
from tests.ui.invite_desk import write_over
from ui.compose.desk import DeskApp

LIFT = "Water under lift B"


@pytest.fixture
async def house(house: Doors) -> Doors:
    await house.server.make("/sd/tickets", {"title": LIFT, "notifierId": "Sofia Marchetti"})
    return house


async def at_ticket(house: Doors, name: str) -> DeskApp:
    """A desk with the ticket in hand."""
    desk = house.open(name)
    desk.window.go_to("Tickets")
    await eventually(lambda: named(desk.window, "Ticket list") and column(table(desk), "Ticket"))
    await eventually(lambda: named(desk.window, "Solve ticket") and named(desk.window, "Ticket log"))
    return desk


def table(desk: DeskApp) -> QTableView:
    return find(desk.window, "Ticket list", QTableView)


def status(desk: DeskApp) -> str:
    return row_in_hand(table(desk))[1]


async def comment(desk: DeskApp, text: str) -> None:
    click(desk.window, "Add comment")
    await eventually(lambda: named(desk.window, "Comment"))
    write(find(desk.window, "Comment", QPlainTextEdit), text)
    click(desk.window, "Save comment")
    await eventually(lambda: says(find(desk.window, "Ticket"), text))


async def rename(desk: DeskApp, title: str) -> None:
    click(desk.window, "Edit ticket")
    await eventually(lambda: named(desk.window, "Ticket title"))
    write_over(desk.window, "Ticket title", title)
    click(desk.window, "Save changes")
    await eventually(lambda: row_in_hand(table(desk))[0].startswith(title))


@EACH_DATABASE
async def test_what_two_say_is_both_there_and_of_one_title_a_person_chooses(house: Doors) -> None:
    front, garage = await at_ticket(house, "Front"), await at_ticket(house, "Garage")
    house.lines["Front"].up = False
    await comment(front, "It smells of oil")
    await rename(front, "Oil under lift B")
    await comment(garage, "The pump is here")
    await rename(garage, "Lift B stands in water")
    await all_sent(garage)
    house.lines["Front"].up = True
    refresh(front)
    await eventually(lambda: named(front.window, "Choose what counts"))
    click(front.window, "Choose what counts")
    sheet = await dialog(front.window)
    for words in (f"Before: {LIFT}", "Oil under lift B", "Lift B stands in water"):
        assert says(sheet, words)
    find(sheet, "Keep yours", QAbstractButton).click()
    click(sheet, "Save changes")
    await all_sent(front)
    assert await house.server.titles() == ["Oil under lift B"]
    for desk in (front, garage):
        refresh(desk)
        pane = find(desk.window, "Ticket")
        await eventually(lambda desk=desk: row_in_hand(table(desk))[0].startswith("Oil under lift B"))
        await eventually(lambda pane=pane: says(pane, "It smells of oil") and says(pane, "The pump is here"))


@EACH_DATABASE
async def test_what_was_begun_of_a_ticket_outlives_a_restart_and_a_colleagues_change(house: Doors) -> None:
    front = await at_ticket(house, "Front")
    click(front.window, "Edit ticket")
    await eventually(lambda: named(front.window, "Ticket title"))
    write_over(front.window, "Ticket title", "Oil under lift B")
    write_over(front.window, "Reference", "B-12")
    press(find(front.window, "Reference"), Qt.Key.Key_Escape)
    await eventually(lambda: front.services.drafts.stored_now("ticket edit"))
    await house.close(front)
    garage = await at_ticket(house, "Garage")
    await rename(garage, "Lift B stands in water")
    await all_sent(garage)

    front = await at_ticket(house, "Front")
    await eventually(lambda: row_in_hand(table(front))[0].startswith("Lift B stands in water"))
    click(front.window, "Edit ticket")
    await eventually(lambda: named(front.window, "Ticket title"))
    begun = [find(front.window, name, QLineEdit).text() for name in ("Ticket title", "Reference")]
    assert begun == ["Oil under lift B", "B-12"]
    assert says(front.window, "Somebody else changed it meanwhile, to “Lift B stands in water”.")
    click(front.window, "Save changes")
    await eventually(lambda: row_in_hand(table(front))[0].startswith("Oil under lift B"))
    await all_sent(front)
    assert [(one["title"], one["reference"]) for one in await house.server.tickets()] == [("Oil under lift B", "B-12")]
    assert front.services.drafts.stored_now("ticket edit") == ()


@EACH_DATABASE
async def test_what_is_done_while_the_network_is_cut_reaches_the_server_once(house: Doors) -> None:
    desk = await at_ticket(house, "Front")
    house.lines["Front"].up = False
    await comment(desk, "The pump runs")
    click(desk.window, "Solve ticket")
    await eventually(lambda: status(desk) == "Solved")
    assert says(find(desk.window, "Ticket"), "Waiting to be sent")
    house.lines["Front"].up = True
    refresh(desk)
    await all_sent(desk)
    (there,) = await house.server.tickets()
    whole = await house.server.asked(f"/sd/tickets/{there['id']}", {})
    assert [one["text"] for one in whole["comments"]] == ["The pump runs"]
    assert whole["status"]["id"] == SOLVED
    assert [(one["what"], one["by"]) for one in whole["log"][1:]] == [("comment", "Front"), ("status", "Front")]
    assert status(desk) == "Solved"
