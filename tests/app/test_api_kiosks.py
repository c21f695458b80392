"""The three kiosk calls: our own desk server's, and what other servers answer to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from app.api.client import Client
from app.api.kiosks import KioskCalls
from app.errors import Busy, NoAnswer, NotFound, Refused, ServerFailed, SignInNeeded, Unreachable, Unreadable
from app.models.objects.kiosk import KioskHealth
from app.models.objects.kiosk_trouble import Trouble
from tests.fake_server import FakeServer

LIST = "/vm/kiosks"
AT = "2026-03-12T09:42:07+01:00"
HEARD = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)


async def test_a_kiosk_says_how_it_is_under_its_name(server: FakeServer, client: Client) -> None:
    path = f"{LIST}/Entr%C3%A9e%20%2F%20left%3F"
    server.answers("PUT", path, json={"name": "Entrée / left?", "troubles": ["printer"], "heardAt": AT})
    await KioskCalls(client).report("Entrée / left?", (Trouble.PRINTER, Trouble.DISK))
    (sent,) = server.requests
    assert (sent.method, sent.path, sent.body) == ("PUT", path, {"troubles": ["printer", "disk"]})
    assert sent.headers["Authorization"] == "Bearer let-me-in"


async def test_a_kiosk_is_taken_off_the_list(server: FakeServer, client: Client) -> None:
    server.answers("DELETE", f"{LIST}/Lobby", status=204, content=b"")
    await KioskCalls(client).remove("Lobby")
    assert [(sent.method, sent.path, sent.body) for sent in server.requests] == [("DELETE", f"{LIST}/Lobby", None)]


async def test_all_kiosks_and_when_the_server_told_of_them(server: FakeServer, client: Client) -> None:
    kiosks = [
        {"name": "Garage", "troubles": [], "heardAt": AT},
        {"name": "Lobby", "troubles": ["printer", "gui"], "heardAt": "2026-03-12T09:40:00+01:00"},
    ]
    server.answers("GET", LIST, json={"toldAt": AT, "kiosks": kiosks})
    told = await KioskCalls(client).all()
    assert told.sent_at == HEARD
    assert told.kiosks == (
        KioskHealth(name="Garage", heard_at=HEARD),
        KioskHealth(
            name="Lobby", troubles=(Trouble.PRINTER, Trouble.GUI), heard_at=datetime(2026, 3, 12, 8, 40, tzinfo=UTC)
        ),
    )


@pytest.mark.parametrize(
    "unreadable", [None, "", 7, [], {}, {"name": "Lobby"}, {"heardAt": AT}, {"name": "Lobby", "heardAt": "soon"}]
)
async def test_an_unreadable_kiosk_takes_no_other_with_it(server: FakeServer, client: Client, unreadable: Any) -> None:
    kiosks = [unreadable, {"name": "Garage", "troubles": ["lift", "disk", 7, {}], "heardAt": AT}]
    server.answers("GET", LIST, json={"toldAt": AT, "kiosks": kiosks})
    assert (await KioskCalls(client).all()).kiosks == (
        KioskHealth(name="Garage", troubles=(Trouble.DISK,), heard_at=HEARD),
    )


@pytest.mark.parametrize("kiosks", [None, "", {}, "none", 3])
async def test_a_list_that_is_none(server: FakeServer, client: Client, kiosks: Any) -> None:
    server.answers("GET", LIST, json={"toldAt": AT, "kiosks": kiosks})
    assert (await KioskCalls(client).all()).kiosks == ()


@pytest.mark.parametrize("answer", [[], {}, {"kiosks": []}])
async def test_something_else_is_unreadable(server: FakeServer, client: Client, answer: Any) -> None:
    server.answers("GET", LIST, json=answer)
    with pytest.raises(Unreadable):
        await KioskCalls(client).all()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"status": 404}, NotFound),
        ({"status": 405}, Refused),
        ({"status": 401}, SignInNeeded),
        ({"status": 503}, Busy),
        ({"status": 500}, ServerFailed),
        ({"error": httpx.ConnectError("no")}, Unreachable),
        ({"error": httpx.ReadTimeout("silence")}, NoAnswer),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_what_fails_is_an_error_of_ours_and_was_sent_once(
    server: FakeServer, client: Client, method: str, answer: dict[str, Any], error: type[Exception]
) -> None:
    server.answers(method, f"{LIST}/Lobby", **answer)
    with pytest.raises(error):
        await (KioskCalls(client).report("Lobby", ()) if method == "PUT" else KioskCalls(client).remove("Lobby"))
    assert len(server.requests) == 1
