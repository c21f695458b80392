"""The ticket list as this desk has it: what it heard, what it entered itself, and both as one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from app.api.api import Api
from app.api.client import Client
from app.errors import DiskFull, NoAnswer, Unreachable
from app.models.drafts import TicketDraft
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Operation
from app.services.desk_services import desk_services
from app.services.site import Site
from app.services.tickets.tickets import TicketList
from app.store.account import account_of
from app.store.database import Database
from app.store.outbox import Outcome
from tests.fake_server import FakeServer
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket

LIST = "/sd/tickets"
NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
FIRST = TicketQuery()
LIFT = TicketDraft(title="Broken lift", notifier_id="US-TW1")


class Desk:
    """The tickets over a store of their own; what is entered is sent only when a test says so."""

    def __init__(self, folder: Path, client: Client) -> None:
        async def opened() -> Api:
            return Api.over(client)

        self.database = Database(folder / "foyer.sqlite3")
        account = account_of(self.database, "https://api.example.com", "CO-C202")
        site = Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=lambda: NOW)
        self.services = desk_services(self.database, account, site=site, opener=opened)
        self.tickets = self.services.tickets

    @property
    def pending(self) -> tuple[Operation, ...]:
        return self.services.lists.waiting_now().operations

    async def heard(self, query: TicketQuery = FIRST) -> TicketList:
        """The page once the server has told of it."""
        await self.tickets.refresh(query)
        found = await self.tickets.rows(query)
        assert found is not None
        return found

    async def sent(self, operation: str, made: dict[str, Any]) -> None:
        """The server took it, and this is its answer."""
        await self.services.outbox.set_sending(operation, NOW)
        await self.services.outbox.set_sent(operation, NOW, Outcome(made["id"], json.dumps(made).encode()))


@pytest.fixture
async def start(tmp_path: Path, connect: Callable[..., Client]) -> AsyncIterator[Callable[[], Desk]]:
    """A desk on the same file each time: the second is the first after a restart."""
    desks: list[Desk] = []

    def one() -> Desk:
        if desks:
            desks[-1].database.close()
        desks.append(Desk(tmp_path, connect()))
        return desks[-1]

    yield one
    desks[-1].database.close()


def titles(found: TicketList) -> list[str]:
    return [row.ticket.title for row in found.rows]


async def test_what_was_heard_is_there_after_a_restart(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2), total=22))
    heard = await start().heard()
    stored = await start().tickets.rows(FIRST)
    assert stored is not None
    assert stored == heard
    assert (stored.first, stored.last, stored.total, stored.last_page) == (1, 2, 22, 3)
    assert stored.heard_at == NOW


async def test_nothing_is_known_of_what_was_never_heard_nor_entered(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    server.answers("GET", LIST, json=listed())
    desk = start()
    assert await desk.tickets.rows(FIRST) is None
    empty = await desk.heard()
    assert (empty.rows, empty.first, empty.last, empty.last_page) == ((), 0, 0, 1)


@pytest.mark.parametrize(
    "counts", [{"total": 23}, {"total": 23, "limit": 50}, {"total": "23", "limit": None}, {"total": 23, "limit": 10}]
)
async def test_every_page_can_be_reached_whatever_page_size_a_server_tells(
    counts: dict[str, Any], start: Callable[[], Desk], server: FakeServer
) -> None:
    desk, places = start(), []
    for page, numbers in enumerate((range(1, 11), range(11, 21), range(21, 24)), start=1):
        server.answers("GET", LIST, json=counts | {"tickets": [ticket(number) for number in numbers]})
        shown = await desk.heard(replace(FIRST, page_size=50, page=page))
        places.append((shown.first, shown.last, shown.last_page))
    assert places == [(1, 10, 3), (11, 20, 3), (21, 23, 3)]


async def test_without_a_total_there_is_another_page_until_one_is_empty(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    desk = start()
    server.answers("GET", LIST, json={"tickets": [ticket(1), ticket(2)]})
    server.answers("GET", LIST, json={"tickets": []})
    first, second = await desk.heard(), await desk.heard(replace(FIRST, page=2))
    assert (first.total, first.last_page, second.last_page) == (None, 2, 1)


async def test_what_is_entered_stands_before_what_was_heard(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1)))
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    only_own = await desk.tickets.rows(FIRST)
    assert only_own is not None
    assert [row.ticket.id for row in only_own.rows] == ["op-1"]
    assert (titles(only_own), only_own.heard_at, only_own.first) == (["Broken lift"], None, 0)
    both = await desk.heard()
    assert titles(both) == ["Broken lift", "Ticket 1"]
    assert (both.first, both.last, both.total) == (1, 1, 1)
    assert [row.operation is not None for row in both.rows] == [True, False]
    again = await start().tickets.rows(FIRST)
    assert again is not None
    assert titles(again) == ["Broken lift", "Ticket 1"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (replace(FIRST, q="LIFT broken"), True),
        (replace(FIRST, q="unicorn"), False),
        (replace(FIRST, page_size=50, sort="asc", sort_by="title"), True),
        (replace(FIRST, page=2), False),
        (replace(FIRST, status="1"), False),
        (replace(FIRST, mine_only=True), False),
        (replace(FIRST, due_to=date(2026, 3, 31)), False),
    ],
)
async def test_what_is_entered_is_shown_where_it_may_be_what_is_looked_for(
    start: Callable[[], Desk], query: TicketQuery, shown: bool
) -> None:
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    assert (await desk.tickets.rows(query) is not None) is shown


async def test_what_is_entered_is_shown_in_the_words_that_the_desk_knows(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    known = ticket(1, priority=3, category=category(1), agent=MEI_LING, supplier=AQUALIFT)
    server.answers("GET", LIST, json=listed(known))
    desk = start()
    await desk.heard()
    draft = replace(
        LIFT,
        creator_id="Somebody New",
        agent_id="US-MC2",
        supplier_id="SU-AQ1",
        category_id="1",
        priority_id="77",
        due_date=date(2026, 3, 20),
    )
    await desk.tickets.report(draft, "op-1")
    found = await desk.tickets.rows(FIRST)
    assert found is not None
    row, made = found.rows[0], desk.tickets.whole(found.rows[0])
    assert made.creator is not None
    assert made.creator.name == "Somebody New"
    assert made.supplier is not None
    assert row.ticket.supplier is not None
    assert made.supplier.name == row.ticket.supplier.name == "Aqualift Services"
    for told in (row.ticket, made):
        assert told.notifier is not None
        assert told.notifier.name == "Tomasz Wójcik"
        assert told.agent is not None
        assert told.agent.name == "Mei-Ling Chen"
        assert told.category is not None
        assert told.category.value == "Lifts"
        assert told.priority is not None
        assert told.priority.value == "77"
        assert told.due_at == datetime(2026, 3, 20, 22, 59, 59, tzinfo=UTC)
    assert row.ticket.created == made.created_at == NOW


async def test_a_row_that_says_the_same_is_the_same_row(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2)))
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2, "Changed")))
    desk = start()
    before, after = await desk.heard(), await desk.heard()
    assert after.rows[0] == before.rows[0]
    assert after.rows[1].key == before.rows[1].key
    assert after.rows[1] != before.rows[1]


async def test_pages_that_the_server_cuts_smaller_are_counted_as_it_cuts(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    asked = replace(FIRST, page=2, page_size=50)
    server.answers("GET", LIST, json=listed(*(ticket(number) for number in range(11, 21)), total=22, limit=10))
    found = await start().heard(asked)
    assert (found.first, found.last, found.last_page) == (11, 20, 3)


async def test_a_failed_refresh_leaves_what_was_heard(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1)))
    server.answers("GET", LIST, error=httpx.ConnectError("no route to host"))
    desk = start()
    heard = await desk.heard()
    with pytest.raises((Unreachable, NoAnswer)):
        await desk.tickets.refresh(FIRST)
    assert await desk.tickets.rows(FIRST) == heard


async def test_the_same_operation_twice_is_one_ticket(start: Callable[[], Desk]) -> None:
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    await desk.tickets.report(LIFT, "op-1")
    assert [operation.body["title"] for operation in desk.pending] == ["Broken lift"]


async def test_a_full_disk_keeps_nothing_and_says_so(start: Callable[[], Desk]) -> None:
    desk = start()
    await desk.database.read(
        lambda connection: connection.execute(
            f"pragma max_page_count = {connection.execute('pragma page_count').fetchone()[0]}"
        )
    )
    with pytest.raises(DiskFull):
        await desk.tickets.report(replace(LIFT, description="It stops between floors. " * 400), "op-1")
    assert desk.pending == ()


async def test_an_answer_that_set_out_before_a_write_arrived_does_not_take_it_away(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    async def overtaken() -> AsyncIterator[bytes]:
        await desk.sent("op-1", ticket(2, "Broken lift"))
        yield json.dumps(listed(ticket(1))).encode()

    server.answers("GET", LIST, content=overtaken())
    server.answers("GET", LIST, json=listed(ticket(2, "Broken lift"), ticket(1)))
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    for found in (await desk.heard(), await desk.heard()):
        assert titles(found) == ["Broken lift", "Ticket 1"]
        assert [row.key for row in found.rows] == ["op-1", "T-1"], "the row goes on to be the one that waited"
        assert [row.operation for row in found.rows] == [None, None]
        assert (found.first, found.last, found.total) == (1, 2, 2)


async def test_a_ticket_that_was_sent_and_that_the_server_does_not_list_is_gone(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    """Somebody deleted it meanwhile, and the answer is the same as before: whoever shows the list is told."""
    server.answers("GET", LIST, json=listed(ticket(1)))
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    await desk.heard()
    await desk.sent("op-1", ticket(2, "Broken lift"))
    told: list[None] = []
    desk.tickets.on_change(lambda: told.append(None))
    assert titles(await desk.heard()) == ["Ticket 1"]
    assert len(told) == 1


async def test_another_order_and_another_number_are_told(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2), total=22))
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2), total=21))
    server.answers("GET", LIST, json=listed(ticket(2), ticket(1), total=21))
    server.answers("GET", LIST, json=listed(ticket(2), ticket(1), total=21))
    desk = start()
    await desk.heard()
    told: list[None] = []
    desk.tickets.on_change(lambda: told.append(None))
    assert ((await desk.heard()).total, len(told)) == (21, 1)
    assert (titles(await desk.heard()), len(told)) == (["Ticket 2", "Ticket 1"], 2)
    assert (titles(await desk.heard()), len(told)) == (["Ticket 2", "Ticket 1"], 2)


async def test_a_ticket_that_was_just_sent_is_there_once(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(2, "Broken lift"), ticket(1)))
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    await desk.sent("op-1", ticket(2, "Broken lift"))
    found = await desk.heard()
    assert [(row.key, row.operation) for row in found.rows] == [("op-1", None), ("T-1", None)]
