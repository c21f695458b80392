"""A ticket whose answer was lost is searched for on all pages of the server's list, whatever that counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.api.api import Api
from app.api.client import Client
from app.models.drafts import TicketDraft
from app.models.operations import Kind, Operation, State
from app.services.outbox.senders.ticket import TICKET
from tests.fake_server import FakeServer
from tests.tickets import ticket

LIST = "/sd/tickets"
NOW = datetime(2026, 3, 10, 15, 46, tzinfo=UTC)
LIFT = Operation(
    position=1,
    id="op-1",
    kind=Kind.TICKET,
    body=TicketDraft(title="Broken lift", notifier_id="US-TW1").body(),
    state=State.UNKNOWN,
    entered_at=NOW,
    changed_at=NOW,
    attempts=1,
    searches=0,
    status=0,
    words="",
    known=(),
    candidates=(),
    made="",
)


@pytest.mark.parametrize("counts", [{"total": 12}, {"limit": 10}, {}, {"total": 12, "limit": 50}, {"total": 10}])
async def test_it_is_seen_on_a_later_page(counts: dict[str, Any], server: FakeServer, client: Client) -> None:
    last = [ticket(11), ticket(12, "Broken lift")]
    for tickets in ([ticket(number) for number in range(1, 11)], last, []):
        server.answers("GET", LIST, json=counts | {"tickets": tickets})
    assert TICKET.search is not None
    result = await TICKET.search(Api.over(client), LIFT)
    assert ([match.id for match in result.matches], result.all_seen) == (["T-12"], True)


@pytest.mark.parametrize(("counts", "all_seen"), [({}, True), ({"total": 12, "limit": 10}, False)])
async def test_a_server_that_turns_no_pages_is_asked_twice(
    counts: dict[str, Any], all_seen: bool, server: FakeServer, client: Client
) -> None:
    server.answers("GET", LIST, json=counts | {"tickets": [ticket(number) for number in range(1, 11)]})
    assert TICKET.search is not None
    result = await TICKET.search(Api.over(client), LIFT)
    assert (result.matches, result.all_seen, len(server.requests)) == ((), all_seen, 2)
