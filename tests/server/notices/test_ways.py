"""Other ways than mail: a site's own program, and services that apprise knows, both on loopback."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from apprise.plugins.slack import NotifySlack
from fastapi import FastAPI

from app.errors import BadSetting
from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.notify.service import Service
from app.notify.webhook import Webhook
from app.server.application import close, create
from app.server.notices.of_tickets import FILES_FOLLOW
from app.services.notices.server_mailing import mailing_of
from tests.server.conftest import Clock
from tests.server.notices.conftest import all_sent
from tests.site_program import SiteProgram

SECRET = "a secret of the site's"
ANA = {"firstName": "Ana", "lastName": "Lima", "mobile": "+32 471 20 44 10", "smsReminder": 1}
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-20T09:00:00+01:00",
    "endAt": "2026-03-20T11:00:00+01:00",
    "visitors": [ANA],
}


async def secret() -> str:
    return SECRET


def address(url: str) -> Callable[[], Awaitable[str]]:
    async def given() -> str:
        return url

    return given


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


def webhook(program: SiteProgram, **different: Any) -> NoticeWay:
    kinds = frozenset(("created",))
    taker = Webhook(f"http://127.0.0.1:{program.port}/told?by=foyer", secret)
    return NoticeWay("office", taker, kinds, **different)


async def test_a_webhook_is_told_and_can_see_who_tells(start: Callable[..., FastAPI], program: SiteProgram) -> None:
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
    start: Callable[..., FastAPI], program: SiteProgram, clock: Clock
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


@pytest.mark.parametrize("name", ["Sofia Marchetti", " sofia  MARCHETTI"])
async def test_a_webhook_is_told_for_its_users_alone(
    start: Callable[..., FastAPI], program: SiteProgram, name: str
) -> None:
    server = start(webhook(program, users=frozenset((name,))))
    await report(server)
    await report(server, "Sofia Marchetti")
    await all_sent(server)
    assert [json.loads(body)["to"]["name"] for body in program.bodies] == ["Sofia Marchetti"]


async def test_a_service_of_apprise_takes_words_and_an_sms_gateway_the_number(
    start: Callable[..., FastAPI], program: SiteProgram
) -> None:
    service = NoticeWay(
        "lobby", Service(address(f"json://127.0.0.1:{program.port}/chat")), kinds=frozenset(("created",))
    )
    gateway = NoticeWay("sms", Service(address(f"json://127.0.0.1:{program.port}/sms/{{number}}")), sms=True)
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
    titles = {path.strip("/"): told["title"] for path, told in texts.items()}
    assert titles["chat"].startswith("Jonas Weber: We have received your ticket")
    assert titles["sms/+32471204410"].startswith("Your visit to ")
    ((notice),) = await notices(server, "sms")
    assert (notice["state"], notice["address"]) == ("sent", "+32 471 20 44 10")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+32 (0)471 20 44 10", "+32471204410"),
        ("+32 471 20 44 10 ext. 5", "+32471204410"),
        ("0471/20.44.10", "0471204410"),
        ("0471 20 44 10 (ask for room 7)", "0471204410"),
        ("00 32 471 20 44 10", "0032471204410"),
    ],
)
async def test_an_sms_goes_to_the_number_that_people_mean(
    start: Callable[..., FastAPI], program: SiteProgram, written: str, dialled: str
) -> None:
    gateway = Service(address(f"json://127.0.0.1:{program.port}/sms/{{number}}"))
    server = start(NoticeWay("sms", gateway, sms=True))
    async with asked(server) as desk:
        meeting = MEETING | {"visitors": [ANA | {"mobile": written}]}
        assert (await desk.post("/vm/meetings", json=meeting)).status_code == 201
    await all_sent(server)
    assert [path.rstrip("/") for path in program.paths] == [f"/sms/{dialled}"]


async def test_slack_is_told_in_its_own_form(
    start: Callable[..., FastAPI], program: SiteProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NotifySlack, "webhook_url", f"http://127.0.0.1:{program.port}/services")
    taker = Service(address("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"))
    server = start(NoticeWay("lobby", taker, kinds=frozenset(("created",))))
    await report(server)
    await all_sent(server)
    assert program.paths == ["/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"]
    assert "Water under goods lift B" in json.dumps(json.loads(program.bodies[0])["attachments"])
    ((notice),) = await notices(server, "lobby")
    assert notice["state"] == "sent"


async def test_a_service_that_refuses_is_said_without_its_address(
    start: Callable[..., FastAPI], program: SiteProgram
) -> None:
    taker = Service(address(f"json://desk:hush@127.0.0.1:{program.port}/chat"))
    server = start(NoticeWay("lobby", taker, kinds=frozenset(("created",))))
    program.answers = [403]
    await report(server)
    await all_sent(server)
    ((notice),) = await notices(server, "lobby")
    assert (notice["state"], notice["said"]) == ("queued", "The service did not take it.")


@pytest.mark.parametrize(
    ("way", "secret", "said"),
    [
        ('kinds = ["created"]', "", "FOYER_NOTIFY_LOBBY_1 is to be the address of the service"),
        ('kinds = ["created"]', "no address", "FOYER_NOTIFY_LOBBY_1 is to be the address of the service"),
        ("", "json://127.0.0.1/", "kinds names nothing"),
        ('kinds = ["weather"]', "json://127.0.0.1/", "there is no kind weather"),
        ("sms = true", "json://127.0.0.1/", "{number}"),
        ('sms = true\nwebhook = "https://office.example/"', SECRET, "no webhook"),
        ('kinds = ["created"]\nwebhook = "http://office.example/"', SECRET, "https://"),
        ('kinds = ["created"]\nwebhook = "https://office.example/"', "", "what its calls are signed with"),
    ],
)
def test_a_way_that_cannot_be_used_is_said_at_the_start_without_its_secret(
    way: str, secret: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOYER_NOTIFY_LOBBY_1", secret)
    file = tmp_path / "server.toml"
    file.write_text(f"[notify.lobby-1]\n{way}\n")
    with pytest.raises(BadSetting) as refused:
        mailing_of(file)
    assert said in str(refused.value)
    assert not secret or secret not in str(refused.value)


async def test_a_supplier_may_be_one_of_the_users(
    start: Callable[..., FastAPI], program: SiteProgram, clock: Clock
) -> None:
    taker = Webhook(f"http://127.0.0.1:{program.port}/", secret)
    server = start(NoticeWay("office", taker, frozenset(("assigned",)), users=frozenset(("Volta", "SU-AQ120"))))
    async with asked(server) as desk:
        for supplier in ("Volta", "su-aq120", "Somebody else"):
            body = {"title": "Leak", "notifierId": "Jonas Weber", "supplierId": supplier}
            assert (await desk.post("/sd/tickets", json=body)).status_code == 201
    clock.now += timedelta(seconds=FILES_FOLLOW)
    await all_sent(server)
    assert sorted(json.loads(body)["to"]["name"] for body in program.bodies) == ["", "Volta"]
