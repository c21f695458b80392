"""A server that speaks the API without a network: an httpx transport that answers with the page's own JSON.

server = FakeServer()
client = Client(..., transport=server.transport)
server.answers("GET", "/vm/meetings", status=503)
server.answers("GET", "/vm/meetings", json=[])
...
assert server.requests[-1].query == {"from": "2015-01-12", "to": "2015-01-12"}
"""

from __future__ import annotations

import asyncio
import json as jsonlib
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx

from app.api.client import Client
from app.models.objects.desk_server import DESK_SERVER_HEADER

API_PAGE = Path(__file__).parent / "api_page"


def page_bytes(name: str) -> bytes:
    """One of the API page's own examples, as it stands there: a file in tests/api_page without its ending."""
    return (API_PAGE / f"{name}.json").read_bytes()


def page_json(name: str) -> Any:
    return jsonlib.loads(page_bytes(name))


class Held:
    """An answer's body that is held back until `let_go`; what is asked again then comes at once."""

    def __init__(self, json: Any) -> None:
        self._body = jsonlib.dumps(json).encode()
        self._free = asyncio.Event()

    def let_go(self) -> None:
        self._free.set()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        await self._free.wait()
        yield self._body


@dataclass(frozen=True)
class Request:
    """A call as it arrived. `path` stands below the prefix, percent-encoded; `body` is the parsed JSON or form, or
    None."""

    method: str
    path: str
    query: dict[str, str]
    headers: httpx.Headers
    body: Any
    url: str
    timeout: dict[str, float]


@dataclass(frozen=True)
class Answer:
    """What a call gets. An `error` is raised in place of an answer; `content` may come in pieces."""

    status: int = 200
    content: bytes | AsyncIterable[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    error: Exception | None = None


PAGE_ANSWERS = (
    ("GET", re.compile(r"/vm/meetings"), "list_meetings"),
    ("GET", re.compile(r"/vm/meetings/[^/]+"), "get_meeting"),
    ("POST", re.compile(r"/vm/meetings"), "create_meeting"),
    ("GET", re.compile(r"/sd/tickets"), "list_tickets"),
    ("GET", re.compile(r"/sd/tickets/[^/]+"), "ticket"),  # the page's own get_ticket and create_ticket are meetings
    ("POST", re.compile(r"/sd/tickets"), "ticket"),
)


class FakeServer:
    """Answers the six calls until told otherwise, and remembers every request."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.transport = httpx.MockTransport(self._respond)
        self.is_desk_server = False
        """Whether it says of itself that it is our own desk server, which alone is asked our own calls."""
        self.instead: Answer | None = None
        """What every call gets while it is set, whatever was told of it."""
        self._told: defaultdict[tuple[str, str], deque[Answer]] = defaultdict(deque)
        self._given: set[tuple[str, str]] = set()
        """The calls whose last answer was given: what is told of them now comes in its place."""

    def answers(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        status: int = 200,
        headers: dict[str, str] | None = None,
        error: Exception | None = None,
    ) -> None:
        """What such calls get from now on. Told several times: one answer after the other, the last one stays."""
        body = jsonlib.dumps(json).encode() if content is None else content
        if (method, path) in self._given:
            self._given.remove((method, path))
            self._told[method, path].clear()
        self._told[method, path].append(Answer(status, body, headers or {}, error))

    def asked(self, path: str) -> list[Request]:
        """The requests for that path alone: a desk asks for other things beside them."""
        return [request for request in self.requests if request.path == path]

    async def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(_recorded(request))
        answer = self._answer(self.requests[-1])
        if answer.error:
            raise answer.error
        own = {DESK_SERVER_HEADER: "0"} if self.is_desk_server else {}
        return httpx.Response(answer.status, headers=answer.headers | own, content=answer.content)

    def _answer(self, request: Request) -> Answer:
        if self.instead is not None:
            return self.instead
        call = request.method, request.path
        told = self._told[call]
        if len(told) > 1:
            return told.popleft()
        if told:
            self._given.add(call)
            return told[0]
        return self.untold(request)

    def untold(self, request: Request) -> Answer:
        """What a call gets of which nothing was told: the page's own example."""
        for known_method, known_path, example in PAGE_ANSWERS:
            if request.method == known_method and known_path.fullmatch(request.path):
                return Answer(content=page_bytes(example))
        return Answer(404, b'{"error": "no such call"}')


def client_of(server: FakeServer, desk: str = "Front desk") -> Client:
    """The real client of it, which never really waits."""

    async def no_sleep(seconds: float) -> None:
        return None

    return Client(
        server="https://api.example.com",
        prefix="/app/{companyId}",
        company_id="CO-C202",
        token="let-me-in",
        desk=desk,
        transport=server.transport,
        sleep=no_sleep,
    )


def _recorded(request: httpx.Request) -> Request:
    path = request.url.raw_path.decode().partition("?")[0]
    below = re.search(r"/(?:vm|sd|oauth)/.*", path)
    return Request(
        method=request.method,
        path=below.group() if below else path,
        query=dict(request.url.params),
        headers=request.headers,
        body=_body_of(request),
        url=str(request.url),
        timeout=request.extensions.get("timeout", {}),
    )


def _body_of(request: httpx.Request) -> Any:
    if request.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(request.content.decode(), keep_blank_values=True))
    return jsonlib.loads(request.content) if request.content else None
