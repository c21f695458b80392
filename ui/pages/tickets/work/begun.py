"""What is being written about one ticket in a small form: it outlives the form, a restart and a crash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.models.drafts import Body, StoredDraft
from app.services.drafts import Drafts
from ui.tasks import Tasks

_MOMENT = 500
"""Milliseconds from a key to the keeping of what was typed."""


class Begun(QObject):
    """`form` tells it from what is begun in others. `read` gives what stands in the form now, {} for nothing that would
    be missed."""

    def __init__(self, form: str, *, read: Callable[[], Body], drafts: Drafts, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._read = read
        self._drafts = drafts
        self._tasks = tasks
        self._ticket = ""
        self._kept: Body = {}
        self._timer = QTimer(self, interval=_MOMENT, singleShot=True)
        self._timer.timeout.connect(self.keep)

    def take(self, ticket: str) -> Body:
        """What was begun about the ticket of that key before, {} for nothing; from now on it is about that one. Raises
        StoreFailed."""
        stored = {draft.name: draft.body for draft in self._drafts.stored_now(self._form)}
        self._ticket = ticket
        self._kept = stored.get(ticket, {})
        return self._kept

    def touch(self) -> None:
        """Something was typed: it is kept in a moment."""
        self._timer.start()

    def keep(self) -> None:
        """At once, as it stands in the form now: that may be about to go."""
        self._timer.stop()
        self._tasks.start(self._put(self._ticket, self._read()))

    async def put_down(self) -> None:
        """Keeps it, and returns when it is kept."""
        self._timer.stop()
        await self._put(self._ticket, self._read())

    async def drop(self) -> None:
        """It is done with: nothing of it is left."""
        self._timer.stop()
        await self._put(self._ticket, {})

    async def _put(self, ticket: str, state: Body) -> None:
        if not ticket or state == self._kept:
            return
        self._kept = state
        if state:
            await self._drafts.keep(StoredDraft(self._form, ticket, state))
        else:
            await self._drafts.drop(self._form, ticket)
