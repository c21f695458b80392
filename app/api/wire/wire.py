"""One server's connections: certificates, proxies, time-outs, and how much of an answer is read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import httpx

from app.api.proxies.proxies import Proxy, proxy_for
from app.api.wire.failures import from_transport
from app.errors import TooLarge, Unreachable
from app.system.certificates import trusted_certificates

TIMEOUT = httpx.Timeout(connect=5, read=20, write=20, pool=5)
"""Seconds. `read` and `write` are those of a single wait, so a whole answer may take longer."""

LARGEST_ANSWER = 32 * 2**20
"""Bytes, both as they are sent and after unpacking."""

LARGEST_REASON = 16 * 2**10
"""Bytes that are read of an error's body."""

HEADERS = {b"Accept": b"application/json", b"Accept-Encoding": b"gzip", b"User-Agent": b"Foyer"}
"""What every request says."""

Read = TypeVar("Read")

# At INFO they log whole URLs, at DEBUG the headers too: an address in a query and the token are nobody's business.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.WARNING)


class Wire:
    """The way to the server of `address`. Whoever makes one closes it; a `transport` that was handed in, in the place
    of the network, is closed with it."""

    def __init__(self, address: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._address = address
        self._transport = transport
        self._http: httpx.AsyncClient | None = None
        self._proxy: Proxy | None = None
        self._retired: list[httpx.AsyncClient] = []
        self._opening = asyncio.Lock()
        self._closed = False

    async def exchange(
        self,
        method: str,
        url: str,
        read: Callable[[httpx.Response], Awaitable[Read]],
        *,
        params: Mapping[str, str] | None = None,
        json: Any = None,
        content: bytes | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[bytes, bytes] | None = None,
        patience: float = 0,
    ) -> Read:
        """Sends one request, with a body that is `json`, `content`, a `form`, or none, and gives what `read` makes of
        the answer, whose body has still to be read. `patience` is for how many seconds the server may hold it back.

        Raises what `read` does, and what `from_transport` makes of all that httpx raises.
        """
        http = await self._open()
        request = http.build_request(
            method,
            url,
            params=params,
            json=json,
            content=content,
            data=form,
            headers=headers,
            timeout=_patient(patience),
        )
        try:
            try:
                response = await http.send(request, stream=True)
            except httpx.PoolTimeout:
                http = await self._reopen(http)
                response = await http.send(request, stream=True)
            try:
                return await read(response)
            finally:
                await response.aclose()
        except httpx.RequestError as error:
            raise from_transport(error, self._proxy) from error

    async def close(self) -> None:
        """Closes every connection. Calls under way end in NoAnswer, later ones in Unreachable."""
        self._closed = True
        clients = [*self._retired, *([self._http] if self._http else [])]
        self._retired.clear()
        for client in clients:
            await client.aclose()

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
        return httpx.AsyncClient(transport=transport, timeout=TIMEOUT, headers=HEADERS)

    def _network(self) -> httpx.AsyncClient:
        trusted = trusted_certificates()
        self._proxy = proxy_for(self._address)
        proxy = self._proxy.as_httpx(trusted) if self._proxy else None
        return httpx.AsyncClient(verify=trusted, proxy=proxy, trust_env=False, timeout=TIMEOUT, headers=HEADERS)

    async def _reopen(self, stale: httpx.AsyncClient) -> httpx.AsyncClient:
        """A fresh client: httpcore 1.0.9 loses pool slots when calls are cancelled in a burst, and never finds them."""
        if self._http is stale:
            self._http = None
            self._retired.append(stale)
        return await self._open()


async def body_of(response: httpx.Response) -> bytes:
    """The whole body. Raises TooLarge as soon as it is known to be."""
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > LARGEST_ANSWER:
        raise TooLarge(LARGEST_ANSWER)
    chunks, size = [], 0
    async for chunk in response.aiter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_ANSWER:
            raise TooLarge(LARGEST_ANSWER)
    return b"".join(chunks)


async def start_of(response: httpx.Response) -> bytes:
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


def bearer(token: str) -> dict[bytes, bytes]:
    """The header by which a call is authorized, none without a `token`. Spaces and control characters in it are left
    out. In bytes, because a pasted token may hold any sign: then the server says that it is wrong."""
    sign = "".join(sign for sign in token if sign.isprintable() and not sign.isspace())
    return {b"Authorization": b"Bearer " + sign.encode()} if sign else {}


def _patient(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(**TIMEOUT.as_dict() | {"read": (TIMEOUT.read or 0) + seconds})
