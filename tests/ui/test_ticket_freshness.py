"""The list from this desk's own store, and how it becomes fresher: nothing jumps, nothing is asked for needlessly."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt

from app.services.site import Site
from tests.fake_server import FakeServer, Held, page_json
from tests.tickets import listed, ticket
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, click_row, column, find, press, row_in_hand, says, write
from tests.ui.ticket_desk import TicketDesk, lists, opener_for
from ui.theme import Theme

LIST = "/sd/tickets"
NO_NETWORK = httpx.ConnectError("no route to host")
THIRTY = [ticket(number) for number in range(1, 31)]

Start = Callable[[], TicketDesk]


@pytest.fixture
def server() -> FakeServer:
    """Knows nothing until a test tells it."""
    return FakeServer()


def has_thirty(server: FakeServer) -> None:
    """Thirty of ninety tickets, whatever size of a page is asked for, and each of them on its own."""
    server.answers("GET", LIST, json=listed(*THIRTY, total=90, limit=30))
    for one in THIRTY[1:]:
        server.answers("GET", f"{LIST}/{one['id']}", json=one)


@pytest.fixture
async def start(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the desk on the same folder; what is still open at the end is put away."""
    desks: list[TicketDesk] = []

    def one() -> TicketDesk:
        desks.append(TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme))
        return desks[-1]

    yield one
    await desks[-1].close()


def closer_looks(server: FakeServer) -> list[str]:
    return [request.path.rpartition("/")[2] for request in server.requests if request.path.startswith(f"{LIST}/")]


async def test_after_a_restart_the_list_is_there_without_a_network(
    start: Start, server: FakeServer, clock: Clock
) -> None:
    has_thirty(server)
    before = start()
    await before.open()
    await before.close()
    clock.now += timedelta(minutes=25)
    server.answers("GET", LIST, error=NO_NETWORK)
    desk = start()
    desk.page.open()
    await eventually(lambda: desk.reads("Last heard from the server 09:42"))
    assert len(column(desk.table, "Ticket")) == 30
    assert desk.table.isVisible()
    clock.now += timedelta(days=1)
    desk.page.refresh()
    await eventually(lambda: desk.reads("Last heard from the server Thu 12 March, 09:42"))
    server.answers("GET", LIST, json=listed(*THIRTY, total=90, limit=30))
    desk.page.refresh()
    await eventually(lambda: desk.reads("Updated 10:07"))


async def test_the_list_is_drawn_before_the_server_has_answered(start: Start, server: FakeServer) -> None:
    has_thirty(server)
    before = start()
    await before.open()
    await before.close()
    late = Held(listed(ticket(31), total=1))
    server.answers("GET", LIST, content=late)
    desk = start()
    desk.page.open()
    await eventually(lambda: len(column(desk.table, "Ticket")) == 30)
    late.let_go()
    await eventually(lambda: column(desk.table, "Ticket") == ["Ticket 31"])


async def test_a_page_that_was_never_heard_says_so(start: Start, server: FakeServer) -> None:
    server.answers("GET", LIST, error=NO_NETWORK)
    desk = start()
    desk.page.open()
    await eventually(lambda: desk.reads("Tickets could not be loaded"))
    assert says(desk.page, "This desk never heard them from the server. The server can't be reached.")
    assert not desk.table.isVisible()
    has_thirty(server)
    click(desk.page, "Try again")
    await eventually(lambda: len(column(desk.table, "Ticket")) == 30)


async def test_an_empty_list_that_may_be_old_doesnt_claim_to_be_up_to_date(start: Start, server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed())
    desk = start()
    await desk.open()
    assert desk.reads("The list is up to date, and it is empty.")
    server.answers("GET", LIST, error=NO_NETWORK)
    desk.page.refresh()
    await eventually(lambda: desk.reads("So it was when the server was last heard."))
    assert desk.reads("No tickets yet")


async def test_a_refresh_with_nothing_new_changes_nothing(start: Start, server: FakeServer) -> None:
    has_thirty(server)
    server.answers("GET", f"{LIST}/T-1", json=THIRTY[0])  # in hand while the page opens
    desk = start()
    await desk.open()
    click_row(desk.table, 3)
    await eventually(lambda: closer_looks(server)[-1:] == ["T-4"])
    looked = closer_looks(server)
    bar = desk.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    write(find(desk.page, "Agent"), "Tom")
    model = desk.table.model()
    changes: list[str] = []
    model.dataChanged.connect(lambda *where: changes.append("data"))
    model.modelReset.connect(lambda: changes.append("all"))
    model.rowsInserted.connect(lambda *where: changes.append("in"))
    model.rowsRemoved.connect(lambda *where: changes.append("out"))
    for _ in range(3):
        desk.page.refresh()
        await eventually(desk.page.ready)
    assert len(lists(server)) == 4
    assert changes == []
    assert bar.value() == bar.maximum()
    assert row_in_hand(desk.table)[0].startswith("Ticket 4")
    assert find(desk.page, "Agent").property("text") == "Tom"
    assert find(desk.page, "Agent").hasFocus()
    assert closer_looks(server) == looked


async def test_refreshes_dont_pile_up_behind_a_slow_server(start: Start, server: FakeServer) -> None:
    has_thirty(server)
    desk = start()
    await desk.open()
    late = Held(listed(ticket(1)))
    server.answers("GET", LIST, content=late)
    for _ in range(5):
        desk.page.refresh()
    await eventually(lambda: len(lists(server)) == 2)
    desk.page.refresh()
    late.let_go()
    await eventually(lambda: column(desk.table, "Ticket") == ["Ticket 1"])
    assert len(lists(server)) == 2

    def asked_again() -> bool:
        """The question before may still be on its way out when its answer is shown."""
        desk.page.refresh()
        return len(lists(server)) > 2

    await eventually(asked_again)


async def test_running_down_the_list_asks_only_for_the_ticket_that_stays_in_hand(
    start: Start, server: FakeServer
) -> None:
    has_thirty(server)
    server.answers("GET", f"{LIST}/T-1", json=THIRTY[0])  # in hand while the page opens
    desk = start()
    await desk.open()
    desk.table.setFocus()
    for _ in range(12):
        press(desk.table, Qt.Key.Key_Down)
    await eventually(lambda: "T-13" in closer_looks(server))
    assert set(closer_looks(server)) <= {"T-1", "T-13"}


async def test_the_whole_of_a_ticket_stays_until_the_list_tells_something_else(
    start: Start, server: FakeServer
) -> None:
    has_thirty(server)
    server.answers("GET", f"{LIST}/T-1", json=ticket(1, description="Only the ticket itself tells this."))
    desk = start()
    await desk.open()
    await eventually(lambda: "Only the ticket itself tells this." in desk.pane())
    desk.page.refresh()
    await eventually(desk.page.ready)
    assert "Only the ticket itself tells this." in desk.pane()
    server.answers("GET", f"{LIST}/T-1", json=ticket(1, "Renamed", description="And this."))
    server.answers("GET", LIST, json=listed(ticket(1, "Renamed"), *THIRTY[1:], total=90, limit=30))
    desk.page.refresh()
    await eventually(lambda: "And this." in desk.pane())
    assert closer_looks(server) == ["T-1", "T-1"]


async def test_a_server_that_cant_tell_of_one_ticket_is_believed_once(start: Start, server: FakeServer) -> None:
    has_thirty(server)
    server.answers("GET", f"{LIST}/T-1", json=page_json("get_ticket"))
    desk = start()
    await desk.open()
    await eventually(lambda: "expected a ticket, the server sent a meeting" in desk.pane())
    click_row(desk.table, 1)
    assert "meeting" not in desk.pane()
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2, "Changed")))
    desk.page.refresh()
    await eventually(lambda: "Changed" in desk.pane())
    await eventually(desk.page.ready)
    assert closer_looks(server) == ["T-1"]
    assert desk.reports == []


async def test_pages_that_the_server_cuts_smaller_are_counted_so_out_of_the_store_too(
    start: Start, server: FakeServer
) -> None:
    has_thirty(server)
    desk = start()
    await desk.open()
    click(desk.page, "Next page")
    await eventually(lambda: desk.reads("31–60 of 90"))
    server.answers("GET", LIST, error=NO_NETWORK)
    click(desk.page, "Previous page")
    await eventually(lambda: desk.reads("1–30 of 90"))
    click(desk.page, "Next page")
    await eventually(lambda: desk.reads("31–60 of 90"))
