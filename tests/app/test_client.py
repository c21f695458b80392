"""How a call is sent: token, time-outs, retries, operation ids, and how much of an answer is read."""

from __future__ import annotations

import gzip
import logging
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from app.api.client import Client
from app.errors import Busy, FoyerError, NoAnswer, Refused, ServerFailed, TooLarge, Unreachable, Unreadable
from tests.fake_server import FakeServer

MEGABYTE = bytes(2**20)
PATH = "/vm/meetings"


async def test_every_call_carries_the_token(server: FakeServer, client: Client) -> None:
    await client.get(PATH)
    await client.post(PATH, {}, "op-1")
    assert [sent.headers["Authorization"] for sent in server.requests] == ["Bearer let-me-in"] * 2


async def test_no_token_is_no_header(server: FakeServer, connect: Callable[..., Client]) -> None:
    await connect(token="").get(PATH)
    assert "Authorization" not in server.requests[-1].headers


@pytest.mark.parametrize(("pasted", "sent"), [(" let\n-me-in\t", "let-me-in"), ("a\0b", "ab"), ("clé", "clé")])
async def test_a_badly_pasted_token_is_the_servers_to_refuse(
    pasted: str, sent: str, server: FakeServer, connect: Callable[..., Client]
) -> None:
    await connect(token=pasted).get(PATH)
    raw = dict(server.requests[-1].headers.raw)
    assert raw[b"Authorization"].decode() == f"Bearer {sent}"


async def test_time_outs_are_set(server: FakeServer, client: Client) -> None:
    await client.get(PATH)
    assert server.requests[-1].timeout == {"connect": 5, "read": 20, "write": 20, "pool": 5}


async def test_a_write_carries_its_body_and_its_operation_id(server: FakeServer, client: Client) -> None:
    await client.post(PATH, {"title": "Zoë 🦊", "visitors": []}, "op-1")
    sent = server.requests[-1]
    assert (sent.method, sent.body) == ("POST", {"title": "Zoë 🦊", "visitors": []})
    assert (sent.headers["Idempotency-Key"], sent.headers["Content-Type"]) == ("op-1", "application/json")


@pytest.mark.parametrize("trouble", [{"status": 503}, {"status": 429}, {"status": 502}, {"error": httpx.ReadError("")}])
async def test_a_read_is_tried_again_after_longer_and_longer_pauses(
    trouble: dict[str, object], server: FakeServer, client: Client, pauses: list[float]
) -> None:
    server.answers("GET", PATH, **trouble)  # type: ignore[arg-type]
    server.answers("GET", PATH, **trouble)  # type: ignore[arg-type]
    server.answers("GET", PATH, json=["here"])
    assert await client.get(PATH, {"from": "2015-01-12"}) == b'["here"]'
    assert pauses == [0.5, 1.0]
    assert [sent.query for sent in server.requests] == [{"from": "2015-01-12"}] * 3


async def test_pauses_are_jittered(server: FakeServer) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    jitters = iter([0.25, 0.75])
    client = Client(
        server="https://example.com",
        prefix="",
        company_id="",
        token="",
        transport=server.transport,
        sleep=sleep,
        jitter=lambda: next(jitters),
    )
    server.answers("GET", PATH, status=500)
    with pytest.raises(ServerFailed):
        await client.get(PATH)
    assert slept == [0.625, 1.75]


async def test_a_read_gives_up_after_three_tries(server: FakeServer, client: Client) -> None:
    server.answers("GET", PATH, error=httpx.ConnectError("refused"))
    with pytest.raises(Unreachable):
        await client.get(PATH)
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 302])
async def test_what_asking_again_cannot_change_is_not_asked_again(
    status: int, server: FakeServer, client: Client
) -> None:
    server.answers("GET", PATH, status=status)
    with pytest.raises((Refused, Unreadable)):
        await client.get(PATH)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [
        ({"status": 503, "headers": {"Retry-After": "1"}}, Busy),
        ({"status": 500}, ServerFailed),
        ({"error": httpx.ConnectError("refused")}, Unreachable),
        ({"error": httpx.ReadTimeout("silence")}, NoAnswer),
    ],
)
async def test_a_write_is_sent_once_whatever_comes_of_it(
    trouble: dict[str, object], raised: type[FoyerError], server: FakeServer, client: Client, pauses: list[float]
) -> None:
    server.answers("POST", PATH, **trouble)  # type: ignore[arg-type]
    with pytest.raises(raised):
        await client.post(PATH, {}, "op-1")
    assert (len(server.requests), pauses) == (1, [])


async def test_retry_after_in_seconds_is_kept(server: FakeServer, client: Client, pauses: list[float]) -> None:
    server.answers("GET", PATH, status=429, headers={"Retry-After": "7"})
    server.answers("GET", PATH, json=[])
    assert await client.get(PATH) == b"[]"
    assert pauses == [7.0]


async def test_retry_after_as_a_date_counts_from_the_servers_clock(
    server: FakeServer, client: Client, pauses: list[float]
) -> None:
    times = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:28:09 GMT"}
    server.answers("GET", PATH, status=503, headers=times)
    server.answers("GET", PATH, json=[])
    assert await client.get(PATH) == b"[]"
    assert pauses == [9.0]


async def test_a_long_wait_is_told_and_not_sat_out(server: FakeServer, client: Client, pauses: list[float]) -> None:
    server.answers("GET", PATH, status=503, headers={"Retry-After": "120"})
    with pytest.raises(Busy) as busy:
        await client.get(PATH)
    assert (busy.value.retry_after, pauses, len(server.requests)) == (120.0, [], 1)


class Body:
    """An answer of `megabytes`, piece by piece, that knows how many pieces were asked for."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.taken < self.megabytes:
            self.taken += 1
            yield MEGABYTE


async def test_32_megabytes_are_read(server: FakeServer, client: Client) -> None:
    server.answers("GET", PATH, content=Body(32))
    assert len(await client.get(PATH)) == 32 * 2**20


async def test_more_than_32_megabytes_are_refused_as_soon_as_they_are_there(server: FakeServer, client: Client) -> None:
    body = Body(1000)
    server.answers("GET", PATH, content=body, headers={"Content-Length": "2"})
    with pytest.raises(TooLarge, match="more than 32 MB"):
        await client.get(PATH)
    assert body.taken == 33


async def test_a_body_that_is_announced_as_too_large_is_not_read(server: FakeServer, client: Client) -> None:
    body = Body(1)
    server.answers("POST", PATH, content=body, headers={"Content-Length": str(32 * 2**20 + 1)})
    with pytest.raises(TooLarge):
        await client.post(PATH, {}, "op-1")
    assert body.taken == 0


async def test_what_counts_is_the_size_after_unpacking(server: FakeServer, client: Client) -> None:
    packed = gzip.compress(MEGABYTE * 33, compresslevel=1)
    server.answers("GET", PATH, content=packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        await client.get(PATH)


async def test_an_endless_error_page_is_still_an_error(server: FakeServer, client: Client) -> None:
    body = Body(1000)
    server.answers("POST", PATH, status=400, content=body)
    with pytest.raises(Refused):
        await client.post(PATH, {}, "op-1")
    assert body.taken == 1


async def test_an_error_whose_reason_breaks_off_is_still_that_error(server: FakeServer, client: Client) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"no such host"
        raise httpx.ReadError("reset")

    server.answers("POST", PATH, status=404, content=broken())
    with pytest.raises(Refused) as refused:
        await client.post(PATH, {}, "op-1")
    assert (refused.value.status, refused.value.words) == (404, "no such host")


async def test_a_full_pool_is_left_for_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As httpcore 1.0.9 does after a burst of cancelled calls, the first pool here never has a free slot again."""
    pools: list[httpx.AsyncHTTPTransport] = []

    async def handle(pool: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if pool not in pools:
            pools.append(pool)
        if pool is pools[0]:
            raise httpx.PoolTimeout("")
        return httpx.Response(200, content=b"[]")

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle)
    client = Client(server="http://example.com", prefix="", company_id="", token="")
    assert await client.get(PATH) == b"[]"
    assert (await client.post(PATH, {}, "op-1")).body == b"[]"
    assert len(pools) == 2
    await client.close()


async def test_pools_that_stay_full_are_unreachable(server: FakeServer, client: Client) -> None:
    server.answers("POST", PATH, error=httpx.PoolTimeout(""))
    with pytest.raises(Unreachable):
        await client.post(PATH, {}, "op-1")
    assert len(server.requests) == 2


async def test_the_log_never_holds_an_address_with_what_was_searched(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await client.get("/sd/tickets", {"q": "jane.roe@example.com"})
    assert "jane" not in caplog.text


async def test_a_call_after_closing_is_unreachable(server: FakeServer, client: Client) -> None:
    await client.get(PATH)
    await client.close()
    with pytest.raises(Unreachable):
        await client.post(PATH, {}, "op-1")
    assert len(server.requests) == 1
