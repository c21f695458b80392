"""Starts, keeps and cancels coroutines. Every error that one of them ends with passes here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from weakref import WeakSet

from app.errors import FoyerError

Report = Callable[[Exception], None]


class Tasks:
    """A page gets its own with `part()`, so that its work can be cancelled before the page goes. What is started once
    they were cancelled is cancelled at once: it would work with what is gone.

    `report` is told every error that nobody nearer took: a FoyerError to be worded, anything else is a bug.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._running: set[asyncio.Task[Any]] = set()
        self._over = False
        self._parts: WeakSet[Tasks] = WeakSet()  # one that nobody works with any more goes by itself

    def part(self) -> Tasks:
        """Tasks that can be cancelled on their own; cancelling these cancels them too."""
        part = Tasks(self.report)
        part._over = self._over
        self._parts.add(part)
        return part

    def start(
        self, coroutine: Coroutine[Any, Any, Any], *, on_error: Callable[[FoyerError], None] | None = None
    ) -> asyncio.Task[Any]:
        """Runs `coroutine`. A FoyerError goes to `on_error` where one is given, every other error to the report."""
        task = asyncio.get_event_loop().create_task(coroutine)
        if self._over:
            task.cancel()
        self._running.add(task)
        task.add_done_callback(lambda done: self._on_done(done, on_error))
        return task

    def _on_done(self, task: asyncio.Task[Any], on_error: Callable[[FoyerError], None] | None) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, FoyerError) and on_error is not None:
            on_error(error)
        elif isinstance(error, Exception):
            self.report(error)

    async def cancel(self) -> None:
        """Cancels everything, for good, and waits until it has ended, so that nothing touches a widget that is going
        away."""
        self._over = True
        for part in list(self._parts):
            await part.cancel()
        self._parts.clear()
        running = [task for task in self._running if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
