"""What went wrong on the wire, as the errors of app/errors.py. Nothing of httpx passes this edge."""

from __future__ import annotations

import json
import re
from copy import copy
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from app.api.proxies.proxies import Proxy
from app.errors import (
    Busy,
    ChangedMeanwhile,
    ConnectionFault,
    FoyerError,
    Gone,
    NoAnswer,
    NotAllowed,
    NotFound,
    Refused,
    ServerFailed,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from app.system.certificates import certificate_words, verification_error

LONGEST_WORDS = 200
"""Characters of a server's words that are kept."""

NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""What httpx raises before anything of a request has left."""

REASON_KEYS = ("message", "reason", "error_description", "detail", "error", "errors", "msg", "title")
"""Where servers put the reason in an error's JSON, the best first."""

NOT_PASSED_ON: dict[int, FoyerError] = {
    407: ConnectionFault("A proxy on the way to the server asks for a user and a password. IT can enter them."),
    408: Unreachable("the request did not get through in time"),
    421: Unreachable("the request came to the wrong server"),
    425: Unreachable("the request came too early"),
    511: ConnectionFault("This network asks for sign-in first. Sign in to it in a browser, or ask IT."),
}
"""What statuses mean by which a proxy, a network or a server says that it did nothing."""

REFUSALS: dict[int, type[Refused]] = {
    401: SignInNeeded,
    403: NotAllowed,
    404: NotFound,
    410: Gone,
    412: ChangedMeanwhile,
}
TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def from_transport(error: httpx.RequestError, proxy: Proxy | None = None) -> FoyerError:
    """The error of a call that brought no whole answer: Unreachable when surely nothing was sent, Unreadable for a
    body that can't be unpacked, NoAnswer for all else. `proxy` is the one that it went through."""
    words = _plain(str(error)) or type(error).__name__
    untrusted = verification_error(error)
    if untrusted is not None:
        return ConnectionFault(certificate_words(untrusted, error.request.url.host))
    if proxy is not None and isinstance(error, httpx.ProxyError):
        return ConnectionFault(f"The proxy {proxy.name} does not let this desk through: {words.rstrip('.')}.")
    if proxy is not None and isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return ConnectionFault(f"The proxy {proxy.name} can't be reached. IT can see whether it is the right one.")
    if isinstance(error, NOT_SENT):
        return Unreachable(words)
    if isinstance(error, httpx.DecodingError):
        return Unreadable("an answer that was damaged on its way")
    return NoAnswer(words)


def from_answer(response: httpx.Response, start: bytes) -> FoyerError:
    """The error that `response`, which isn't a 2xx, means: Refused and its kin, Busy, ServerFailed; Unreadable for a
    redirect; Unreachable where the request was surely not passed on. `start` is as much of its body as was read."""
    status = response.status_code
    words = reason(start)
    if status in NOT_PASSED_ON:
        return copy(NOT_PASSED_ON[status])
    if status in {429, 503}:
        return Busy(status, words, retry_after(response.headers))
    if status >= 500:
        return ServerFailed(status, words)
    if status >= 400:
        return REFUSALS.get(status, Refused)(status, words)
    return Unreadable(_elsewhere(response))


def reason(body: bytes) -> str:
    """The short reason in an error's body as one line of plain text; "" when it holds none or is a web page."""
    text = body.decode("utf-8-sig", errors="replace").strip()
    if text.startswith("<"):
        return ""
    try:
        text = _reason_in(json.loads(text))
    except (ValueError, RecursionError):
        if text.startswith(("{", "[")):
            return ""
    return _plain(TAG.sub(" ", text))


def retry_after(headers: httpx.Headers) -> float | None:
    """The seconds that Retry-After names, 0 or more; None when it names none. A date counts from the server's own
    clock, as ours may be wrong."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    until = date_of(text)
    if until is None:
        return None
    now = date_of(headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def date_of(text: str) -> datetime | None:
    """The moment that a header names, aware of its zone; UTC where it names no zone. None when it is no date."""
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _reason_in(value: Any) -> str:
    """The first text under a key that names a reason, however deep it lies."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        value = [value.get(key) for key in REASON_KEYS]
    if isinstance(value, list):
        return next((text for item in value if (text := _reason_in(item))), "")
    return ""


def _plain(text: str) -> str:
    """One line without control characters, short enough to be shown."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST_WORDS else line[: LONGEST_WORDS - 1] + "…"


def _elsewhere(response: httpx.Response) -> str:
    """A redirect isn't followed: the token goes to the server that was named and to no other."""
    try:
        target = response.url.join(response.headers["Location"])
    except (KeyError, httpx.InvalidURL):
        return f"an answer with the status {response.status_code}"
    return _plain(f"the server sends us on to {target.scheme}://{target.netloc.decode('ascii')}")
