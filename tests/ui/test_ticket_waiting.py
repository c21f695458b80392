"""Tickets that aren't at the server yet: in the list at once, marked as such, and the same row when they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt

from app.models.operations import State
from app.services.site import Site
from tests.fake_server import FakeServer, Held
from tests.tickets import listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, click_row, column, find, named, press, row, row_in_hand, shown, write
from tests.ui.ticket_desk import TicketDesk, lists, opener_for, posted
from ui.theme import Theme

LIST = "/sd/tickets"
NO_NETWORK = httpx.ConnectError("no route to host")
SAVED = "Ticket saved. It is sent by itself."


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer()
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2), total=22))
    return server


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme, own_server=False)
    yield desk
    await desk.close()


def goes_offline(server: FakeServer) -> None:
    for method in ("GET", "POST"):
        server.answers(method, LIST, error=NO_NETWORK)


def report_a_lift(desk: TicketDesk) -> None:
    click(desk.page, "New ticket")
    desk.fill_in()
    click(desk.page, "Create ticket")


async def refused(desk: TicketDesk, server: FakeServer) -> None:
    """A ticket in hand that the server doesn't want."""
    server.answers("POST", LIST, status=422, json={"error": "Unknown notifier"})
    report_a_lift(desk)
    await eventually(lambda: row_in_hand(desk.table)[:2] == ("Broken lift, Refused", "Needs you"))


async def test_a_ticket_created_without_a_network_is_in_the_list_at_once(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    goes_offline(server)
    report_a_lift(desk)
    await eventually(lambda: desk.said)
    assert desk.said == [SAVED]
    await eventually(lambda: row_in_hand(desk.table)[:2] == ("Broken lift, Waiting to be sent", "Requested"))
    assert column(desk.table, "Ticket") == ["Broken lift", "Ticket 1", "Ticket 2"]
    assert desk.reads("1–2 of 22")
    await eventually(lambda: [(one.state, one.attempts) for one in desk.pending] == [(State.WAITING, 1)])
    await eventually(lambda: desk.reads("Waiting to be sent"))
    assert "Safe on this desk. It is sent by itself." in desk.pane()
    assert named(desk.page, "Copy ticket number") == []
    click(desk.page, "New ticket")
    assert find(desk.page, "Ticket title").property("text") == ""


async def test_the_new_ticket_is_in_hand_whatever_was_filtered_before(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    desk.enter("Search tickets", "unicorn")
    click(desk.page, "New ticket")
    desk.fill_in()
    server.answers("POST", LIST, json=ticket(3, "Broken lift"))
    server.answers("GET", LIST, json=listed(ticket(9), ticket(3, "Broken lift"), ticket(1)))
    press(find(desk.page, "Notifier"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: row_in_hand(desk.table)[:1] == ("Broken lift, T-3  ·  Reported by Tomasz Wójcik",))
    assert desk.said == [SAVED]
    assert find(desk.page, "Search tickets").property("text") == ""


async def test_a_waiting_ticket_becomes_the_servers_in_its_place_and_stays_in_hand(
    desk: TicketDesk, server: FakeServer
) -> None:
    await desk.open()
    goes_offline(server)
    report_a_lift(desk)
    await eventually(lambda: row_in_hand(desk.table)[:1] == ("Broken lift, Waiting to be sent",))
    gone: list[object] = []
    desk.table.model().rowsRemoved.connect(lambda *where: gone.append(where))
    desk.table.model().modelReset.connect(lambda: gone.append("all"))
    server.answers("POST", LIST, json=ticket(3, "Broken lift"))
    server.answers("GET", LIST, json=listed(ticket(3, "Broken lift"), ticket(1), ticket(2), total=23))
    desk.sync.wake()
    await eventually(lambda: row_in_hand(desk.table)[:1] == ("Broken lift, T-3  ·  Reported by Tomasz Wójcik",))
    await eventually(lambda: desk.reads("1–3 of 23"))
    assert gone == []
    assert "T-3" in desk.pane()
    assert len({request.headers["idempotency-key"] for request in posted(server)}) == 1


async def test_in_a_list_of_another_order_it_never_goes_for_a_moment(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    goes_offline(server)
    report_a_lift(desk)
    await eventually(lambda: desk.said)
    click(desk.page, "Sort order")
    await eventually(lambda: column(desk.table, "Ticket") == ["Broken lift"])
    assert desk.reads("Never heard from the server: only what this desk entered")
    late = Held(listed(ticket(1), ticket(3, "Broken lift")))
    server.answers("POST", LIST, json=ticket(3, "Broken lift"))
    server.answers("GET", LIST, content=late)
    asked = len(lists(server))
    desk.sync.wake()
    await eventually(lambda: not desk.pending and len(lists(server)) > asked)
    assert column(desk.table, "Ticket") == ["Broken lift"]
    late.let_go()
    await eventually(lambda: column(desk.table, "Ticket") == ["Ticket 1", "Broken lift"])
    assert row_in_hand(desk.table)[0].startswith("Broken lift, T-3")


async def test_a_refused_ticket_is_red_and_says_why(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    await refused(desk, server)
    assert "Unknown notifier" in desk.pane()
    assert desk.reports == []
    click(desk.page, "Edit and resend")
    assert [operation.body["title"] for operation in desk.edited] == ["Broken lift"]


async def test_a_refused_ticket_is_edited_and_sent_in_its_own_place(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    await refused(desk, server)
    click(desk.page, "Edit and resend")
    desk.page.edit(desk.edited[0])
    await eventually(lambda: find(desk.page, "Notifier").property("text") == "Tomasz Wójcik")
    write(find(desk.page, "Reference"), "LIFT-B")
    server.answers("POST", LIST, json=ticket(3, "Broken lift"))
    server.answers("GET", LIST, json=listed(ticket(3, "Broken lift"), ticket(1), ticket(2)))
    click(desk.page, "Create ticket")
    await eventually(lambda: column(desk.table, "Ticket") == ["Broken lift", "Ticket 1", "Ticket 2"])
    await eventually(lambda: row(desk.table, 0)[0].startswith("Broken lift, T-3"))
    assert posted(server)[-1].body["reference"] == "LIFT-B"
    assert desk.pending == ()


async def test_what_waits_is_never_asked_for_at_the_server(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    await refused(desk, server)
    click_row(desk.table, 1)
    await eventually(lambda: any(request.path == f"{LIST}/T-1" for request in server.requests))
    waiting = {operation.id for operation in desk.pending}
    assert not any(request.path.rpartition("/")[2] in waiting for request in server.requests)


async def test_a_search_finds_what_waits(desk: TicketDesk, server: FakeServer) -> None:
    await desk.open()
    goes_offline(server)
    report_a_lift(desk)
    await eventually(lambda: desk.said)
    desk.enter("Search tickets", "lift")
    await eventually(lambda: column(desk.table, "Ticket") == ["Broken lift"])
    desk.enter("Search tickets", " unicorn")
    await eventually(lambda: desk.reads("Tickets could not be loaded"))
    assert any("This desk never heard them from the server." in words for words in shown(desk.page))
