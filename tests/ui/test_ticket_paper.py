"""*Export* on Tickets: all pages of what the filters let through, and the truth where they didn't come."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.errors import ListBroken
from app.services.site import Site
from tests.fake_server import FakeServer, Held
from tests.files_read import csv_rows
from tests.tickets import AQUALIFT, MEI_LING, listed, ticket
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, says
from tests.ui.paper_hands import choose, pick
from tests.ui.ticket_desk import TicketDesk, opener_for, query
from ui.reception.paper.progress import ListProgress
from ui.theme import Theme

LIST = "/sd/tickets"
FIRST = listed(*(ticket(number) for number in range(10)), total=120)
HUNDRED = listed(*(ticket(number) for number in range(100)), total=120, limit=100)
REST = listed(
    ticket(100, "=1+1", agent=MEI_LING, supplier=AQUALIFT),
    *(ticket(number) for number in range(101, 120)),
    total=120,
    limit=100,
)


@pytest.fixture
async def desk(server: FakeServer, site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    desk = TicketDesk(opener_for(server), folder=tmp_path, site=site, theme=theme)
    yield desk
    await desk.close()


async def test_every_page_is_in_the_file(desk: TicketDesk, server: FakeServer, tmp_path: Path) -> None:
    server.answers("GET", LIST, json=FIRST)
    server.answers("GET", LIST, json=HUNDRED)
    server.answers("GET", LIST, json=REST)
    await desk.open()
    done: list[str] = []
    desk.page.put_out.connect(done.append)
    click(desk.page, "Export")
    await choose(desk.page, "CSV", tmp_path / "out.csv", "Tickets 2026-03-12 09-42.csv")
    await eventually(lambda: done == ["The list was saved as out.csv."])
    heading, *rows = csv_rows((tmp_path / "out.csv").read_bytes())
    assert heading[:7] == ["Number", "Ticket", "Status", "Priority", "Category", "Agent", "Supplier"]
    assert [row[0] for row in rows] == [f"T-{number}" for number in range(120)]
    assert rows[100][1:7] == ["'=1+1", "Requested", "Medium", "", "Mei-Ling Chen", "Aqualift Services"]
    assert {name: query(server)[name] for name in ("page", "pageSize")} == {"page": "2", "pageSize": "100"}


async def test_a_page_that_does_not_come_is_told_and_nothing_is_written(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=FIRST)
    server.answers("GET", LIST, json=HUNDRED)
    server.answers("GET", LIST, error=httpx.ConnectError("cut"))
    await desk.open()
    click(desk.page, "Print")
    await eventually(lambda: desk.reports)
    broken = desk.reports[0]
    assert isinstance(broken, ListBroken)
    assert (broken.read, broken.total) == (100, 120)
    assert find(desk.page, "Print").isEnabled()
    assert desk.said == []


async def test_reading_can_be_given_up(desk: TicketDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=FIRST)
    server.answers("GET", LIST, content=Held(HUNDRED))
    await desk.open()
    click(desk.page, "Export")
    pick(desk.page, "CSV")
    await eventually(lambda: desk.page.findChildren(ListProgress))
    window = desk.page.findChildren(ListProgress)[0]
    assert says(window, "tickets read")
    click(window, "Cancel")
    await eventually(lambda: find(desk.page, "Export").isEnabled())
    assert (desk.reports, desk.said) == ([], [])
