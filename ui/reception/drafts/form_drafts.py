"""What a person is still writing in a form: kept while it is written, several drafts at a time, one of them in hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import NAMESPACE_OID, uuid4, uuid5

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.drafts import Body
from app.services.drafts import Drafts
from ui.reception.drafts.keeping import DraftKeeping
from ui.tasks import Tasks
from ui.widgets.draft_choice import DraftChoice

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
        self._new = new
        self._read = read
        self._show = show
        self._choice = choice
        self._states: dict[str, Body] = {self.in_hand: {}}
        self._keeping = DraftKeeping(form, states=self._noted, drafts=drafts, tasks=tasks, parent=self)
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
        stored = self._keeping.stored()
        if stored:
            self._states |= {draft.name: draft.body for draft in reversed(stored)}
            self.take(stored[0].name, stored[0].body)

    def operation(self, body: Body) -> str:
        """The id under which `body` is sent out of the draft in hand: the same body again has the same.

        So a draft that outlives a crash just after it was sent makes no second one.
        """
        return uuid5(NAMESPACE_OID, f"{self.in_hand} {json.dumps(body, sort_keys=True)}").hex

    def touch(self) -> None:
        """Something in the form may have changed: it is kept in a moment."""
        self._keeping.touch()

    def take(self, name: str, state: Body) -> None:
        """Shows `state` as the draft of that name. The one in hand is put aside; an empty one goes."""
        if not self._noted()[self.in_hand]:
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
        return self._noted().get(name, {})

    def drop(self) -> None:
        """The draft in hand was sent or given up. What the form holds from now on is a new one."""
        del self._states[self.in_hand]
        self.in_hand = uuid4().hex
        self._states[self.in_hand] = {}
        self._show_choice()
        self._keeping.keep()
        self.touch()

    async def put_down(self) -> None:
        """Keeps everything now: the form is about to go."""
        await self._keeping.put_down()

    def _on_chosen(self, name: str) -> None:
        self.take(name, self._states[name])

    def _noted(self) -> dict[str, Body]:
        """What is open by now."""
        self._states[self.in_hand] = self._read()
        self._show_choice()
        return self._states

    def _show_choice(self) -> None:
        """There is something to choose when there are several, or one that isn't simply a new one."""
        words = {name: self._words(name, state) for name, state in self._states.items()}
        self._choice.show_drafts(words, self.in_hand, visible=len(words) > 1 or bool(self.instead_of))

    def _words(self, name: str, state: Body) -> str:
        kind = "Edit" if name.startswith(_EDIT) else self._new
        return f"{kind}: {state['title']}" if state.get("title") else kind
