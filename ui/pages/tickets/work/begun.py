"""What is being written about one ticket in a small form: it outlives the form, a restart and a crash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.models.drafts import Body
from app.services.drafts import Drafts
from ui.reception.drafts.keeping import DraftKeeping
from ui.tasks import Tasks


class Begun(QObject):
    """`form` tells it from what is begun in others. What the disk had no room for is held here, and kept later."""

    def __init__(self, form: str, *, drafts: Drafts, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._ticket = ""
        self._read: Callable[[], Body] | None = None
        self._states: dict[str, Body] = {}
        self._keeping = DraftKeeping(form, states=self._noted, drafts=drafts, tasks=tasks, parent=self)

    def take(self, ticket: str, read: Callable[[], Body]) -> Body:
        """What was begun about the ticket of that key before, {} for nothing. From now on `read` gives what stands in
        the form about that one, {} for nothing that would be missed."""
        stored = self._keeping.stored()
        if stored is not None:
            unkept = {name: state for name, state in self._states.items() if not self._keeping.has(name, state)}
            self._states = {draft.name: draft.body for draft in stored} | unkept
        self._ticket, self._read = ticket, read
        return self._states.get(ticket, {})

    def touch(self) -> None:
        """Something was typed: it is kept in a moment."""
        self._keeping.touch()

    def put_aside(self) -> None:
        """The form is about to go: it is kept as it stands there now."""
        self._noted()
        self._read = None
        self._keeping.keep()

    async def put_down(self) -> None:
        """Keeps it, and returns when it is kept or can't be."""
        await self._keeping.put_down()

    def drop(self) -> None:
        """It is done with: nothing of it is left."""
        if self._read is not None:
            self._states.pop(self._ticket, None)
        self._read = None
        self._keeping.keep()

    def _noted(self) -> dict[str, Body]:
        """What is begun by now."""
        if self._read is not None:
            self._states[self._ticket] = self._read()
        return self._states
