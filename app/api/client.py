"""One server, spoken to over HTTP: the token, the time-outs, the retries of what may be repeated, the errors."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

import httpx
from msgspec import Struct

from app.api.address import base_address
from app.api.sign_in.identity import KeepToken, ReadIdentity, nowhere
from app.api.sign_in.oauth import OAuthCalls
from app.api.sign_in.user_session import UserSession
from app.api.wire.failures import from_answer
from app.api.wire.wire import Wire, bearer, body_of, start_of
from app.errors import Busy, ConnectionFault, FoyerError, NoAnswer, ServerFailed, Unreachable, Unreadable
from app.models.drafts import Body
from app.models.objects.desk_server import DESK_HEADER, DESK_SERVER_HEADER

TRIES = 3
"""How often a GET is sent at the most."""

FIRST_PAUSE = 0.5
"""Seconds before the second try; twice that before the third. Up to as much again is added by chance."""

NO_SUCH_CALL = (404, 405)
"""How a proxy or a web server answers that knows nothing of the server behind it."""

LONGEST_PAUSE = 10.0
"""Seconds. When the server asks for more, the caller gets its Busy at once."""


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

    With an `identity`, `token` is what was had for it before, "" for none. What is refused for its token was not done,
    so it is sent again, once, with another one; `keep_token` gets that. SignInNeeded is SignInRefused then, when a
    person has to mend something first.

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
        identity: ReadIdentity | None = None,
        keep_token: KeepToken = nowhere,
        desk: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.desk_server = ""
        self._base = base_address(server, prefix, company_id)
        self._wire = Wire(self._base, transport)
        self.oauth = OAuthCalls(self._wire, server)
        self._token = token
        self._session = UserSession(self.oauth, identity, token, keep_token) if identity else None
        self._desk = {DESK_HEADER: quote(desk, safe="")} if desk else {}
        self._sleep = sleep
        self._jitter = jitter

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

    async def patch(self, path: str, body: Body, operation_id: str, headers: Mapping[str, str]) -> Reply:
        """Sends once, like `put`."""
        return await self._send("PATCH", path, json=body, headers=_key(operation_id) | dict(headers))

    async def put_bytes(self, path: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        """Sends `content` as it is, once."""
        sent = {"Content-Type": "application/octet-stream", **headers}
        return await self._send("PUT", path, content=content, headers=sent)

    async def delete(self, path: str, operation_id: str = "", headers: Mapping[str, str] | None = None) -> Reply:
        """Sends once, like `put`."""
        return await self._send("DELETE", path, headers=_key(operation_id) | dict(headers or {}))

    def if_match(self, revision: int) -> dict[str, str]:
        """The header by which a write is done to that revision alone; {} for 0, and where the server doesn't count
        them."""
        return {"If-Match": f'"{revision}"'} if revision and self.desk_server else {}

    async def close(self) -> None:
        """Closes every connection. Calls under way end in NoAnswer, later ones in Unreachable."""
        if self._session is not None:
            await self._session.close()
        await self._wire.close()

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
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float = 0,
    ) -> Reply:
        async def send(token: str) -> Reply:
            own = self._desk if self.desk_server else {}
            said = {name.encode(): value.encode() for name, value in {**(headers or {}), **own}.items()}
            return await self._wire.exchange(
                method,
                self._base + path,
                self._reply,
                params=params,
                json=json,
                content=content,
                headers=said | bearer(token),
                patience=patience,
            )

        return await (self._session.call(send) if self._session else send(self._token))

    async def _reply(self, response: httpx.Response) -> Reply:
        return Reply(await self._answer(response), _location(response))

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
            raise from_answer(response, await start_of(response))
        return await body_of(response)


def _key(operation_id: str) -> dict[str, str]:
    return {"Idempotency-Key": operation_id} if operation_id else {}


def _location(response: httpx.Response) -> str:
    """Where the answer says that what was made stands, as a whole address; "" where it says nothing of it."""
    try:
        return str(response.url.join(response.headers["Location"]))
    except (KeyError, httpx.InvalidURL):
        return ""
