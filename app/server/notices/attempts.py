"""How something is handed to who takes it, and how often."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable

MOST_DOUBTS = 2
"""How often it is sent when nobody knows whether it was taken."""

_PAUSES = (60, 300, 900, 1800)
"""Seconds until the next try after the first ones; then always the last."""

_ADDRESS = re.compile(r"\S+@\S+")


def pause_after(tries: int) -> int:
    """Seconds until the next try after so many."""
    return _PAUSES[min(max(tries, 1), len(_PAUSES)) - 1]


def without_addresses(words: str) -> str:
    """For the log: addresses are personal data."""
    return _ADDRESS.sub("…", words)


class HandingOver:
    """Hands one thing after the other over, on the caller's thread; another thread may `end` that for good."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._turn = threading.Lock()
        self._taking: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    @property
    def is_over(self) -> bool:
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits for so long, or until the end; whether that is it."""
        return self._ended.wait(seconds)

    def take(self, take: Callable[[], Awaitable[None]]) -> None:
        """Returns when it was taken. Raises what `take` does, and CancelledError when it is given up: nobody knows
        then whether it was taken."""

        async def taking() -> None:
            task = asyncio.current_task()
            assert task is not None
            with self._turn:
                self._taking = asyncio.get_running_loop(), task
            try:
                if self.is_over:
                    raise asyncio.CancelledError
                await take()
            finally:
                with self._turn:
                    self._taking = None

        asyncio.run(taking())

    def give_up(self) -> None:
        """What is on its way."""
        with self._turn:
            if self._taking:
                loop, task = self._taking
                loop.call_soon_threadsafe(task.cancel)

    def end(self) -> None:
        """What is on its way is given up, and nothing more is handed over."""
        self._ended.set()
        self.give_up()
