"""Brings what is open in a form to the disk: a moment after a key, and again where there was no room for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from app.errors import FoyerError
from app.models.drafts import Body, StoredDraft
from app.services.drafts import Drafts
from ui.tasks import Tasks

MOMENT = 500
"""Milliseconds from the first key that isn't kept to its keeping, also while somebody types on and on."""

AGAIN = 5000
"""Milliseconds until what could not be kept is tried once more."""


class DraftKeeping(QObject):
    """The drafts of `form` on the disk. `states` gives by name what is open, {} for what holds nothing worth keeping;
    a draft that isn't among them any more is dropped."""

    def __init__(
        self,
        form: str,
        *,
        states: Callable[[], Mapping[str, Body]],
        drafts: Drafts,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._states = states
        self._drafts = drafts
        self._tasks = tasks
        self._on_disk: dict[str, Body | None] = {}
        self._failed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep)

    def stored(self) -> tuple[StoredDraft, ...] | None:
        """What was kept, the latest first; None when that can't be read, which is told."""
        try:
            stored = self._drafts.stored_now(self._form)
        except FoyerError as error:
            self._tasks.report(error)
            return None
        self._on_disk |= {draft.name: draft.body for draft in stored}
        return stored

    def has(self, name: str, state: Body) -> bool:
        """Whether that is what the disk holds of it, or is about to."""
        return state == self._on_disk.get(name, {})

    def touch(self) -> None:
        """Something may have changed: it is kept in a moment."""
        if not self._timer.isActive():
            self._timer.start(MOMENT)

    def keep(self) -> None:
        """As soon as whoever calls this is done, and without waiting for it."""
        self._tasks.start(self.put_down())

    async def put_down(self) -> None:
        """Brings the disk to what is open now. A failure is told once, until something could be kept again."""
        states = self._states()
        try:
            for name in {**states, **self._on_disk}:
                await self._keep_one(name, states.get(name, {}))
        except FoyerError as error:
            if not self._failed:
                self._tasks.report(error)
            self._failed = True
            self._timer.start(AGAIN)

    async def _keep_one(self, name: str, state: Body) -> None:
        """The store does one write after the other, so the last one that was begun is what the disk will hold."""
        if self.has(name, state):
            return
        self._on_disk[name] = state
        try:
            if state:
                await self._drafts.keep(StoredDraft(self._form, name, state))
            else:
                await self._drafts.drop(self._form, name)
        except FoyerError:
            self._on_disk[name] = None
            raise
        self._failed = False
        if not state and not self._on_disk[name]:
            del self._on_disk[name]
