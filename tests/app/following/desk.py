"""A desk without a window that follows the changes of a real desk server, on a line that can be cut under a call that
waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from app.services.changes.subscription import News
from tests.app.arrivals_desk import ArrivalsDesk, Line
from tests.app.outbox_desk import PATIENCE, meeting
from tests.faults import NOW, FaultyServer

CHANGES = "/vm/changes"
HELD_BACK = f"GET {CHANGES} held back"

TODAY = NOW.date()
AUDIT = meeting(startAt="2026-03-12T10:00:00+01:00")
AMELIE = "Amélie Dubois"
"""Of two who are invited to it."""


class WatchedLine(Line):
    """`asked` are the desk's calls in their order, each as "GET /vm/meetings". `waits` is set while the server holds an
    answer of changes back. Answers of a path in `late` arrive when it is taken out of there, by `let_arrive`."""

    def __init__(self, server: FaultyServer) -> None:
        super().__init__(server)
        self.asked: list[str] = []
        self.queries: list[dict[str, str]] = []
        self.waits = asyncio.Event()
        self.late: dict[str, asyncio.Event] = {}
        self.done_late = asyncio.Event()
        self._cut: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()

    def cut(self, error: type[httpx.TransportError] = httpx.ReadError) -> None:
        """Whatever is under way breaks off, and nothing gets through until the line is `up`."""
        self.up = False
        self.break_off(error)

    def break_off(self, error: type[httpx.TransportError] = httpx.ReadError) -> None:
        """Whatever is under way breaks off."""
        self._cut.set_result(error("it broke off"))
        self._cut = asyncio.get_running_loop().create_future()

    def hold(self, path: str) -> None:
        """From now on what is asked there is done, and its answer stays on the way."""
        self.late[path] = asyncio.Event()
        self.done_late.clear()

    def let_arrive(self, path: str) -> None:
        self.late.pop(path).set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/app/CO-DESK")
        held_back = path == CHANGES and request.url.params.get("wait", "0") != "0"
        self.asked.append(HELD_BACK if held_back else f"{request.method} {path}")
        self.queries.append(dict(request.url.params))
        if held_back:
            self.waits.set()
        answering, cut = asyncio.ensure_future(self._answer(request, path)), self._cut
        try:
            await asyncio.wait({answering, cut}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                raise cut.result()
            return answering.result()
        finally:
            answering.cancel()
            if held_back:
                self.waits.clear()

    async def _answer(self, request: httpx.Request, path: str) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if path in self.late:
            self.done_late.set()
            await self.late[path].wait()
        return answer


class FollowingDesk(ArrivalsDesk):
    """It follows once `follow` was called, as the program does from its start. `seconds` is what its clock counts."""

    line: WatchedLine

    def __init__(self, folder: Path, server: FaultyServer, **options: Any) -> None:
        super().__init__(folder, server, line=WatchedLine(server), **options)
        self.subscription, self.tickets = self.services.subscription, self.services.tickets
        self.news: list[News] = []
        self.seconds = 0.0
        self._following: asyncio.Task[None] | None = None
        self.subscription.on_news(self._on_news)
        self.subscription._clock = lambda: self.seconds

    def begin_to_follow(self) -> None:
        self._following = asyncio.ensure_future(self.subscription.run())

    async def follow(self) -> None:
        """Until it waits for the next change. The day was asked for, as a window does that shows it."""
        self.begin_to_follow()
        await self.refresh()
        await self.settled()
        await self.day.keep_fresh(self.site.today())
        self.line.asked.clear()
        self.line.queries.clear()

    async def settled(self) -> None:
        """Until it waits for the next change."""
        async with asyncio.timeout(PATIENCE):
            await self.line.waits.wait()

    async def look(self) -> None:
        """Asks at once, until it waits again."""
        self.line.waits.clear()
        self.subscription.look()
        await self.settled()

    async def comes_true(self, true: Callable[[], Awaitable[object]]) -> None:
        """Asks nobody: what is awaited has to come by itself."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._changed.clear()
                if await true():
                    return
                await self._changed.wait()

    async def until_shown(self, **names: str) -> None:
        """Until Today says that of these visitors, by their names with a stroke below for each space."""

        async def shown() -> bool:
            standing = await self.standing()
            return all(standing.get(name.replace("_", " ")) == status for name, status in names.items())

        await self.comes_true(shown)

    async def shows(self, title: str) -> bool:
        """Whether a meeting of that title is on Today."""
        return any(row.title == title for row in await self.rows())

    async def is_live(self) -> bool:
        return self.subscription.live

    async def is_away(self) -> bool:
        return not self.subscription.live

    async def stop_following(self) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
            self._following = None

    async def close(self) -> None:
        await self.stop_following()
        await super().close()

    def _on_news(self, news: News) -> None:
        self.news.append(news)
        self._changed.set()


Open = Callable[..., FollowingDesk]
"""Opens a desk of that name."""
