"""Other ways than mail: a site's own program, and services that apprise knows, both on loopback."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from http import HTTPStatus
from itertools import pairwise
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.errors import BadSetting
from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.notify.service import Service
from app.notify.ways import notice_ways
from app.notify.webhook import Webhook
from app.server.application import close, create
from app.settings.server.server_file import ServerWay
from tests.server.conftest import Clock
from tests.server.notices.conftest import all_sent

SECRET = "a secret of the site's"
ANA = {"firstName": "Ana", "lastName": "Lima", "mobile": "+32 471 20 44 10", "smsReminder": 1}
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-20T09:00:00+01:00",
    "endAt": "2026-03-20T11:00:00+01:00",
    "visitors": [ANA],
}


class Program:
    """Takes what is posted to it, and answers each with the next of `answers`, else 200."""

    def __init__(self) -> None:
        self.heads: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.answers: list[int] = []
        self.port = 0

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        head = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        self.bodies.append(await reader.readexactly(int(head.get("content-length", 0))))
        self.heads.append(head)
        self.paths.append(first.split()[1])
        status = HTTPStatus(self.answers.pop(0) if self.answers else 200)
        writer.write(f"HTTP/1.1 {status} {status.phrase}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    program = Program()
    server = await program.open()
    yield program
    server.close()


@pytest.fixture
async def start(clock: Clock) -> AsyncIterator[Callable[..., FastAPI]]:
    started: list[FastAPI] = []

    def start_one(*ways: NoticeWay) -> FastAPI:
        plan = NoticePlan(ways=ways)
        started.append(create("sqlite://", time_zone="Europe/Brussels", now=clock, notice_plan=plan))
        return started[-1]

    yield start_one
    for one in started:
        await asyncio.to_thread(close, one)


def asked(server: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(server)
    return httpx.AsyncClient(transport=transport, base_url="http://desk.test/app/CO-DESK", trust_env=False)


async def report(server: FastAPI, notifier: str = "Jonas Weber") -> None:
    body = {"title": "Water under goods lift B", "notifierId": notifier, "sendRequesterCopy": 1}
    async with asked(server) as desk:
        assert (await desk.post("/sd/tickets", json=body)).status_code == 201


async def notices(server: FastAPI, way: str) -> list[dict[str, Any]]:
    async with asked(server) as desk:
        answer = (await desk.get("/vm/notices")).json()
    return [one for one in answer["notices"] if one["way"] == way]


def webhook(program: Program, **different: Any) -> NoticeWay:
    kinds = frozenset(("created",))
    taker = Webhook(f"http://127.0.0.1:{program.port}/told?by=foyer", SECRET)
    return NoticeWay("office", taker, kinds, **different)


async def test_a_webhook_is_told_and_can_see_who_tells(start: Callable[..., FastAPI], program: Program) -> None:
    server = start(webhook(program))
    await report(server)
    await all_sent(server)
    (body,), (head,) = program.bodies, program.heads
    at, _, signed = head["foyer-signature"].partition(",v1=")
    expected = hmac.new(SECRET.encode(), f"{at.removeprefix('t=')}.".encode() + body, hashlib.sha256).hexdigest()
    assert signed == expected
    told = json.loads(body)
    assert (program.paths, told["kind"]) == (["/told?by=foyer"], "created")
    assert "Water under goods lift B" in told["text"]
    ((notice),) = await notices(server, "office")
    assert notice["state"] == "sent"


async def test_a_webhook_that_is_away_is_asked_ten_times_with_growing_pauses(
    start: Callable[..., FastAPI], program: Program, clock: Clock
) -> None:
    server = start(webhook(program))
    program.answers = [503] * 20
    await report(server)
    at: list[datetime] = []
    next_at: str | None = clock.now.isoformat()
    while next_at:
        clock.now = datetime.fromisoformat(next_at)
        await all_sent(server)
        at += [clock.now] * (len(program.bodies) - len(at))
        ((notice),) = await notices(server, "office")
        next_at = notice["nextAt"]
    pauses = [round((later - earlier).total_seconds()) for earlier, later in pairwise(at)]
    assert (len(at), pauses[:3]) == (10, [60, 300, 900])
    assert len({json.loads(body)["id"] for body in program.bodies}) == 1
    assert (notice["state"], notice["said"]) == ("refused", "The webhook answered 503.")


async def test_a_webhook_is_told_for_its_users_alone(start: Callable[..., FastAPI], program: Program) -> None:
    server = start(webhook(program, users=frozenset(("Sofia Marchetti",))))
    await report(server)
    await report(server, "Sofia Marchetti")
    await all_sent(server)
    assert [json.loads(body)["to"]["name"] for body in program.bodies] == ["Sofia Marchetti"]


async def test_a_service_of_apprise_takes_words_and_an_sms_gateway_the_number(
    start: Callable[..., FastAPI], program: Program
) -> None:
    service = NoticeWay("lobby", Service(f"json://127.0.0.1:{program.port}/chat"), kinds=frozenset(("created",)))
    gateway = NoticeWay("sms", Service(f"json://127.0.0.1:{program.port}/sms/{{number}}"), sms=True)
    server = start(service, gateway)
    await report(server)
    async with asked(server) as desk:
        assert (await desk.post("/vm/meetings", json=MEETING)).status_code == 201
    await all_sent(server)
    assert sorted(path.rstrip("/") for path in program.paths) == ["/chat", "/sms/+32471204410"]
    texts = {path: json.loads(body) for path, body in zip(program.paths, program.bodies, strict=True)}
    (words,) = (told["message"] for path, told in texts.items() if "sms" in path)
    assert words.splitlines()[:1] == ["Friday, 20 March 2026, 09:00 – 11:00 (Brussels time, UTC+1)"]
    assert len(words) < 140
    ((notice),) = await notices(server, "sms")
    assert (notice["state"], notice["address"]) == ("sent", "+32 471 20 44 10")


@pytest.mark.parametrize(
    ("way", "secret", "said"),
    [
        (ServerWay(kinds=("created",)), "", "FOYER_NOTIFY_LOBBY_1 is empty"),
        (ServerWay(), "slack://a/b/c", "kinds names nothing"),
        (ServerWay(kinds=("weather",)), "slack://a/b/c", "there is no kind weather"),
        (ServerWay(sms=True), "twilio://a:b@c/d", "{number}"),
        (ServerWay(kinds=("created",), webhook="http://office.example/"), SECRET, "https://"),
    ],
)
def test_a_way_that_cannot_be_used_is_said_at_the_start_without_its_secret(
    way: ServerWay, secret: str, said: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        notice_ways({"lobby-1": way}, {"FOYER_NOTIFY_LOBBY_1": secret})
    assert said in str(refused.value)
    assert not secret or secret not in str(refused.value)
