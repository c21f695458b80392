"""One call, to see whether a server is there: for `foyer doctor`, which has no loop to wait on and tries just once."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import httpx
from msgspec import Struct

from app.api.address import base_address
from app.api.answers import split_list
from app.api.meetings import PATH
from app.api.proxies.proxies import Proxy, proxy_for
from app.api.wire.failures import date_of, from_answer, from_transport
from app.api.wire.wire import HEADERS, LARGEST_ANSWER, bearer
from app.errors import ConnectionFault, FoyerError, NoAnswer, TooLarge
from app.system.certificates import trusted_certificates

TIMEOUT = 5.0
"""Seconds for each single wait."""

LONGEST = 15.0
"""Seconds for the whole answer: a server that sends a byte now and then never runs into TIMEOUT."""


class Probe(Struct, frozen=True):
    """What came of the call. `seconds` is how long it took until the answer's headers or the failure.

    `status` is HTTP's, None when no answer came or it broke off. `error` is what is wrong, None when nothing is.
    `ahead` is how many seconds this PC's clock is ahead of the server's, negative when it is behind, None when the
    server didn't tell the time; it may be wrong by one second. `proxy` is the one that the call went through.
    """

    seconds: float
    status: int | None = None
    error: FoyerError | None = None
    ahead: float | None = None
    proxy: Proxy | None = None


def probed(
    *,
    server: str,
    prefix: str,
    company_id: str,
    token: str,
    day: date,
    transport: httpx.BaseTransport | None = None,
) -> Probe:
    """Asks once for the meetings of `day`, and waits for the answer.

    Raises NotAddress when `server`, `prefix` and `company_id` make no address; every other failure is in the Probe.
    """
    address = base_address(server, prefix, company_id) + PATH
    begun = time.monotonic()
    try:
        trusted, proxy = trusted_certificates(), proxy_for(address)
    except ConnectionFault as error:
        return Probe(time.monotonic() - begun, error=error)
    way = proxy.as_httpx(trusted) if proxy else None
    headers = HEADERS | bearer(token)
    begun, asked_at = time.monotonic(), datetime.now(UTC)
    try:
        with (
            httpx.Client(
                transport=transport, verify=trusted, proxy=way, trust_env=False, timeout=TIMEOUT, headers=headers
            ) as client,
            client.stream("GET", address, params={"from": day.isoformat(), "to": day.isoformat()}) as response,
        ):
            return _probe(response, begun, asked_at, proxy)
    except httpx.RequestError as error:
        return Probe(time.monotonic() - begun, error=from_transport(error, proxy), proxy=proxy)


def _probe(response: httpx.Response, begun: float, asked_at: datetime, proxy: Proxy | None) -> Probe:
    took = time.monotonic() - begun
    server_time = date_of(response.headers.get("Date", ""))  # of whole seconds, cut off: half of one is added
    middle = asked_at.timestamp() + took / 2
    ahead = None if server_time is None else middle - server_time.timestamp() - 0.5
    return Probe(took, response.status_code, _fault(response, begun + LONGEST), ahead, proxy)


def _fault(response: httpx.Response, end: float) -> FoyerError | None:
    """What is wrong with the answer: also one that isn't this API's, such as a network's own page to sign in."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            return TooLarge(LARGEST_ANSWER)
        if time.monotonic() > end:
            return NoAnswer("it did not come to an end")
    if not response.is_success:
        return from_answer(response, bytes(body))
    try:
        split_list(bytes(body))
    except FoyerError as error:
        return error
    return None
