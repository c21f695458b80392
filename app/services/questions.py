"""Asking the server for lists: one question about a list at a time, and each answer applied at the revision of its
question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.services.connection import Connection
from app.services.site import Site
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists

if TYPE_CHECKING:
    from app.api.answers import ListAnswer, ListPage
    from app.api.api import Api

Ask = Callable[["Api"], Awaitable["ListAnswer"]]
"""The call that asks for a list."""

Fresh = tuple[bytes, ...]
"""The JSON of an answer's items that are new or changed."""


class _Asking:
    """One question under way. `asked` is the file's revision when it left, 0 until then; it may have `left` already."""

    def __init__(self, day: date | None, answer: Callable[[_Asking], Coroutine[None, None, Fresh]]) -> None:
        self.asked = 0
        self.day = day
        self.left = False
        self.answered = asyncio.ensure_future(answer(self))


class Questions:
    """Whoever asks while the same is being asked waits for that answer. If an outcome of ours came into the list after
    that question left, the answer doesn't know of it, and one more question follows."""

    def __init__(self, *, lists: Lists, connection: Connection, site: Site) -> None:
        self._lists = lists
        self._connection = connection
        self._site = site
        self._under_way: dict[str, _Asking] = {}
        self._nothing_about: frozenset[date] | None = frozenset()
        self._turns = asyncio.Condition()

    async def ask(self, name: str, ask: Ask, day: date | None = None) -> Fresh:
        """Returns when an answer that knows all our outcomes until now is in the file. `name` is the list's, of which
        `day` is the day, None for tickets.

        Raises what stands in the way: that of `Connection.call`, and DiskFull or StoreFailed when the answer isn't
        kept. Cancelling the caller doesn't cancel the question: others may wait for its answer.
        """
        if running := self._under_way.get(name):
            fresh = await asyncio.shield(running.answered)
            if not await self._lists.is_newer(name, running.asked):
                return fresh
        if name not in self._under_way:
            self._begin(name, ask, day)
        return await asyncio.shield(self._under_way[name].answered)

    @asynccontextmanager
    async def none_about(self, days: frozenset[date] | None) -> AsyncIterator[None]:
        """While this lasts no question about a list of these days is under way, None for any day: those that have left
        end before, and the others leave after it. It may be begun again only when it is over."""
        self._nothing_about = days
        try:
            async with self._turns:
                await self._turns.wait_for(
                    lambda: not any(one.left and self._waits(one) for one in self._under_way.values())
                )
            yield
        finally:
            self._nothing_about = frozenset()
            async with self._turns:
                self._turns.notify_all()

    async def stop(self) -> None:
        """Cancels what is still being asked; whoever waits for it is cancelled as well. Raises nothing."""
        running = [asking.answered for asking in self._under_way.values()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _begin(self, name: str, ask: Ask, day: date | None) -> None:
        asking = self._under_way[name] = _Asking(day, lambda asking: self._in_turn(asking, name, ask))
        asking.answered.add_done_callback(lambda task: self._on_answered(name, task))

    def _on_answered(self, name: str, task: asyncio.Task[Fresh]) -> None:
        del self._under_way[name]
        if not task.cancelled():
            task.exception()  # whoever asked was told, if anybody still waits for it

    def _waits(self, asking: _Asking) -> bool:
        """Whether it is about a day of which nothing is to be asked now."""
        days = self._nothing_about
        return asking.day is not None and (days is None or asking.day in days)

    async def _in_turn(self, asking: _Asking, name: str, ask: Ask) -> Fresh:
        async with self._turns:
            await self._turns.wait_for(lambda: not self._waits(asking))
            asking.left = True
        try:
            return await self._answer(asking, name, ask)
        finally:
            asking.left = False
            async with self._turns:
                self._turns.notify_all()

    async def _answer(self, asking: _Asking, name: str, ask: Ask) -> Fresh:
        asking.asked, before = await self._lists.revision_and_digest(name)

        async def listed_by(api: Api) -> tuple[ListAnswer, ListPage | None]:
            """Takes the answer apart inside of the call: so an answer that is a web page doesn't count as online."""
            listed = await ask(api)
            return listed, None if listed.digest == before else await asyncio.to_thread(listed.page)

        listed, page = await self._connection.call(listed_by)
        self._connection.list_was_read()
        now = self._site.now()
        if page is None and await self._lists.heard_again(name, asking.asked, listed.digest, now):
            return ()
        answer = await answer_of(name, asking.day, asking.asked, listed, now)
        return await self._lists.apply(replace(answer, says_cancelled=bool(self._connection.is_desk_server)))


async def answer_of(name: str, day: date | None, asked: int, listed: ListAnswer, heard_at: datetime) -> Answer:
    """What the server answered about the list `name`, to be kept: see `Answer`. Raises Unreadable."""
    page = await asyncio.to_thread(listed.page)
    return Answer(
        name=name,
        asked=asked,
        pieces=page.pieces,
        digest=listed.digest,
        heard_at=heard_at,
        day=day,
        total=page.total,
        page_size=page.limit or 0,
    )
