"""The changes call, which our own desk server alone has."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from app.api.changes import ChangeCalls
from app.api.client import Client
from app.errors import FoyerError, NoAnswer, NotFound, Unreadable
from app.models.objects.desk_server import Changed, Changes
from tests.fake_server import FakeServer

PATH = "/vm/changes"


async def test_where_the_server_stands(server: FakeServer, client: Client) -> None:
    server.answers("GET", PATH, json={"revision": 41, "complete": True, "changes": []})
    assert await ChangeCalls(client).now() == Changes(41, True)
    assert server.requests[-1].query == {}


async def test_what_changed_since_comes_in_order_with_the_days_that_it_touches(
    server: FakeServer, client: Client
) -> None:
    changes = [
        {"kind": "meeting", "id": "M-1", "days": ["2026-11-30", "2026-12-07"]},
        {"kind": "visit", "id": "2026-11-30/M-1/V-1", "days": ["2026-11-30"]},
        {"kind": "ticket", "id": "T-1"},
        {"kind": "meeting", "id": "M-2", "days": None},
        {"kind": "lift", "id": "L-1", "floor": 3},
    ]
    server.answers("GET", PATH, json={"revision": 46, "complete": False, "changes": changes, "more": 1})
    assert await ChangeCalls(client).since(41, wait=25) == Changes(
        46,
        False,
        (
            Changed("meeting", "M-1", (date(2026, 11, 30), date(2026, 12, 7))),
            Changed("visit", "2026-11-30/M-1/V-1", (date(2026, 11, 30),)),
            Changed("ticket", "T-1"),
            Changed("meeting", "M-2", None),
            Changed("lift", "L-1"),
        ),
    )


async def test_the_desk_listens_longer_than_the_server_waits_and_asks_once(server: FakeServer, client: Client) -> None:
    server.answers("GET", PATH, error=httpx.ReadTimeout("silence"))
    with pytest.raises(NoAnswer):
        await ChangeCalls(client).since(41, wait=25)
    (asked,) = server.requests
    assert asked.query == {"since": "41", "wait": "25"}
    assert asked.timeout == {"connect": 5, "read": 45, "write": 20, "pool": 5}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"status": 404}, NotFound),
        ({"json": []}, Unreadable),
        ({"json": {"revision": "41", "complete": True}}, Unreadable),
        (
            {"json": {"revision": 41, "complete": True, "changes": [{"kind": "visit", "id": "a", "days": ["soon"]}]}},
            Unreadable,
        ),
        ({"content": b"<html>"}, Unreadable),
        ({"content": b'{"revision": 41, "compl'}, Unreadable),
    ],
)
async def test_what_is_no_list_of_changes(
    server: FakeServer, client: Client, answer: dict[str, Any], error: type[FoyerError]
) -> None:
    server.answers("GET", PATH, **answer)
    with pytest.raises(error):
        await ChangeCalls(client).since(41)
