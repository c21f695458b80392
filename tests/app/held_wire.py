"""A line to a real desk server on which nothing moves by itself: a test says which request the server does next, and
which answer arrives, late, never, or after all the others."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx

from tests.faults import FaultyServer


@dataclass(eq=False)
class Held:
    """A request under way. `answer` is what the server said of it, None until it was done."""

    request: httpx.Request
    arrived: asyncio.Future[httpx.Response]
    answer: httpx.Response | None = None

    @property
    def is_write(self) -> bool:
        return self.request.method == "POST"


@dataclass
class HeldWire(httpx.AsyncBaseTransport):
    server: FaultyServer
    held: list[Held] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        held = Held(request, asyncio.get_running_loop().create_future())
        self.held.append(held)
        try:
            return await held.arrived
        finally:
            if held in self.held:
                self.held.remove(held)

    async def do(self, held: Held) -> None:
        """The server gets the request and does it; its answer is on the way."""
        answer = await self.server.transport.handle_async_request(held.request)
        held.answer = httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

    def let_arrive(self, held: Held) -> None:
        assert held.answer is not None
        self._end(held).set_result(held.answer)

    def lose(self, held: Held) -> None:
        """Whether the server did it or not, nobody here hears of it."""
        self._end(held).set_exception(httpx.ReadError("connection reset", request=held.request))

    def refuse(self, held: Held) -> None:
        assert held.answer is None, "the server had it"
        self._end(held).set_exception(httpx.ConnectError("no route to host", request=held.request))

    def cut(self) -> None:
        """The desk goes down: whatever was under way is nobody's any more."""
        self.held.clear()

    def _end(self, held: Held) -> asyncio.Future[httpx.Response]:
        self.held.remove(held)
        return held.arrived
