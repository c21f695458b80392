"""A half-written ticket outlives a restart and a crash, and several can be written at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox

from app.services.site import Site
from tests.fake_server import FakeServer
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, named, row_in_hand, says, write
from tests.ui.ticket_desk import TicketDesk, opener_for, posted
from ui.theme import Theme

LIST = "/sd/tickets"
NO_NETWORK = httpx.ConnectError("no route to host")

Start = Callable[[], TicketDesk]

TYPED = {
    "Ticket title": "Broken lift",
    "Ticket description": "It stops between floors. ",
    "Reference": " LIFT-B ",
    "Creator": "Mei-Li",
    "Notifier": "Tomasz Wójcik",
    "Assign to agent": "US-G606",
    "Assign to supplier": "Aqualift Services",
    "Ticket category": "Lifts",
    "Ticket priority": "77",
    "Due date": "20 Ma",
    "Custom fields": "Insur",
}
"""What stands in the controls after these keys; a day and a line that nobody could send yet are among them."""


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer()
    server.answers("GET", LIST, json=listed(ticket(1, agent=MEI_LING, supplier=AQUALIFT, category=category(1))))
    return server


@pytest.fixture
async def start(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the desk on the same folder; what is still open at the end is put away."""
    desks: list[TicketDesk] = []

    def one() -> TicketDesk:
        desks.append(TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme))
        return desks[-1]

    yield one
    await desks[-1].close()


async def started(start: Start) -> TicketDesk:
    """A desk with the form in view."""
    desk = start()
    await desk.open()
    click(desk.page, "New ticket")
    return desk


def entered(desk: TicketDesk, name: str) -> str:
    control = find(desk.page, name)
    return str(control.property("plainText") or control.property("text") or "")


def chips(desk: TicketDesk) -> list[str]:
    """The drafts that can be chosen, as they are read."""
    found = [button for button in named(desk.page, "Drafts") for button in button.findChildren(QAbstractButton)]
    return [chip.accessibleName() for chip in found if chip.isVisible()]


async def refused_ticket(desk: TicketDesk, server: FakeServer) -> None:
    """ "Broken lift" was refused, and is edited."""
    server.answers("POST", LIST, status=422, json={"error": "Unknown notifier"})
    desk.fill_in()
    click(desk.page, "Create ticket")
    await eventually(lambda: row_in_hand(desk.table)[:1] == ("Broken lift, Refused",))


async def test_everything_that_stood_in_the_form_is_there_after_a_restart(start: Start) -> None:
    before = await started(start)
    for name, text in TYPED.items():
        write(find(before.page, name), text)
    find(before.page, "Send requester a copy", QCheckBox).click()
    await before.close()
    desk = await started(start)
    assert {name: entered(desk, name) for name in TYPED} == TYPED
    assert find(desk.page, "Send requester a copy", QCheckBox).isChecked()
    assert not find(desk.page, "Tell requester when solved", QCheckBox).isChecked()
    assert chips(desk) == []


async def test_a_moment_after_the_last_key_it_outlives_a_crash(start: Start) -> None:
    before = await started(start)
    write(find(before.page, "Ticket title"), "Broken lift")
    await eventually(lambda: [said["title"] for said in before.kept()] == ["Broken lift"])
    await before.crash()
    desk = await started(start)
    assert entered(desk, "Ticket title") == "Broken lift"


async def test_what_was_created_or_cleared_is_no_draft_any_more(start: Start, server: FakeServer) -> None:
    desk = await started(start)
    server.answers("POST", LIST, json=ticket(2, "Broken lift"))
    desk.fill_in()
    click(desk.page, "Create ticket")
    await eventually(lambda: desk.said and desk.kept() == [])
    click(desk.page, "New ticket")
    write(find(desk.page, "Ticket title"), "Never mind")
    await eventually(lambda: desk.kept())
    click(desk.page, "Clear")
    await eventually(lambda: desk.kept() == [])


async def test_a_refused_ticket_is_edited_beside_a_half_typed_new_one(start: Start, server: FakeServer) -> None:
    desk = await started(start)
    await refused_ticket(desk, server)
    click(desk.page, "New ticket")
    write(find(desk.page, "Ticket title"), "Half ty")
    desk.page.edit(desk.pending[0])
    assert entered(desk, "Ticket title") == "Broken lift"
    assert chips(desk) == ["New ticket: Half ty", "Edit: Broken lift"]
    click(desk.page, "New ticket: Half ty")
    assert entered(desk, "Ticket title") == "Half ty"
    await desk.close()
    again = start()
    await again.open()
    again.page.edit(again.pending[0])
    assert sorted(chips(again)) == ["Edit: Broken lift", "New ticket: Half ty"]
    server.answers("POST", LIST, json=ticket(2, "Broken lift"))
    click(again.page, "Create ticket")
    await eventually(lambda: again.said and not again.pending)
    assert [request.body["title"] for request in posted(server)] == ["Broken lift", "Broken lift"]
    click(again.page, "New ticket")
    click(again.page, "New ticket: Half ty")
    assert entered(again, "Ticket title") == "Half ty"


async def test_new_ticket_after_an_edit_is_a_new_one(start: Start, server: FakeServer) -> None:
    desk = await started(start)
    await refused_ticket(desk, server)
    desk.page.edit(desk.pending[0])
    click(desk.page, "Back to tickets")
    click(desk.page, "New ticket")
    assert entered(desk, "Ticket title") == ""
    assert chips(desk) == ["Edit: Broken lift", "New ticket"]


async def test_an_edit_that_is_given_up_leaves_the_refused_ticket(start: Start, server: FakeServer) -> None:
    desk = await started(start)
    await refused_ticket(desk, server)
    desk.page.edit(desk.pending[0])
    click(desk.page, "Clear")
    assert chips(desk) == []
    assert [operation.body["title"] for operation in desk.pending] == ["Broken lift"]


async def test_a_crash_just_after_creating_makes_no_second_ticket(start: Start, server: FakeServer) -> None:
    """The ticket is in the outbox and was sent, and its draft could not be dropped any more."""
    before = await started(start)
    before.fill_in()
    await eventually(before.kept)
    (draft,) = before.drafts.stored_now("ticket")
    click(before.page, "Create ticket")
    await eventually(lambda: before.said and not before.pending and not before.kept())
    await before.drafts.keep(draft)
    await before.crash()
    desk = await started(start)
    assert entered(desk, "Ticket title") == "Broken lift"
    click(desk.page, "Create ticket")
    await eventually(lambda: says(desk.page, "it was sent in the meantime"))
    assert len(posted(server)) == 1
