"""Signing in with a user: the OAuth calls as servers take them, and calls that outlive their token."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from app.api.client import Client
from app.api.meetings import MeetingCalls
from app.api.sign_in.identity import Identity, nowhere
from app.api.sign_in.oauth import OAuthCalls
from app.api.sign_in.user_session import AFTER_REFUSAL, UserSession
from app.api.wire.wire import Wire
from app.errors import (
    Busy,
    FoyerError,
    KeyringFailed,
    NotFound,
    ServerFailed,
    SignInFault,
    SignInNeeded,
    SignInRefused,
    Unreachable,
    Unreadable,
)
from tests.fake_server import FakeServer
from tests.faults import NOW, Fault, Way, broken_before, html, refused, reset_unread, silence
from tests.sign_in_server import USER, SignInServer

DAY = date(2026, 3, 12)
SERVER = "https://api.example.com"
TOKEN, VERIFY = "/oauth/token", "/oauth/verify"
BODY = {"title": "Audit", "hostId": "US-1", "visitors": [], "startAt": "2026-03-12T10:00:00+01:00"}


@pytest.fixture
def server() -> SignInServer:
    return SignInServer()


@pytest.fixture
def kept() -> list[str]:
    """The tokens that were kept for the next start, in order."""
    return []


@pytest.fixture
def sign_in(server: SignInServer, kept: list[str]) -> Callable[..., Client]:
    """Makes a client whose calls a user authorizes."""

    def make(token: str = "", identity: Identity = USER) -> Client:
        async def known() -> Identity:
            return identity

        async def keep(new: str) -> None:
            kept.append(new)

        async def no_sleep(seconds: float) -> None:
            return None

        return Client(
            server=SERVER,
            prefix="/v1/app/{companyId}",
            company_id="CO-C202",
            token=token,
            identity=known,
            keep_token=keep,
            transport=server.transport,
            sleep=no_sleep,
        )

    return make


def oauth(server: FakeServer) -> OAuthCalls:
    return OAuthCalls(Wire(SERVER, server.transport), f"{SERVER}/")


async def meetings(client: Client) -> tuple[bytes, ...]:
    return (await MeetingCalls(client).between(DAY, DAY)).pieces


def paths(server: FakeServer) -> list[str]:
    return [request.path for request in server.requests]


async def test_a_token_is_asked_for_in_json_at_the_servers_address(server: SignInServer) -> None:
    assert await oauth(server).token(USER) == "token-1"
    (asked,) = server.requests
    assert (asked.method, asked.url) == ("POST", f"{SERVER}{TOKEN}")
    assert asked.headers["Content-Type"] == "application/json"
    assert "Authorization" not in asked.headers
    assert asked.body == {
        "clientId": "client-7",
        "clientSecret": USER.client_secret,
        "userName": USER.user_name,
        "password": USER.password,
        "grant_type": "password",
    }


async def test_a_server_that_takes_no_json_gets_a_form_from_then_on() -> None:
    server = SignInServer(forms=True)
    calls = oauth(server)
    assert [await calls.token(USER), await calls.token(USER)] == ["token-1", "token-2"]
    kinds = [request.headers["Content-Type"] for request in server.requests]
    assert kinds == ["application/json", *["application/x-www-form-urlencoded"] * 2]
    assert server.requests[-1].body == {
        "client_id": "client-7",
        "client_secret": USER.client_secret,
        "username": USER.user_name,
        "password": USER.password,
        "grant_type": "password",
    }


async def test_a_form_is_remembered_also_when_the_password_in_it_is_wrong() -> None:
    server = SignInServer(forms=True)
    calls = oauth(server)
    wrong = Identity(USER.client_id, USER.client_secret, USER.user_name, "wrong")
    for asked in (2, 3):
        with pytest.raises(SignInRefused) as caught:
            await calls.token(wrong)
        assert (caught.value.fault, len(server.requests)) == (SignInFault.INVALID_GRANT, asked)


REFUSALS = [
    (401, "invalid_client", SignInFault.INVALID_CLIENT),
    (400, "invalid_grant", SignInFault.INVALID_GRANT),
    (400, "unauthorized_client", SignInFault.UNAUTHORIZED_CLIENT),
    (400, "unsupported_grant_type", SignInFault.UNSUPPORTED_GRANT_TYPE),
    (400, "invalid_request", SignInFault.INVALID_REQUEST),
    (403, "tenant_suspended", SignInFault.OTHER),
]


@pytest.mark.parametrize(("status", "code", "fault"), REFUSALS)
async def test_why_nobody_is_signed_in(server: SignInServer, status: int, code: str, fault: SignInFault) -> None:
    server.refuses(code, status, "Ask <b>IT</b>\nfor help")
    with pytest.raises(SignInRefused) as caught:
        await oauth(server).token(USER)
    assert (caught.value.status, caught.value.fault, caught.value.words) == (status, fault, "Ask IT for help")


@pytest.mark.parametrize("status", [404, 405])
async def test_a_server_without_sign_in(server: SignInServer, status: int) -> None:
    server.answers("POST", TOKEN, status=status)
    with pytest.raises(SignInRefused) as caught:
        await oauth(server).token(USER)
    assert caught.value.fault is SignInFault.NOT_OFFERED


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"status": 503}, Busy),
        ({"status": 502}, ServerFailed),
        ({"status": 302}, Unreadable),
        ({"content": b"<html>Guest Wi-Fi"}, Unreadable),
        ({"content": b""}, Unreadable),
        ({"json": []}, Unreadable),
        ({"json": {"token_type": "Bearer"}}, Unreadable),
        ({"json": {"access_token": " "}}, Unreadable),
        ({"error": httpx.ConnectError("no")}, Unreachable),
    ],
)
async def test_what_is_no_token(server: SignInServer, answer: dict[str, Any], error: type[FoyerError]) -> None:
    server.answers("POST", TOKEN, **answer)
    with pytest.raises(error) as caught:
        await oauth(server).token(USER)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "said",
    [
        "bad secret {secret}",
        "bad password {password} of {secret}",
        "in JSON: {json}",
        "in an address: password={quoted}",
        "on a page: {escaped}",
    ],
)
async def test_what_a_server_says_holds_no_secret(server: SignInServer, said: str) -> None:
    words = said.format(
        secret=USER.client_secret,
        password=USER.password,
        json=json.dumps(USER.password)[1:-1],
        quoted="p4ss%20w%c3%b6rd%3C%26%3E",
        escaped="p4ss wörd&lt;&amp;&gt;",
    )
    server.refuses("invalid_grant", 400, f"{words} " + "x" * 150 + f" {USER.password}")
    with pytest.raises(SignInRefused) as caught:
        await oauth(server).token(USER)
    assert "…" in caught.value.words
    assert not any(part in str(caught.value) for part in ("p4ss", "wörd", "cl13nt", "s&cret"))


async def test_a_token_for_another_client_is_not_taken(server: SignInServer) -> None:
    calls = oauth(server)
    token = await calls.token(USER)
    await calls.verify(token, "client-7")
    server.audience = "client-8"
    with pytest.raises(SignInRefused) as caught:
        await calls.verify(token, "client-7")
    assert caught.value.fault is SignInFault.WRONG_AUDIENCE
    assert server.requests[-1].body == {"token": token}
    assert token not in server.requests[-1].url


async def test_a_token_that_the_server_does_not_know(server: SignInServer) -> None:
    with pytest.raises(SignInRefused) as caught:
        await oauth(server).verify("made-up", "client-7")
    assert caught.value.fault is SignInFault.INVALID_TOKEN


@pytest.mark.parametrize("answer", [{"json": {}}, {"json": {"audience": 7}}, {"json": []}, {"content": b"<html>"}])
async def test_what_says_nothing_of_an_audience(server: SignInServer, answer: dict[str, Any]) -> None:
    server.answers("POST", VERIFY, **answer)
    with pytest.raises(Unreadable):
        await oauth(server).verify("token-1", "client-7")


async def test_a_token_is_revoked_and_one_that_was_is_no_error(server: SignInServer) -> None:
    calls = oauth(server)
    token = await calls.token(USER)
    await calls.revoke(token)
    assert server.tokens == {}
    await calls.revoke(token)


async def test_the_first_call_signs_in_and_the_token_is_kept(
    server: SignInServer, sign_in: Callable[..., Client], kept: list[str]
) -> None:
    client = sign_in()
    await meetings(client)
    await meetings(client)
    assert paths(server) == [TOKEN, VERIFY, "/vm/meetings", "/vm/meetings"]
    assert server.requests[-1].headers["Authorization"] == "Bearer token-1"
    assert server.requests[-1].url.startswith(f"{SERVER}/v1/app/CO-C202/vm/meetings")
    assert kept == ["token-1"]


async def test_a_kept_token_is_used_as_it_is(server: SignInServer, sign_in: Callable[..., Client]) -> None:
    server.tokens["yesterday"] = NOW
    await meetings(sign_in("yesterday"))
    assert paths(server) == ["/vm/meetings"]


async def test_after_24_hours_another_token_is_had_silently(kept: list[str]) -> None:
    now = NOW
    server = SignInServer(now=lambda: now)

    async def known() -> Identity:
        return USER

    client = Client(server=SERVER, prefix="", company_id="", token="", identity=known, transport=server.transport)
    await meetings(client)
    now += timedelta(hours=24)
    await meetings(client)
    await meetings(client)
    assert server.sign_ins == 2


async def test_a_write_that_was_refused_for_its_token_is_done_once(
    server: SignInServer, sign_in: Callable[..., Client], kept: list[str]
) -> None:
    client = sign_in()
    await meetings(client)
    server.revoke_all()
    made = await MeetingCalls(client).create(BODY, "op-1")
    posts = [request for request in server.requests if request.path == "/vm/meetings" and request.method == "POST"]
    assert [one.headers["Authorization"] for one in posts] == ["Bearer token-1", "Bearer token-2"]
    assert {one.headers["Idempotency-Key"] for one in posts} == {"op-1"}
    assert list(server.meetings) == [made.id]
    assert kept == ["token-1", "token-2"]


async def test_calls_that_fail_at_the_same_moment_sign_in_once(
    server: SignInServer, sign_in: Callable[..., Client]
) -> None:
    client = sign_in("expired")
    await asyncio.gather(*(meetings(client) for _ in range(20)))
    assert server.sign_ins == 1
    assert len(server.asked(TOKEN)) == 1


async def test_calls_that_wait_for_the_same_sign_in_fail_with_it(
    server: SignInServer, sign_in: Callable[..., Client]
) -> None:
    server.refuses("invalid_grant")
    client = sign_in("expired")
    outcomes = await asyncio.gather(*(meetings(client) for _ in range(20)), return_exceptions=True)
    assert {type(one) for one in outcomes} == {SignInRefused}
    assert len(server.asked(TOKEN)) == 1


async def test_who_gives_up_waiting_takes_the_sign_in_from_nobody(
    server: SignInServer, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    impatient, patient = (asyncio.ensure_future(meetings(client)) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert server.sign_ins == 1


async def test_a_refused_sign_in_is_not_tried_again_and_again_but_later_it_is(server: SignInServer) -> None:
    """Each call would try the same wrong password, until the server locks the user out."""
    seconds = 0.0

    async def known() -> Identity:
        return USER

    async def send(token: str) -> str:
        return token

    session = UserSession(oauth(server), known, "", nowhere, clock=lambda: seconds)
    server.refuses("invalid_grant", 400, "wrong")
    for _ in range(3):
        with pytest.raises(SignInRefused, match="wrong"):
            await session.call(send)
    assert paths(server) == [TOKEN]
    server.refuses("")
    seconds = AFTER_REFUSAL
    assert await session.call(send) == "token-1"


async def test_tokens_that_the_api_does_not_take_end_in_a_question_for_a_person(
    server: SignInServer, sign_in: Callable[..., Client]
) -> None:
    server.takes_no_token = True
    client = sign_in()
    with pytest.raises(SignInNeeded):
        await meetings(client)
    for _ in range(3):
        with pytest.raises(SignInRefused) as caught:
            await meetings(client)
        assert caught.value.fault is SignInFault.TOKEN_NOT_TAKEN
    assert server.sign_ins <= 2
    server.takes_no_token = False
    await meetings(client)


async def test_a_call_that_is_refused_for_something_else_has_a_good_token(
    server: SignInServer, sign_in: Callable[..., Client]
) -> None:
    client = sign_in()
    with pytest.raises(NotFound):
        await MeetingCalls(client).one("M-9")
    server.revoke_all()
    await meetings(client)
    assert server.sign_ins == 2


@pytest.mark.parametrize("missing", ["client_secret", "password"])
async def test_without_a_secret_nobody_is_asked(
    server: SignInServer, sign_in: Callable[..., Client], missing: str
) -> None:
    values = {"client_id": "c", "client_secret": "s", "user_name": "u", "password": "p"} | {missing: ""}
    with pytest.raises(SignInRefused) as caught:
        await meetings(sign_in(identity=Identity(**values)))
    assert (caught.value.fault, server.requests) == (SignInFault.NOTHING_KEPT, [])


async def passes(request: httpx.Request, on: Way) -> httpx.Response:
    return await on(request)


@pytest.mark.parametrize("fault", [refused, silence, reset_unread, broken_before, html])
async def test_a_sign_in_that_comes_to_nothing_is_a_server_that_cant_be_reached(
    server: SignInServer, sign_in: Callable[..., Client], fault: Fault
) -> None:
    """The write that wanted it was refused before, so its outcome is no riddle."""
    calls = MeetingCalls(sign_in("expired"))
    server.meets("POST", passes, fault)
    with pytest.raises(Unreachable):
        await calls.create(BODY, "op-1")
    assert paths(server)[0] == "/vm/meetings"
    await calls.create(BODY, "op-1")
    assert len(server.meetings) == 1


async def test_a_network_that_is_cut_between_token_and_audience_signs_in_at_the_next_call(
    server: SignInServer, sign_in: Callable[..., Client], kept: list[str]
) -> None:
    client = sign_in("expired")
    server.answers("POST", VERIFY, error=httpx.ReadError("reset"))
    with pytest.raises(Unreachable):
        await meetings(client)
    assert (kept, "Bearer token-1" in {one.headers.get("Authorization") for one in server.requests}) == ([], False)
    server.answers("POST", VERIFY, json={"audience": USER.client_id})
    await meetings(client)
    assert len(kept) == 1


async def test_a_keyring_that_takes_no_token_keeps_nobody_from_working(server: SignInServer) -> None:
    async def known() -> Identity:
        return USER

    async def keep(token: str) -> None:
        raise KeyringFailed("it is locked")

    client = Client(
        server=SERVER,
        prefix="",
        company_id="",
        token="",
        identity=known,
        keep_token=keep,
        transport=server.transport,
    )
    await meetings(client)


async def test_a_client_that_is_closed_during_a_sign_in(server: SignInServer, sign_in: Callable[..., Client]) -> None:
    client, asked = sign_in(), asyncio.Event()

    async def never(request: httpx.Request, on: Way) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    server.meets("POST", never)
    call = asyncio.ensure_future(meetings(client))
    await asked.wait()
    await client.close()
    with pytest.raises(Unreachable):
        await call
