"""The ticket list as this desk has it: what it heard, what it entered itself, and both as one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from app.api.api import Api
from app.api.client import Client
from app.errors import DiskFull, NoAnswer, Unreachable
from app.models.drafts import TicketDraft
from app.models.ticket_query import TicketQuery
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.site import Site
from app.services.sync import Sync
from app.services.tickets import TicketList, Tickets, Words
from app.store.cache import Cache
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.place import place_of
from tests.fake_server import FakeServer
from tests.tickets import AQUALIFT, MEI_LING, category, listed, ticket

LIST = "/sd/tickets"
NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
FIRST = TicketQuery()
LIFT = TicketDraft(title="Broken lift", notifier_id="US-TW1")


class Desk:
    """The tickets over a store of their own; what is entered is sent only when `send` says so."""

    def __init__(self, folder: Path, client: Client) -> None:
        async def opened() -> Api:
            return Api.over(client)

        self.database = Database(folder / "foyer.sqlite3")
        place = place_of(self.database, "https://api.example.com", "CO-C202")
        site = Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=lambda: NOW)
        connection = Connection(opened)
        self.sync = Sync(outbox=Outbox(self.database, place), connection=connection, site=site)
        self.tickets = Tickets(
            cache=Cache(self.database, place),
            sync=self.sync,
            connection=connection,
            site=site,
            directory=Directory(),
            words=Words(statuses={}, priorities={}, categories={}),
        )


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
    heard = await start().tickets.page(FIRST)
    stored = await start().tickets.stored(FIRST)
    assert stored == heard
    assert (stored.first, stored.last, stored.total, stored.last_page) == (1, 2, 22, 3)
    assert stored.heard_at == NOW


async def test_nothing_is_known_of_what_was_never_heard_nor_entered(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    server.answers("GET", LIST, json=listed())
    desk = start()
    assert await desk.tickets.stored(FIRST) is None
    empty = await desk.tickets.page(FIRST)
    assert (empty.rows, empty.first, empty.last, empty.last_page) == ((), 0, 0, 1)
    assert await desk.tickets.stored(FIRST) == empty


async def test_what_is_entered_stands_before_what_was_heard(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1)))
    desk = start()
    made = await desk.tickets.report(LIFT, "op-1")
    assert made.id == "op-1"
    only_own = await desk.tickets.stored(FIRST)
    assert only_own is not None
    assert (titles(only_own), only_own.heard_at, only_own.first) == (["Broken lift"], None, 0)
    both = await desk.tickets.page(FIRST)
    assert titles(both) == ["Broken lift", "Ticket 1"]
    assert (both.first, both.last, both.total) == (1, 1, 1)
    assert [row.operation is not None for row in both.rows] == [True, False]
    again = await start().tickets.stored(FIRST)
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
    assert (await desk.tickets.stored(query) is not None) is shown


async def test_what_is_entered_is_shown_in_the_words_that_the_desk_knows(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    known = ticket(1, priority=3, category=category(1), agent=MEI_LING, supplier=AQUALIFT)
    server.answers("GET", LIST, json=listed(known))
    desk = start()
    await desk.tickets.page(FIRST)
    draft = replace(
        LIFT,
        creator_id="Somebody New",
        agent_id="US-MC2",
        supplier_id="SU-AQ1",
        category_id="1",
        priority_id="77",
        due_date=date(2026, 3, 20),
    )
    made = await desk.tickets.report(draft, "op-1")
    assert made.notifier is not None
    assert made.notifier.name == "Tomasz Wójcik"
    assert made.creator is not None
    assert made.creator.name == "Somebody New"
    assert made.agent is not None
    assert made.agent.name == "Mei-Ling Chen"
    assert made.supplier is not None
    assert made.supplier.name == "Aqualift Services"
    assert made.category is not None
    assert made.category.value == "Lifts"
    assert made.priority is not None
    assert made.priority.value == "77"
    assert made.due_at == datetime(2026, 3, 20, 22, 59, 59, tzinfo=UTC)
    assert made.created_at == NOW


async def test_a_row_that_says_the_same_is_the_same_row(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2)))
    server.answers("GET", LIST, json=listed(ticket(1), ticket(2, "Changed")))
    desk = start()
    before, after = await desk.tickets.page(FIRST), await desk.tickets.page(FIRST)
    assert after.rows[0] is before.rows[0]
    assert after.rows[1].key == before.rows[1].key
    assert after.rows[1] is not before.rows[1]


async def test_pages_that_the_server_cuts_smaller_are_counted_as_it_cuts(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    asked = replace(FIRST, page=2, page_size=50)
    server.answers("GET", LIST, json=listed(*(ticket(number) for number in range(11, 21)), total=22, limit=10))
    desk = start()
    for found in (await desk.tickets.page(asked), await desk.tickets.stored(asked)):
        assert found is not None
        assert (found.first, found.last, found.last_page) == (11, 20, 3)


async def test_a_failed_refresh_leaves_what_was_heard(start: Callable[[], Desk], server: FakeServer) -> None:
    server.answers("GET", LIST, json=listed(ticket(1)))
    server.answers("GET", LIST, error=httpx.ConnectError("no route to host"))
    desk = start()
    heard = await desk.tickets.page(FIRST)
    with pytest.raises((Unreachable, NoAnswer)):
        await desk.tickets.page(FIRST)
    assert await desk.tickets.stored(FIRST) == heard


async def test_the_same_operation_twice_is_one_ticket(start: Callable[[], Desk]) -> None:
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    await desk.tickets.report(LIFT, "op-1")
    assert [operation.body["title"] for operation in desk.sync.pending] == ["Broken lift"]


async def test_a_full_disk_keeps_nothing_and_says_so(start: Callable[[], Desk]) -> None:
    desk = start()
    await desk.database.read(
        lambda connection: connection.execute(
            f"pragma max_page_count = {connection.execute('pragma page_count').fetchone()[0]}"
        )
    )
    with pytest.raises(DiskFull):
        await desk.tickets.report(replace(LIFT, description="It stops between floors. " * 400), "op-1")
    assert desk.sync.pending == ()


async def test_an_answer_that_set_out_before_a_write_arrived_is_asked_for_again(
    start: Callable[[], Desk], server: FakeServer
) -> None:
    async def overtaken() -> AsyncIterator[bytes]:
        desk.sync.became["T-2"] = "op-1"
        yield json.dumps(listed(ticket(1))).encode()

    server.answers("GET", LIST, content=overtaken())
    server.answers("GET", LIST, json=listed(ticket(2, "Broken lift"), ticket(1)))
    desk = start()
    found = await desk.tickets.page(FIRST)
    assert titles(found) == ["Broken lift", "Ticket 1"]
    assert [row.key for row in found.rows] == ["op-1", "T-1"], "the row goes on to be the one that waited"


async def test_a_ticket_that_was_just_sent_is_there_once(start: Callable[[], Desk], server: FakeServer) -> None:
    """The server's answer is known, and the outbox is about to let go of it."""
    server.answers("GET", LIST, json=listed(ticket(2, "Broken lift"), ticket(1)))
    desk = start()
    await desk.tickets.report(LIFT, "op-1")
    desk.sync.became["T-2"] = "op-1"
    found = await desk.tickets.page(FIRST)
    assert [(row.key, row.operation) for row in found.rows] == [("op-1", None), ("T-1", None)]
