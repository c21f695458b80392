"""What changed, told to the desks that wait for it: each is answered as soon as anything was committed.

A desk that waits costs an object in memory, and neither a thread nor a connection of the database. The last changes are
held here too, so a change is read once for all who wait.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import SQLAlchemyError

from app.server.bodies.wire import Document, written
from app.server.storage import changes
from app.server.storage.changes import MOST_DAYS, Change, Kind
from app.server.storage.database import Busy, ServerDatabase

MOST_TOLD = 2000
"""Changes after which it costs less to read everything anew."""

POLL = 0.3
"""Seconds after which another server's changes are read, while somebody waits."""

log = logging.getLogger(__name__)

_Signal = asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class _Tail:
    """The last changes in their order, at least one, and what was answered from them, by the revision that was named.
    Replaced whole by whoever reads the next ones."""

    changes: tuple[Change, ...]
    answers: dict[int, bytes] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        return self.changes[-1].revision

    def from_revision(self, revision: int) -> tuple[Change, ...] | None:
        """The change of that revision and all later ones; None when it isn't held."""
        first = bisect_left(self.changes, revision, key=lambda change: change.revision)
        known = first < len(self.changes) and self.changes[first].revision == revision
        return self.changes[first:] if known else None

    def is_news(self, revision: int) -> bool:
        """Whether anything was changed since that revision, or it isn't held."""
        later = self.from_revision(revision)
        return later is None or any(change.kind is not Kind.START for change in later[1:])


class ChangeFeed:
    """The changes of one database, from any thread and any loop."""

    def __init__(self, database: ServerDatabase) -> None:
        """There is at least one change in the database: that this server starts."""
        self._database = database
        with database.reading() as connection:
            self._tail = _Tail((changes.latest(connection),))
        self._reading = threading.Lock()
        self._turn = threading.Lock()
        self._waiting: set[_Signal] = set()
        self._following: asyncio.Task[None] | None = None
        self._ended = False
        self._hear_notices: Callable[[], None] = lambda: None
        database.hear_commits(self.refresh)

    def hear_notices(self, hear: Callable[[], None]) -> None:
        """Has `hear` called after each commit of this server with which it stands otherwise with a notice, on the
        thread that committed."""
        self._hear_notices = hear

    async def answer(self, since: int | None, wait: float) -> bytes:
        """The JSON of what changed after the revision `since`, each object once, in the order of their last changes;
        with None the present revision alone. Waits up to `wait` seconds when there is nothing."""
        if since is None:
            return _written(self._tail.revision, ())
        if not self._database.is_sole:
            await self._follow()
        loop = asyncio.get_running_loop()
        until = loop.time() + wait
        while not self._tail.is_news(since) and not self._ended and (remaining := until - loop.time()) > 0:
            await self._commit(since, remaining)
        answer = self._from_tail(since)
        return await run_in_threadpool(self._from_database, since) if answer is None else answer

    def refresh(self) -> None:
        """Reads what was committed since the last time and wakes whoever waits for it. A failure of the database is
        logged, and made up for the next time."""
        with self._reading:
            try:
                with self._database.reading() as connection:
                    read = changes.since(connection, self._tail.revision, MOST_TOLD)
                    tail = (changes.latest(connection),) if read is None else (*self._tail.changes, *read[1:])
            except (SQLAlchemyError, Busy) as error:
                log.warning("Changes can't be read just now: %s", type(error).__name__)
                return
            if tail[-1].revision == self._tail.revision:
                return
            new = tail if read is None else read[1:]
            self._tail = _Tail(tail[-MOST_TOLD:])
        self._wake()
        if any(change.kind is Kind.NOTICE for change in new):
            self._hear_notices()

    def end(self) -> None:
        """Answers whoever waits, from now on at once."""
        self._ended = True
        self._wake()

    async def _commit(self, since: int, seconds: float) -> None:
        """Waits for the next commit after `since`, at most so long."""
        signal: _Signal = asyncio.get_running_loop().create_future()
        with self._turn:
            self._waiting.add(signal)
        try:
            if not self._tail.is_news(since) and not self._ended:  # it may have come before the line above
                await asyncio.wait((signal,), timeout=seconds)
        finally:
            with self._turn:
                self._waiting.discard(signal)

    def _wake(self) -> None:
        with self._turn:
            waiting, self._waiting = self._waiting, set()
        by_loop: defaultdict[asyncio.AbstractEventLoop, list[_Signal]] = defaultdict(list)
        for signal in waiting:
            by_loop[signal.get_loop()].append(signal)
        for loop, signals in by_loop.items():
            with suppress(RuntimeError):  # it is closed, and nobody waits in it any more
                loop.call_soon_threadsafe(_settle, signals)

    async def _follow(self) -> None:
        """Reads what other servers write, from now on for as long as somebody waits."""
        loop = asyncio.get_running_loop()
        if self._following and not self._following.done() and self._following.get_loop() is loop:
            return
        self._following = loop.create_task(self._poll())
        await run_in_threadpool(self.refresh)

    async def _poll(self) -> None:
        while not self._ended:
            await asyncio.sleep(POLL)
            if not self._waiting:
                return
            await run_in_threadpool(self.refresh)

    def _from_tail(self, since: int) -> bytes | None:
        tail = self._tail
        answer = tail.answers.get(since)
        if answer is None and (later := tail.from_revision(since)):
            answer = tail.answers[since] = _written(tail.revision, later[1:])
        return answer

    def _from_database(self, since: int) -> bytes:
        with self._database.reading() as connection:
            later = changes.since(connection, since, MOST_TOLD)
            if later is None:
                return _written(changes.latest(connection).revision, (), complete=False)
        return _written(later[-1].revision, later[1:])


def _settle(signals: Iterable[_Signal]) -> None:
    for signal in signals:
        if not signal.done():
            signal.set_result(None)


def _written(revision: int, later: Iterable[Change], *, complete: bool = True) -> bytes:
    told: dict[tuple[Kind, str], Change] = {}
    for change in later:
        before = told.pop((change.kind, change.id), None)  # so that it comes at the end
        told[change.kind, change.id] = _together(before, change) if before else change
    listed = [_document(change) for change in told.values() if change.kind is not Kind.START]
    return written({"revision": revision, "complete": complete, "changes": listed})


def _together(before: Change, change: Change) -> Change:
    days = None if before.days is None or change.days is None else before.days | change.days
    return change._replace(days=None if days is None or len(days) > MOST_DAYS else days)


def _document(change: Change) -> Document:
    document: Document = {"kind": change.kind.value, "id": change.id}
    if change.kind in (Kind.MEETING, Kind.VISIT):
        document["days"] = None if change.days is None else sorted(change.days)
    return document
