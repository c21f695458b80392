"""How long the queue rests between two steps, and what ends a rest before its time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import NamedTuple

from app.errors import Busy, FoyerError, SignInNeeded

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 120.0
"""Seconds, as all below."""

SHORTEST_ASKED = 1.0
LONGEST_ASKED = 3600.0
"""A server's Retry-After is taken at its word between these two: neither a storm of requests nor a lost day."""

SEARCH_PAUSE = 5.0
"""Seconds between the two searches for a write whose answer was lost: a slow server may still be committing it."""

FOR_EVER = float("inf")


class Call(IntEnum):
    """What may end a rest, the weakest first."""

    NEW_WORK = 1
    ONLINE = 2
    PERSON = 3
    NOTHING = 4


class Rest(NamedTuple):
    """So many seconds until the next step, unless a call of at least `ends_by` comes before."""

    seconds: float
    ends_by: Call


AT_ONCE = Rest(0, Call.NEW_WORK)
IDLE = Rest(FOR_EVER, Call.NEW_WORK)
UNTIL_SIGNED_IN = Rest(FOR_EVER, Call.ONLINE)
BETWEEN_SEARCHES = Rest(SEARCH_PAUSE, Call.NOTHING)


class Backoff:
    """Counts the failures in a row, by which the pauses grow. `sleep` takes seconds; `jitter` gives a number from 0 up
    to 1."""

    def __init__(self, sleep: Callable[[float], Awaitable[object]], jitter: Callable[[], float]) -> None:
        self._sleep = sleep
        self._jitter = jitter
        self._failures = 0
        self._called = 0
        self._ends_by = Call.NEW_WORK
        self._awake = asyncio.Event()

    def call(self, by: Call) -> None:
        """Ends the rest that is being taken, if `by` is strong enough for it. During a step it ends the rest that comes
        after the step."""
        self._called = max(self._called, by)
        if by >= self._ends_by:
            self._awake.set()

    def step_begins(self) -> None:
        """Forgets the calls until now: the step does what they asked for."""
        self._called = 0

    def succeeded(self) -> None:
        """The next failure counts as the first."""
        self._failures = 0

    def back_off(self) -> Rest:
        """One more failure. The rest doubles with each from 2 to 120 seconds; chance takes up to half of it away, so
        that many desks don't come back at the same moment."""
        self._failures += 1
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10))
        return Rest(longest * (0.5 + self._jitter() / 2), Call.ONLINE)

    def after(self, error: FoyerError) -> Rest:
        """The rest after a question that failed."""
        match error:
            case SignInNeeded():
                return UNTIL_SIGNED_IN
            case Busy():
                return self.asked(error)
            case _:
                return self.back_off()

    def asked(self, busy: Busy) -> Rest:
        """As long as the server asks for, 1 second to an hour; only a person ends it earlier. Where it names no time,
        as `back_off`."""
        if busy.retry_after is None:
            return self.back_off()
        return Rest(min(max(busy.retry_after, SHORTEST_ASKED), LONGEST_ASKED), Call.PERSON)

    async def take(self, rest: Rest) -> None:
        """Returns when the rest is over or was ended."""
        if rest == AT_ONCE or self._called >= rest.ends_by:
            return
        self._ends_by = rest.ends_by
        self._awake.clear()
        if rest.seconds == FOR_EVER:
            await self._awake.wait()
            return
        sleeping = asyncio.ensure_future(self._sleep(rest.seconds))
        waking = asyncio.ensure_future(self._awake.wait())
        try:
            await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            waking.cancel()
