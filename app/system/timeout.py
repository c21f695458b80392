"""Calls that may block for ever: each on a thread of its own, waited for so long and no longer."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")


async def in_time(ask: Callable[[], Result], *, seconds: float, name: str) -> Result:
    """Runs `ask` on a daemon thread called `name`: one that hangs neither holds up the desk nor keeps it from closing.

    Raises what `ask` raises, and TimeoutError after `seconds`; the thread may go on after that.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def settle(put: Callable[[], None]) -> None:
        if not answer.done():
            put()

    def run() -> None:
        try:
            result = ask()
        except Exception as error:
            failed = error
            _tell(loop, lambda: settle(lambda: answer.set_exception(failed)))
        else:
            _tell(loop, lambda: settle(lambda: answer.set_result(result)))

    threading.Thread(target=run, name=name, daemon=True).start()
    async with asyncio.timeout(seconds):  # wait_for of Python 3.11 swallows a cancel that comes with the answer
        return await answer


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """Calls on the loop, unless that is closed: then nobody waits for the answer any more."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)


def hang_up(line: socket.socket | None) -> None:
    """Whoever still waits on that line, on a thread of their own, gets nothing more. None is one that isn't open."""
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
