"""What a person is still writing in a form: kept while it is written, several drafts at a time, one of them in hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import NAMESPACE_OID, uuid4, uuid5

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.drafts import Body, StoredDraft
from app.services.drafts import Drafts
from ui.tasks import Tasks
from ui.widgets.draft_choice import DraftChoice

MOMENT = 500
"""Milliseconds from the first key that isn't kept to its keeping, also while somebody types on and on."""

AGAIN = 5000
"""Milliseconds until what could not be kept is tried once more."""

_EDIT = "edit/"


class FormDrafts(QObject):
    """The drafts of one form. A state is plain JSON; {} is that of a form with nothing in it worth keeping.

    `read` gives the state of the form, `show` puts one into it, {} to empty it. `new` is what a new draft is called;
    a state's "title" tells it from the others.
    """

    def __init__(
        self,
        form: str,
        *,
        new: str,
        drafts: Drafts,
        tasks: Tasks,
        read: Callable[[], Body],
        show: Callable[[Body], None],
        choice: DraftChoice,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.in_hand = uuid4().hex
        self._form = form
        self._new = new
        self._drafts = drafts
        self._tasks = tasks
        self._read = read
        self._show = show
        self._choice = choice
        self._states: dict[str, Body] = {self.in_hand: {}}
        self._on_disk: dict[str, Body | None] = {}
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_moment)
        choice.chosen.connect(self._on_chosen)
        if choice.offers_new:
            choice.new_requested.connect(self.start_new)
            shortcut = QShortcut(QKeySequence("Ctrl+Shift+N"), parent)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.start_new)

    @property
    def instead_of(self) -> str:
        """The refused operation that the draft in hand was opened from; "" for a new one."""
        return self.in_hand.removeprefix(_EDIT) if self.in_hand.startswith(_EDIT) else ""

    def restore(self) -> None:
        """Shows what was kept, the latest draft in hand: for a form that was just made."""
        try:
            stored = self._drafts.stored_now(self._form)
        except FoyerError as error:
            self._tasks.report(error)
            return
        self._states |= {draft.name: draft.body for draft in reversed(stored)}
        self._on_disk |= {draft.name: draft.body for draft in stored}
        if stored:
            self.take(stored[0].name, stored[0].body)

    def operation(self, body: Body) -> str:
        """The id under which `body` is sent out of the draft in hand: the same body again has the same.

        So a draft that outlives a crash just after it was sent makes no second one.
        """
        return uuid5(NAMESPACE_OID, f"{self.in_hand} {json.dumps(body, sort_keys=True)}").hex

    def touch(self) -> None:
        """Something in the form may have changed: it is kept in a moment."""
        if not self._timer.isActive():
            self._timer.start(MOMENT)

    def take(self, name: str, state: Body) -> None:
        """Shows `state` as the draft of that name. The one in hand is put aside; an empty one goes."""
        self._note()
        if not self._states[self.in_hand]:
            del self._states[self.in_hand]
        self.in_hand = name
        self._states[name] = state
        self._show(state)
        self._show_choice()
        self.touch()

    def start_new(self) -> None:
        """An empty form; what is in it now is put aside."""
        self.open({})

    def open(self, state: Body) -> None:
        """Shows `state` as a new draft; what is in the form now is put aside."""
        self.take(uuid4().hex, state)

    def edit(self, operation: str, state: Body) -> None:
        """Opens a refused operation as a draft of its own; one that was begun before is gone on with."""
        self.take(_EDIT + operation, self.begun(_EDIT + operation) or state)

    def begun(self, name: str) -> Body:
        """The state of the draft of that name, {} when none was begun."""
        self._note()
        return self._states.get(name, {})

    def drop(self) -> None:
        """The draft in hand was sent or given up. What the form holds from now on is a new one."""
        del self._states[self.in_hand]
        self.in_hand = uuid4().hex
        self._states[self.in_hand] = {}
        self._show_choice()
        self._tasks.start(self._keep())
        self.touch()

    async def put_down(self) -> None:
        """Keeps everything now: the form is about to go."""
        self._note()
        await self._keep()

    def _on_chosen(self, name: str) -> None:
        self.take(name, self._states[name])

    def _on_moment(self) -> None:
        self._note()
        self._tasks.start(self._keep())

    def _note(self) -> None:
        self._states[self.in_hand] = self._read()
        self._show_choice()

    async def _keep(self) -> None:
        """Brings the disk to what is open here. A failure is told once, until something could be kept again."""
        try:
            for name in {**self._states, **self._on_disk}:
                await self._keep_one(name, self._states.get(name, {}))
        except FoyerError as error:
            if not self._failed:
                self._tasks.report(error)
            self._failed = True
            self._timer.start(AGAIN)

    async def _keep_one(self, name: str, state: Body) -> None:
        """The store does one write after the other, so the last one that was begun is what the disk will hold."""
        if state == self._on_disk.get(name, {}):
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

    def _show_choice(self) -> None:
        """There is something to choose when there are several, or one that isn't simply a new one."""
        words = {name: self._words(name, state) for name, state in self._states.items()}
        self._choice.show_drafts(words, self.in_hand, visible=len(words) > 1 or bool(self.instead_of))

    def _words(self, name: str, state: Body) -> str:
        kind = "Edit" if name.startswith(_EDIT) else self._new
        return f"{kind}: {state['title']}" if state.get("title") else kind
