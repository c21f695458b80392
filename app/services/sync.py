"""Sends what waits in the outbox: in order, once each, through every failure that a network and a server can have."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping

from app.errors import (
    Busy,
    FoyerError,
    NoAnswer,
    Refused,
    ServerFailed,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from app.services.connection import Connection
from app.services.sending import MEETING, TICKET, Made, Sender, lists_of
from app.services.site import Site
from app.store.outbox import Kind, Operation, Outbox, State

log = logging.getLogger(__name__)

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 120.0
LOOK_AGAIN = 5.0
"""Seconds between the two looks for a write whose answer was lost: a slow server may still be committing it."""

LOOKS = 2
AT_ONCE = 0.0
FOR_EVER = float("inf")

SENDERS: Mapping[Kind, Sender] = {Kind.MEETING: MEETING, Kind.TICKET: TICKET}
TO_SEND = {State.WAITING, State.SENDING, State.UNKNOWN}

Tell = Callable[[], None]


class Sync:
    """One at a time, first in, first out. A row that needs a person lets the ones behind it pass.

    `pending` is the outbox as it stands on the disk; `on_change` listeners are told after each change of it. `became`
    gives the operation of a server's id, for those sent since the start: a row that stood for one stands for the other.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        connection: Connection,
        site: Site,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.pending: tuple[Operation, ...] = outbox.unsent_now()
        self.became: dict[str, str] = {}
        self._outbox = outbox
        self._connection = connection
        self._site = site
        self._sleep = sleep
        self._jitter = jitter
        self._failures = 0
        self._idle = False
        self._awake = asyncio.Event()
        self._told: list[Tell] = []

    def on_change(self, tell: Tell) -> None:
        self._told.append(tell)

    async def put(self, operation: str, kind: Kind, body: dict[str, object], *, instead_of: str = "") -> None:
        """Keeps a write, durably, and sees to it that it is sent. Raises DiskFull or StoreFailed when it isn't kept."""
        await self._outbox.put(operation, kind, body, self._site.now(), instead_of=instead_of)
        await self._changed()
        if self._idle:  # a pause that the server asked for isn't cut short by new work
            self._awake.set()

    async def discard(self, operation: str) -> None:
        """A person decided against it."""
        await self._outbox.discard(operation)
        await self._changed()

    async def adopt(self, operation: str, made: str) -> None:
        """A person said that the server's `made` is what this operation became."""
        row = next(row for row in self.pending if row.id == operation)
        found = await self._connection.call(lambda api: SENDERS[row.kind].look(api, row.body))
        it = next((one for one in found if one.id == made), None)
        if it is not None:
            await self._settle(row, it)

    async def resend(self, operation: str) -> None:
        """A person said that the server doesn't have it."""
        await self._outbox.set_waiting(operation, self._site.now())
        await self._changed()
        self.wake()

    def wake(self) -> None:
        """Tries at once: the person asked, the network came back, or somebody signed in."""
        self._failures = 0
        self._awake.set()

    async def run(self) -> None:
        """Goes on until it is cancelled. What was being sent when the desk went down has an unknown outcome."""
        await self._outbox.recover(self._site.now())
        await self._changed()
        while True:
            self._awake.clear()
            row = next((row for row in self.pending if row.state in TO_SEND), None)
            self._idle = row is None
            await self._rest(FOR_EVER if row is None else await self._step(row))

    async def _rest(self, pause: float) -> None:
        """Sleeps `pause` seconds, or until something wakes it."""
        if pause == AT_ONCE:
            return
        if pause == FOR_EVER:
            await self._awake.wait()
            return
        sleeping = asyncio.ensure_future(self._sleep(pause))
        waking = asyncio.ensure_future(self._awake.wait())
        try:
            await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            waking.cancel()

    async def _step(self, row: Operation) -> float:
        """Does the next thing for one row. Gives the seconds to wait before the next step."""
        try:
            return await (self._send(row) if row.state is State.WAITING else self._look(row))
        except Exception:  # the queue outlives a full disk and even a bug: the row stays as it is on the disk
            log.exception("A step of the outbox failed")
            return self._pause()

    async def _send(self, row: Operation) -> float:
        await self._outbox.set_sending(row.id, self._site.now())
        await self._changed()
        try:
            made = await self._connection.call(lambda api: SENDERS[row.kind].send(api, row.body, row.id))
        except FoyerError as error:
            return await self._after(row, error)
        await self._settle(row, made)
        return AT_ONCE

    async def _after(self, row: Operation, error: FoyerError) -> float:
        """What a failed sending means for the row: the design's table, line by line."""
        now = self._site.now()
        pause = AT_ONCE
        match error:
            case SignInNeeded():
                await self._outbox.set_waiting(row.id, now)
                pause = FOR_EVER
            case Unreachable():
                await self._outbox.set_waiting(row.id, now)
                pause = self._pause()
            case Busy(retry_after=seconds):
                await self._outbox.set_waiting(row.id, now)
                pause = seconds if seconds is not None else self._pause()
            case Refused():
                await self._outbox.set_rejected(row.id, now, error.status, error.words)
            case NoAnswer() | ServerFailed() | Unreadable():
                await self._outbox.set_unknown(row.id, now)
            case _:
                await self._outbox.set_waiting(row.id, now)
                pause = self._pause()
        await self._changed()
        return pause

    async def _look(self, row: Operation) -> float:
        """The outcome is unknown: looks whether the server has it, twice, some seconds apart, before it is resent."""
        try:
            found = await self._connection.call(lambda api: SENDERS[row.kind].look(api, row.body))
        except SignInNeeded:
            return FOR_EVER
        except Busy as busy:
            return busy.retry_after if busy.retry_after is not None else self._pause()
        except Refused as refused:
            log.warning("The server doesn't let the desk look for a lost write: %s", refused.status)
            await self._outbox.set_unclear(row.id, self._site.now(), ())
            await self._changed()
            return AT_ONCE
        except FoyerError:
            return self._pause()
        self._failures = 0
        return await self._decide(row, found)

    async def _decide(self, row: Operation, found: tuple[Made, ...]) -> float:
        earlier = await self._outbox.made(row.kind)
        candidates = tuple(one for one in found if one.id not in earlier)
        now = self._site.now()
        if len(candidates) == 1:
            await self._settle(row, candidates[0])
            return AT_ONCE
        if len(candidates) > 1:
            await self._outbox.set_unclear(row.id, now, tuple(one.id for one in candidates))
        elif row.looked + 1 < LOOKS:
            await self._outbox.set_looked(row.id, now)
            await self._changed()
            return LOOK_AGAIN
        else:
            await self._outbox.set_waiting(row.id, now)
        await self._changed()
        return AT_ONCE

    async def _settle(self, row: Operation, made: Made) -> None:
        """It is on the server: the answer is kept and the row goes, in one transaction."""
        self._failures = 0
        self.became[made.id] = row.id
        await self._outbox.set_sent(row.id, self._site.now(), made.id, made.piece, lists_of(row.kind, row.body))
        await self._changed()

    async def _changed(self) -> None:
        self.pending = await self._outbox.unsent()
        for tell in self._told:
            tell()

    def _pause(self) -> float:
        """Doubles from two seconds to two minutes, spread so that many desks don't come back at the same moment."""
        self._failures += 1
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10))
        return longest * (0.5 + self._jitter() / 2)
