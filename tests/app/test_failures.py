"""Every failure of the wire becomes one error of app/errors.py, with words that can be shown."""

from __future__ import annotations

import json

import httpx
import pytest

from app import errors
from app.api.client import Client
from app.api.wire.failures import reason, retry_after
from tests.fake_server import FakeServer

PATH = "/vm/meetings"
STATUSES = {
    400: errors.Refused,
    401: errors.SignInNeeded,
    403: errors.NotAllowed,
    404: errors.NotFound,
    405: errors.Refused,
    406: errors.Refused,
    409: errors.Refused,
    410: errors.Gone,
    412: errors.ChangedMeanwhile,
    418: errors.Refused,
    422: errors.Refused,
    429: errors.Busy,
    500: errors.ServerFailed,
    502: errors.ServerFailed,
    503: errors.Busy,
    504: errors.ServerFailed,
}
TRANSPORT = {
    httpx.ConnectError: errors.Unreachable,
    httpx.ConnectTimeout: errors.Unreachable,
    httpx.PoolTimeout: errors.Unreachable,
    httpx.ProxyError: errors.Unreachable,
    httpx.UnsupportedProtocol: errors.Unreachable,
    httpx.ReadTimeout: errors.NoAnswer,
    httpx.WriteTimeout: errors.NoAnswer,
    httpx.ReadError: errors.NoAnswer,
    httpx.WriteError: errors.NoAnswer,
    httpx.CloseError: errors.NoAnswer,
    httpx.LocalProtocolError: errors.NoAnswer,
    httpx.RemoteProtocolError: errors.NoAnswer,
    httpx.DecodingError: errors.Unreadable,
}


async def raised_by_post(server: FakeServer, client: Client, **answer: object) -> errors.FoyerError:
    server.answers("POST", PATH, **answer)  # type: ignore[arg-type]
    with pytest.raises(errors.FoyerError) as caught:
        await client.post(PATH, {}, "op-1")
    return caught.value


@pytest.mark.parametrize("status", STATUSES)
async def test_every_status_has_its_error_and_keeps_the_servers_words(
    status: int, server: FakeServer, client: Client
) -> None:
    error = await raised_by_post(server, client, status=status, json={"error": "no host US-1"})
    assert type(error) is STATUSES[status]
    assert isinstance(error, errors.Answered)
    assert (error.status, error.words) == (status, "no host US-1")


@pytest.mark.parametrize("kind", TRANSPORT)
async def test_every_error_of_httpx_has_its_place(
    kind: type[httpx.RequestError], server: FakeServer, client: Client
) -> None:
    assert type(await raised_by_post(server, client, error=kind("reset by peer"))) is TRANSPORT[kind]


def test_the_table_above_holds_every_error_that_httpx_has() -> None:
    def leaves(kind: type) -> set[type]:
        below = kind.__subclasses__()
        return set().union(*map(leaves, below)) if below else {kind}

    assert leaves(httpx.RequestError) - {httpx.TooManyRedirects} == set(TRANSPORT)


async def test_an_error_without_words_still_says_something(server: FakeServer, client: Client) -> None:
    assert str(await raised_by_post(server, client, error=httpx.ReadTimeout(""))) == "ReadTimeout"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed_but_told(status: int, server: FakeServer, client: Client) -> None:
    to = {"Location": "https://elsewhere.example:444/login?email=jane@example.com"}
    error = await raised_by_post(server, client, status=status, headers=to)
    assert isinstance(error, errors.Unreadable)
    assert str(error) == "the server sends us on to https://elsewhere.example:444"
    assert len(server.requests) == 1


async def test_a_redirect_to_nowhere_is_told_too(server: FakeServer, client: Client) -> None:
    assert str(await raised_by_post(server, client, status=304)) == "an answer with the status 304"


async def test_a_damaged_packed_answer_is_unreadable(server: FakeServer, client: Client) -> None:
    packed = {"Content-Encoding": "gzip"}
    error = await raised_by_post(server, client, content=b"not packed at all", headers=packed)
    assert isinstance(error, errors.Unreadable)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": "Host is missing"}, "Host is missing"),
        ({"message": "Host is missing", "error": "Bad Request"}, "Host is missing"),
        ({"reason": "Host is missing"}, "Host is missing"),
        ({"error": {"code": 7, "message": "Host is missing"}}, "Host is missing"),
        ({"errors": [{"code": 7}, {"message": "Host is missing"}]}, "Host is missing"),
        ({"detail": [{"loc": ["body", "hostId"], "msg": "Field required"}]}, "Field required"),
        ("Host is missing", "Host is missing"),
        ({"error": "<b>Host</b> is <i>missing</i>, 1 < 2"}, "Host is missing , 1 < 2"),
        ({"error": "two\r\nlines\x00 and \x1b[31mcolour\u202e"}, "two lines and [31mcolour"),
        ({"error": 7, "code": "x"}, ""),
        ({}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_reason_in_a_json_body_is_found(body: object, words: str) -> None:
    assert reason(json.dumps(body).encode()) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"Host is missing\n", "Host is missing"),
        (b"\xef\xbb\xbfHost is missing", "Host is missing"),
        (b"Host \xff missing", "Host \ufffd missing"),
        (b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1>", ""),
        (b"  <html>", ""),
        (b'{"error": "cut off he', ""),
        (b"[" * 100_000, ""),
        (b"", ""),
    ],
)
def test_a_reason_that_is_no_json_is_plain_text_or_nothing(body: bytes, words: str) -> None:
    assert reason(body) == words


def test_a_long_reason_is_cut() -> None:
    words = reason(b"no " * 5000)
    assert len(words) == 200
    assert words.endswith("…")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("Wed, 21 Oct 2015 07:29:00 GMT", 60.0),
        ("Wednesday, 21-Oct-15 07:29:00 GMT", 60.0),
        ("Wed, 21 Oct 2015 07:20:00 GMT", 0.0),
        ("Wed, 21 Oct 2015 07:29:00 -0000", 60.0),
        ("soon", None),
        ("-5", None),
        ("Wed, 21 Oct 99999999999999999999 07:29:00 GMT", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_forms(said: str, seconds: float | None) -> None:
    assert retry_after(httpx.Headers([("Retry-After", said), ("Date", "Wed, 21 Oct 2015 07:28:00 GMT")])) == seconds


def test_retry_after_in_the_past_is_now_when_the_server_tells_no_time() -> None:
    assert retry_after(httpx.Headers({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})) == 0.0
