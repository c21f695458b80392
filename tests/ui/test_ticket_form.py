"""Reporting a ticket: the exact body, mistakes beside their fields, and what is entered isn't lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from app.errors import DiskFull
from app.models.notices.ways import Ways
from app.services.site import Site
from app.settings import Settings
from tests.fake_server import FakeServer
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, column, find, press, row_in_hand, says, write
from tests.ui.ticket_desk import TicketDesk, opener_for, posted
from ui.compose.connect import open_sample
from ui.theme import Theme

LIST = "/sd/tickets"


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer()
    server.answers("GET", LIST, json=listed(ticket(1, agent=MEI_LING, supplier=AQUALIFT, category=category(1))))
    return server


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    await desk.open()
    click(desk.page, "New ticket")
    yield desk
    await desk.close()
    assert desk.reports == []


def entered(desk: TicketDesk, name: str) -> str:
    return str(find(desk.page, name).property("text"))


def paste(desk: TicketDesk, name: str, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    find(desk.page, name).setFocus()
    press(find(desk.page, name), Qt.Key.Key_V, CTRL)


def complaint(desk: TicketDesk, name: str) -> str:
    """What is said beside the field, as a screen reader hears it."""
    return find(desk.page, name).accessibleDescription()


async def test_all_thirteen_fields_are_sent_as_documented(desk: TicketDesk, server: FakeServer) -> None:
    write(find(desk.page, "Ticket title"), "Broken lift")
    write(find(desk.page, "Ticket description"), "It stops between floors.")
    write(find(desk.page, "Reference"), "LIFT-B")
    write(find(desk.page, "Creator"), "US-G606")
    write(find(desk.page, "Notifier"), "Tomasz Wójcik")
    write(find(desk.page, "Assign to agent"), "Mei-Ling Chen")
    write(find(desk.page, "Assign to supplier"), "Aqualift Services")
    write(find(desk.page, "Ticket category"), "Lifts")
    write(find(desk.page, "Ticket priority"), "3")
    write(find(desk.page, "Due date"), "2026-03-20")
    write(find(desk.page, "Custom fields"), "Floor: 2")
    find(desk.page, "Tell requester when solved", QCheckBox).click()
    find(desk.page, "Send requester a copy", QCheckBox).click()
    click(desk.page, "Create ticket")
    await eventually(lambda: posted(server))
    assert [request.body for request in posted(server)] == [
        {
            "reference": "LIFT-B",
            "title": "Broken lift",
            "description": "It stops between floors.",
            "creatorId": "US-G606",
            "notifierId": "US-TW1",
            "agentId": "US-MC2",
            "supplierId": "SU-AQ1",
            "categoryId": "1",
            "priorityId": "3",
            "dueDate": "2026-03-20",
            "sendRequesterSolved": 1,
            "sendRequesterCopy": 1,
            "customFields": [{"name": "Floor", "value": "2"}],
        }
    ]


async def test_an_untouched_form_complains_of_nothing(desk: TicketDesk) -> None:
    assert not says(desk.page, "to fix")
    assert complaint(desk, "Ticket title") == ""


async def test_mistakes_stand_beside_their_fields_and_nothing_is_sent(desk: TicketDesk, server: FakeServer) -> None:
    write(find(desk.page, "Assign to agent"), "Somebody")
    write(find(desk.page, "Due date"), "soon")
    write(find(desk.page, "Ticket category"), "Unheard of")
    write(find(desk.page, "Custom fields"), "Floor")
    click(desk.page, "Create ticket")
    assert says(desk.page, "6 things to fix: title, notifier")
    assert complaint(desk, "Ticket title") == "Give it a title."
    assert complaint(desk, "Notifier") == "Say who reports this."
    assert complaint(desk, "Assign to agent").startswith("Choose a name")
    assert complaint(desk, "Due date") == "This is no day. One is 2026-03-11."
    assert complaint(desk, "Ticket category").startswith("Choose one from the list")
    assert complaint(desk, "Custom fields").startswith("“Floor” is no field.")
    assert find(desk.page, "Ticket title").hasFocus()
    assert find(desk.page, "Create ticket").isEnabled()
    desk.fill_in()
    assert complaint(desk, "Ticket title") == ""
    assert says(desk.page, "4 things to fix")
    assert posted(server) == []


async def test_a_field_is_looked_at_when_it_is_left(desk: TicketDesk) -> None:
    write(find(desk.page, "Due date"), "soon")
    assert complaint(desk, "Due date") == ""
    find(desk.page, "Reference").setFocus()
    assert complaint(desk, "Due date") != ""
    assert not says(desk.page, "to fix")


async def test_a_second_click_makes_no_second_ticket(desk: TicketDesk, server: FakeServer) -> None:
    desk.fill_in()
    click(desk.page, "Create ticket")
    press(find(desk.page, "Create ticket"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: posted(server) and desk.page.ready() and not desk.pending)
    assert len(posted(server)) == 1


async def test_going_back_keeps_the_form_and_clearing_can_be_undone(desk: TicketDesk) -> None:
    desk.fill_in()
    click(desk.page, "Back to tickets")
    assert desk.table.isVisible()
    click(desk.page, "New ticket")
    assert entered(desk, "Ticket title") == "Broken lift"
    click(desk.page, "Clear")
    assert entered(desk, "Ticket title") == entered(desk, "Notifier") == ""
    click(desk.page, "Undo")
    assert entered(desk, "Ticket title") == "Broken lift"
    await eventually(lambda: entered(desk, "Notifier") == "Tomasz Wójcik")


async def test_a_full_disk_is_said_beside_the_button_and_the_form_keeps_its_words(
    desk: TicketDesk, server: FakeServer
) -> None:
    desk.fill_in()
    paste(desk, "Ticket description", "It stops between floors. " * 400)
    desk.fill_disk()
    click(desk.page, "Create ticket")
    await eventually(lambda: says(desk.page, "The disk of this PC is full"))
    assert says(desk.page, "What you entered is still in the form.")
    assert entered(desk, "Ticket title") == "Broken lift"
    assert desk.pending == ()
    assert desk.said == []
    assert [type(error) for error in desk.reports] == [DiskFull], "that the draft isn't kept is told once"
    desk.reports.clear()
    desk.make_room()
    click(desk.page, "Create ticket")
    await eventually(lambda: desk.said and len(posted(server)) == 1 and not desk.pending)
    assert posted(server)[0].body["title"] == "Broken lift"
    assert not says(desk.page, "The disk of this PC is full")


async def test_a_server_of_ours_that_cannot_mail_sends_no_copies_and_the_form_says_so(desk: TicketDesk) -> None:
    reason = "This server has no mail server, so it sends nothing by email."
    assert not says(desk.page, reason)
    click(desk.page, "Back to tickets")
    desk.ways = Ways(ours=True, email=False, sms=False)  # as soon as it said whose it is
    click(desk.page, "New ticket")
    assert says(desk.page, reason)
    for name in ("Tell requester when solved", "Send requester a copy"):
        box = find(desk.page, name, QCheckBox)
        assert (box.isEnabled(), box.accessibleDescription()) == (False, reason)
        box.click()
        assert not box.isChecked()


async def test_our_own_desk_takes_names_for_ids(site: Site, theme: Theme, tmp_path: Path) -> None:
    desk = TicketDesk(lambda: open_sample(Settings(), site), folder=tmp_path, site=site, theme=theme, names_as_ids=True)
    await desk.open()
    click(desk.page, "New ticket")
    write(find(desk.page, "Ticket title"), "Bird in the atrium")
    write(find(desk.page, "Notifier"), "Somebody New")
    write(find(desk.page, "Due date"), "2026-03-12")
    click(desk.page, "Create ticket")
    await eventually(lambda: desk.said)
    await eventually(lambda: row_in_hand(desk.table) and row_in_hand(desk.table)[0].startswith("Bird in the atrium"))
    await eventually(lambda: "Reported by Somebody New" in row_in_hand(desk.table)[0])
    assert column(desk.table, "Ticket")[0] == "Bird in the atrium"
    assert row_in_hand(desk.table)[-1] == "Today"
    await eventually(lambda: desk.reads("1–10 of 23"))
    await desk.close()
