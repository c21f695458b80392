"""One server, spoken to over HTTP: the token, the time-outs, the retries of what may be repeated, the errors."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

import httpx
from msgspec import Struct

from app.api.address import base_address
from app.api.failures import from_answer, from_transport
from app.api.proxies.proxies import Proxy, proxy_for
from app.errors import (
    Busy,
    ConnectionFault,
    FoyerError,
    NoAnswer,
    ServerFailed,
    TooLarge,
    Unreachable,
    Unreadable,
)
from app.models.drafts import Body
from app.models.objects.desk_server import DESK_HEADER, DESK_SERVER_HEADER
from app.system.certificates import trusted_certificates

TIMEOUT = httpx.Timeout(connect=5, read=20, write=20, pool=5)
"""Seconds. `read` and `write` are those of a single wait, so a whole answer may take longer."""

LARGEST_ANSWER = 32 * 2**20
"""Bytes, both as they are sent and after unpacking."""

LARGEST_REASON = 16 * 2**10
"""Bytes that are read of an error's body."""

TRIES = 3
"""How often a GET is sent at the most."""

FIRST_PAUSE = 0.5
"""Seconds before the second try; twice that before the third. Up to as much again is added by chance."""

NO_SUCH_CALL = (404, 405)
"""How a proxy or a web server answers that knows nothing of the server behind it."""

LONGEST_PAUSE = 10.0
"""Seconds. When the server asks for more, the caller gets its Busy at once."""

# At INFO they log whole URLs, at DEBUG the headers too: an address in a query and the token are nobody's business.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.WARNING)


class Reply(Struct, frozen=True):
    """A 2xx: its body, and the address in its Location, "" for none."""

    body: bytes
    location: str = ""


class Client:
    """`get`, `post`, `put` and `delete` give what a 2xx holds, and raise what stands in the way of the server:

    - Unreachable: nothing was sent; also after `close`. ConnectionFault when IT can mend what is in the way.
    - NoAnswer: it was sent, and no whole answer came.
    - Refused, SignInNeeded, NotAllowed, NotFound, Gone, ChangedMeanwhile: 4xx.
    - Busy, ServerFailed: 429, 503, and any other 5xx.
    - Unreadable: a redirect, which isn't followed, or a body that can't be unpacked; TooLarge: above LARGEST_ANSWER.

    `desk_server` is the version that our own desk server says on each of its answers, "" until an answer said one.
    From then on each call says the name `desk`, and an answer without a version comes from something in between, such
    as a proxy: a 404 or 405 is ConnectionFault, and a 2xx Unreadable.

    Paths begin with a slash and stand below the prefix. Making a client raises NotAddress when `server`, `prefix` and
    `company_id` make no address. Whoever makes one closes it; a `transport` that was handed in is closed with it.
    `sleep` takes seconds; `jitter` gives a number from 0 up to 1.
    """

    def __init__(
        self,
        *,
        server: str,
        prefix: str,
        company_id: str,
        token: str,
        desk: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.desk_server = ""
        self._base = base_address(server, prefix, company_id)
        self._headers = headers_with(token)
        self._desk = {DESK_HEADER: quote(desk, safe="")} if desk else {}
        self._transport = transport
        self._sleep = sleep
        self._jitter = jitter
        self._http: httpx.AsyncClient | None = None
        self._proxy: Proxy | None = None
        self._retired: list[httpx.AsyncClient] = []
        self._opening = asyncio.Lock()
        self._closed = False

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """The body of the answer. Asks up to three times when the server is away, silent, busy or broken. When it wants
        a pause of more than 10 seconds, raises its Busy at once, and so ConnectionFault, which no pause mends."""
        for attempt in range(1, TRIES):
            try:
                return (await self._send("GET", path, params=params)).body
            except ConnectionFault:
                raise
            except (Unreachable, NoAnswer, Busy, ServerFailed) as error:
                pause = self._pause(attempt, error)
                if pause > LONGEST_PAUSE:
                    raise
            await self._sleep(pause)
        return (await self._send("GET", path, params=params)).body

    async def wait(self, path: str, params: Mapping[str, str], seconds: float) -> bytes:
        """The body of an answer that the server holds back for up to so many `seconds` until there is one. Asks once:
        whoever waits asks again anyway."""
        return (await self._send("GET", path, params=params, patience=seconds)).body

    async def post(
        self, path: str, body: Body | None, operation_id: str, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Sends `body` once, None for no body: after NoAnswer and ServerFailed the server may have done it, so the
        caller decides whether to send it again. `operation_id` is the Idempotency-Key."""
        return await self._send("POST", path, json=body, headers=_key(operation_id) | dict(headers or {}))

    async def put(
        self, path: str, body: Body, operation_id: str = "", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Sends `body` once, like `post`. Without an `operation_id`, because what is put is put again before long
        anyway, no Idempotency-Key goes with it."""
        return await self._send("PUT", path, json=body, headers=_key(operation_id) | dict(headers or {}))

    async def delete(self, path: str, operation_id: str = "", headers: Mapping[str, str] | None = None) -> Reply:
        """Sends once, like `put`."""
        return await self._send("DELETE", path, headers=_key(operation_id) | dict(headers or {}))

    async def close(self) -> None:
        """Closes every connection. Calls under way end in NoAnswer, later ones in Unreachable."""
        self._closed = True
        clients = [*self._retired, *([self._http] if self._http else [])]
        self._retired.clear()
        for client in clients:
            await client.aclose()

    def _pause(self, attempt: int, error: FoyerError) -> float:
        """Seconds before the next try: what the server asked for, else longer each time; jitter parts the desks."""
        asked = error.retry_after if isinstance(error, Busy) else None
        if asked is not None:
            return asked
        return FIRST_PAUSE * 2.0 ** (attempt - 1) * (1 + self._jitter())

    async def _send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Body | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float = 0,
    ) -> Reply:
        http = await self._open()
        own = self._desk if self.desk_server else {}
        request = http.build_request(
            method,
            self._base + path,
            params=params,
            json=json,
            headers={**(headers or {}), **own},
            timeout=_patient(patience),
        )
        try:
            try:
                response = await http.send(request, stream=True)
            except httpx.PoolTimeout:
                http = await self._reopen(http)
                response = await http.send(request, stream=True)
            try:
                return Reply(await self._answer(response), _location(response))
            finally:
                await response.aclose()
        except httpx.RequestError as error:
            raise from_transport(error, self._proxy) from error

    async def _answer(self, response: httpx.Response) -> bytes:
        """The body of a 2xx; raises for every other status, and TooLarge as soon as that is known."""
        version = response.headers.get(DESK_SERVER_HEADER, "")
        in_its_place = bool(self.desk_server) and not version
        self.desk_server = version or self.desk_server
        if in_its_place and response.status_code in NO_SUCH_CALL:
            raise ConnectionFault(
                "Something between this desk and the server, such as a proxy, answers in the server's place"
                f" ({response.status_code}). IT can see whether it lets Foyer through."
            )
        if in_its_place and response.is_success:
            raise Unreadable("it does not come from the server, but from something in between")
        if not response.is_success:
            raise from_answer(response, await _start(response))
        declared = response.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > LARGEST_ANSWER:
            raise TooLarge(LARGEST_ANSWER)
        return await _read(response)

    async def _open(self) -> httpx.AsyncClient:
        """The httpx client, made at the first call: reading the certificates takes a thread 0.1 s. What can't be had
        for that now is tried again at the next call."""
        async with self._opening:
            if self._closed:
                raise Unreachable("this connection was closed")
            if self._http is None:
                self._http = self._over(self._transport) if self._transport else await asyncio.to_thread(self._network)
            return self._http

    def _over(self, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=transport, timeout=TIMEOUT, headers=self._headers)

    def _network(self) -> httpx.AsyncClient:
        trusted = trusted_certificates()
        self._proxy = proxy_for(self._base)
        proxy = self._proxy.as_httpx(trusted) if self._proxy else None
        return httpx.AsyncClient(verify=trusted, proxy=proxy, trust_env=False, timeout=TIMEOUT, headers=self._headers)

    async def _reopen(self, stale: httpx.AsyncClient) -> httpx.AsyncClient:
        """A fresh client: httpcore 1.0.9 loses pool slots when calls are cancelled in a burst, and never finds them."""
        if self._http is stale:
            self._http = None
            self._retired.append(stale)
        return await self._open()


def headers_with(token: str) -> dict[bytes, bytes]:
    """The headers of every request; without a `token` none that authorizes. Spaces and control characters in it are
    left out. In bytes, because a pasted token may hold any sign: then the server says that it is wrong."""
    headers = {b"Accept": b"application/json", b"Accept-Encoding": b"gzip", b"User-Agent": b"Foyer"}
    sign = "".join(sign for sign in token if sign.isprintable() and not sign.isspace())
    if sign:
        headers[b"Authorization"] = b"Bearer " + sign.encode()
    return headers


def _key(operation_id: str) -> dict[str, str]:
    return {"Idempotency-Key": operation_id} if operation_id else {}


def _patient(seconds: float) -> httpx.Timeout:
    """The time-outs of a call whose answer the server may hold back for so long."""
    return httpx.Timeout(**TIMEOUT.as_dict() | {"read": (TIMEOUT.read or 0) + seconds})


def _location(response: httpx.Response) -> str:
    """Where the answer says that what was made stands, as a whole address; "" where it says nothing of it."""
    try:
        return str(response.url.join(response.headers["Location"]))
    except (KeyError, httpx.InvalidURL):
        return ""


async def _read(response: httpx.Response) -> bytes:
    chunks, size = [], 0
    async for chunk in response.aiter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_ANSWER:
            raise TooLarge(LARGEST_ANSWER)
    return b"".join(chunks)


async def _start(response: httpx.Response) -> bytes:
    """The beginning of an error's body. The status counts, so a body that breaks off is no second error."""
    start = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            start += chunk
            if len(start) > LARGEST_REASON:
                break
    except httpx.RequestError:
        return bytes(start)
    return bytes(start[:LARGEST_REASON])
