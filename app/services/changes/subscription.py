"""One call that our own desk server holds back until something changes, over and over: so a desk knows of it at once,
and asks for nothing while nothing happens."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable

from msgspec import Struct

from app.errors import Busy, FoyerError, NoAnswer, SignInNeeded, Unreadable
from app.models.listeners import Listeners
from app.models.objects.desk_server import Changes
from app.services.changes.changed_objects import ChangedObjects
from app.services.connection import BROKEN_OFF, Connection, ConnectionState
from app.services.outbox.backoff import UNTIL_SIGNED_IN, Backoff, Call
from app.services.site import Site
from app.store.following.following import Following

log = logging.getLogger(__name__)

LONGEST_WAIT = 25
SHORTEST_WAIT = 5
"""Seconds, as all below: for so long the server is asked to hold its answer back. Something in between, such as a
proxy, may let no call last so long: then it is asked for three quarters of what that lets through."""

GRACE = 10
"""After so many more, no answer is coming."""

CUT_AFTER = 3
"""A call that breaks off before isn't one that lasted too long: the server, or the way to it, is broken."""

LOOKS_EVERY = 5
SLEPT = 10
"""Every few seconds the waiting one looks at the clock. Where that is so much further, the PC was suspended, and the
connection is one only by name."""


class News(Struct, frozen=True):
    """Beside what is in the file: `kiosks` says that something is new of a kiosk, `anew` that this desk follows
    from a later revision of the server than it knew of, so that no list follows until it is asked for."""

    kiosks: bool = False
    anew: bool = False


class Subscription:
    """`live` says that what follows (app/store/following) is as the server has it, and that the next change is told
    at once. `clock` and `sleep` count seconds, `jitter` gives a number from 0 up to 1.

    A server that isn't ours is never asked, not even to try.
    """

    def __init__(
        self,
        *,
        following: Following,
        objects: ChangedObjects,
        connection: Connection,
        site: Site,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.live = False
        self._following = following
        self._objects = objects
        self._connection = connection
        self._site = site
        self._clock = clock
        self._backoff = Backoff(sleep, jitter)
        self._longest = LONGEST_WAIT
        self._look = asyncio.Event()
        self._ours = asyncio.Event()
        self._news = Listeners()
        self._notices = Listeners()
        connection.on_change(self._on_connection)
        self._on_connection()

    def on_news(self, tell: Callable[[News], object]) -> None:
        """`tell` is called with news, and whenever `live` has changed."""
        self._news.add(tell)

    def on_notices(self, tell: Callable[[frozenset[str] | None], object]) -> None:
        """`tell` is called with the ids of the meetings and tickets whose notices stand otherwise, "" for those of
        neither; with None it may be any. Apart from other news: a big day's invitations are no reason to read a
        list."""
        self._notices.add(tell)

    def look(self) -> None:
        """Asks at once, in the place of the call that waits: the network may be another."""
        self._look.set()
        self._backoff.call(Call.ONLINE)

    async def run(self) -> None:
        """Goes on until it is cancelled, and raises nothing else."""
        while True:
            await self._ours.wait()
            self._backoff.step_begins()
            try:
                await self._follow()
            except FoyerError as error:
                log.info("Changes are not followed: %s", type(error).__name__)
                if self.live:
                    self.live = False
                    self._news(News())
                await self._rest(error)

    async def all_follow(self, *names: str) -> bool:
        """Whether the server tells this desk of each change of these lists by itself, so that none has to be asked
        for. Raises StoreFailed."""
        return self.live and await self._following.all_follow(names)

    async def _follow(self) -> None:
        """Raises what stands in the way. The first call isn't held back, and none is after one that broke off: it shows
        whether the server is there."""
        wait, lasted = 0, 0.0
        while True:
            since = await self._following.followed_to()
            if since is None:
                await self._begin(await self._connection.call(lambda api: api.changes.now(), held_back=True))
                continue
            began = self._clock()
            try:
                told = await (self._held_back(since, wait) if wait else self._at_once(since))
            except BROKEN_OFF:
                lasted = self._clock() - began
                if not wait or lasted < CUT_AFTER:
                    raise
                wait = 0
                continue
            if told is None:
                wait = 0
                continue
            await self._take(told)
            if lasted:
                self._longest = max(SHORTEST_WAIT, min(self._longest, int(lasted * 3 / 4)))
            elif wait:
                self._backoff.succeeded()
            wait, lasted = self._longest, 0.0

    async def _at_once(self, since: int) -> Changes:
        self._look.clear()
        return await self._connection.call(lambda api: api.changes.since(since), held_back=True)

    async def _held_back(self, since: int, wait: int) -> Changes | None:
        """What changed, as soon as something does or after `wait` seconds; None when it is better to ask anew. Raises
        what stands in the way, NoAnswer also when none came long after that."""
        call = asyncio.ensure_future(
            self._connection.call(lambda api: api.changes.since(since, wait=wait), held_back=True)
        )
        looking = asyncio.ensure_future(self._look.wait())
        ends = self._clock() + wait + GRACE
        try:
            while not call.done():
                before = self._site.moment()
                await asyncio.wait({call, looking}, timeout=LOOKS_EVERY, return_when=asyncio.FIRST_COMPLETED)
                slept = (self._site.moment() - before).total_seconds() > LOOKS_EVERY + SLEPT
                if not call.done() and (slept or looking.done()):
                    return None
                if not call.done() and self._clock() > ends:
                    raise NoAnswer("the server held its answer back for too long")
            return call.result()
        finally:
            for one in (call, looking):
                one.cancel()

    async def _take(self, told: Changes) -> None:
        """Raises what `ChangedObjects.bring` does. What can't be brought object by object is asked for anew as
        lists."""
        if not told.complete:
            await self._begin(told)
            return
        try:
            await self._objects.bring(told)
        except Unreadable as error:
            log.warning("What changed can't be read object by object: %s", error)
            await self._begin(told)
            return
        if about := frozenset(change.id for change in told.changes if change.kind == "notice"):
            self._notices(about)
        kinds = {change.kind for change in told.changes}
        if not self.live or kinds & {"kiosk", "ticket"}:
            self._tell(News(kiosks="kiosk" in kinds))

    async def _begin(self, told: Changes) -> None:
        await self._following.begin(told.revision, self._site.now())
        self._notices(None)
        self._tell(News(kiosks=True, anew=True))

    def _tell(self, news: News) -> None:
        self.live = True
        self._news(news)

    async def _rest(self, error: FoyerError) -> None:
        if isinstance(error, SignInNeeded):
            await self._backoff.take(UNTIL_SIGNED_IN)
        else:
            await self._backoff.take(
                self._backoff.asked(error) if isinstance(error, Busy) else self._backoff.back_off()
            )

    def _on_connection(self) -> None:
        if self._connection.is_desk_server:
            self._ours.set()
        if self._connection.state is ConnectionState.ONLINE:
            self._backoff.call(Call.ONLINE)
