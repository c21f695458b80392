"""Working on tickets, from whichever screen: what was done is said, and can be undone for ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import OnItsWay
from app.models.merging.conflict import Conflict, FieldConflict
from app.models.operations import Operation
from app.models.tickets.standing import is_done, may_step
from app.models.tickets.steps import SOLVED, reopened
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.changes import TicketChanges
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.reception.changes.conflict_sheet import ConflictSheet
from ui.reception.tickets.own_agent import OwnAgent
from ui.reception.tickets.own_agent_question import OwnAgentQuestion
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.change_words import chosen_words, settled_words
from ui.wording.tickets.ticket_words import LABELS, done_words, no_way_back_words, ticket_value_words

Rows = Sequence[TicketRow]


class TicketActions(QObject):
    """`done` carries words and what takes it back, None where nothing can be. Where the server doesn't take changes,
    `why_not` is a sentence that says so; "" where it does."""

    done = Signal(str, object)

    def __init__(
        self,
        *,
        changes: TicketChanges,
        own_agent: OwnAgent,
        contacts: Contacts,
        words: TicketWords,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.own_agent = own_agent
        self._changes = changes
        self._contacts = contacts
        self._words = words
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._window = window

    @property
    def why_not(self) -> str:
        return self._changes.why_not

    def solve(self, rows: Rows) -> None:
        """Those of them that can be."""
        self.set_status(rows, SOLVED, "solved")

    def reopen(self, rows: Rows) -> None:
        done = [row for row in rows if is_done(row.ticket)]
        groups = [
            (some, {"statusId": reopened(has_agent=has_agent)})
            for has_agent in (True, False)
            if (some := [row for row in done if (row.ticket.agent is not None) is has_agent])
        ]
        self._save_each(groups, done_words(done, "reopened"))

    def set_status(self, rows: Rows, status: int, participle: str = "") -> None:
        """Those of them that can take that step."""
        able = [row for row in rows if may_step(row.ticket, status)]
        word = self._words.statuses.get(str(status), "").lower()
        self._save_each([(able, {"statusId": status})], done_words(able, participle or f"{word} now"))

    def assign_to_me(self, rows: Rows) -> None:
        def assign(agent: str) -> None:
            self.save(rows, {"agentId": agent}, "assigned to you")

        self.ask_own_agent(assign, title="Assign to me", save="Save and assign")

    def ask_own_agent(self, do: Callable[[str], object], *, title: str, save: str) -> None:
        """`do` is called with who *me* is. That is asked for when nobody said it yet: below `title`, `save` stands on
        the button."""
        if self.own_agent.value:
            do(self.own_agent.value)
            return
        question = OwnAgentQuestion(
            title=title,
            save=save,
            contacts=self._contacts,
            tasks=self._tasks,
            theme=self._theme,
            parent=self._window(),
        )
        question.answered.connect(lambda who: self._tasks.start(self._said(who, do)))
        question.open()

    async def _said(self, who: str, do: Callable[[str], object]) -> None:
        try:
            await self.own_agent.set(who)
        finally:
            do(who)

    def save(self, rows: Rows, fields: Mapping[str, Any], participle: str) -> None:
        """By the names of app/models/tickets/fields.py."""
        self._save_each([(rows, fields)], done_words(rows, participle))

    async def edit(self, rows: Rows, fields: Mapping[str, Any]) -> None:
        """The same for a form: what it holds is on the disk when this returns. Raises what `TicketChanges.save` does;
        then nothing of it is."""
        await self._saved_each([(rows, fields)], done_words(rows, "changed"))

    async def comment(self, row: TicketRow, text: str, *, internal: bool, from_requester: bool) -> None:
        """As `edit`."""
        say = partial(self._changes.comment, row, text, internal=internal, from_requester=from_requester)
        await self._did(say, f"{'Internal note' if internal else 'Comment'} saved. It is sent by itself.")

    def attach(self, row: TicketRow, content: Path | bytes, name: str) -> None:
        """A file, or what one holds that is called `name`."""
        self._start(
            partial(self._changes.attach, row, content, name=name), f"“{name}” is attached. It is sent by itself."
        )

    def relate(self, row: TicketRow, other: TicketRow, *, same: bool) -> None:
        title = other.ticket.title or other.ticket.id
        words = done_words([row], f"closed as the same as “{title}”" if same else f"related to “{title}”")
        self._start(partial(self._changes.relate, row, other, same=same), words, can_undo=not same)

    def unrelate(self, row: TicketRow, other: str) -> None:
        self._start(partial(self._changes.unrelate, row, other), done_words([row], "not related to it any more"))

    def decide(self, operation: Operation) -> None:
        """Shows what somebody else changed too."""
        self._tasks.start(self._decided(operation))

    def _save_each(self, groups: Sequence[tuple[Rows, Mapping[str, Any]]], words: str) -> None:
        if any(rows for rows, _ in groups):
            self._tasks.start(self._saved_each(groups, words))

    async def _saved_each(self, groups: Sequence[tuple[Rows, Mapping[str, Any]]], words: str) -> None:
        operations = []
        for rows, fields in groups:
            operations.append(uuid4().hex)
            await self._changes.save(rows, fields, operations[-1])
        self._tell(words, operations)

    def _start(self, do: Callable[[str], Coroutine[Any, Any, None]], words: str, *, can_undo: bool = True) -> None:
        self._tasks.start(self._did(do, words, can_undo))

    async def _did(self, do: Callable[[str], Coroutine[Any, Any, None]], words: str, can_undo: bool = True) -> None:
        operation = uuid4().hex
        await do(operation)
        self._tell(words, [operation] if can_undo else [])

    def _tell(self, words: str, operations: Sequence[str]) -> None:
        undo = (lambda: self._tasks.start(self._undone(operations))) if operations else None
        self.done.emit(words, undo)

    async def _undone(self, operations: Sequence[str]) -> None:
        try:
            for operation in reversed(operations):
                await self._changes.undo(operation)
        except OnItsWay:
            self.done.emit(no_way_back_words(), None)
            return
        self.done.emit("Taken back.", None)

    async def _decided(self, operation: Operation) -> None:
        conflict = await self._changes.conflict(operation.id)
        if conflict is None:
            self.done.emit(settled_words(str(operation.body.get("title", ""))), None)
        elif not conflict.gone:
            self._show_conflict(operation, conflict)

    def _show_conflict(self, operation: Operation, conflict: Conflict) -> None:
        def value_words(one: FieldConflict, value: Any) -> str:
            return ticket_value_words(one.label, value, conflict.people, self._words, self._site)

        sheet = ConflictSheet(
            conflict,
            label_words=lambda one: LABELS.get(one.label, one.label),
            value_words=value_words,
            theme=self._theme,
            parent=self._window(),
        )
        sheet.resolved.connect(lambda choices: self._tasks.start(self._resolved(operation, choices)))
        sheet.open()

    async def _resolved(self, operation: Operation, choices: Mapping[str, str]) -> None:
        await self._changes.resolve(operation.id, choices)
        self.done.emit(chosen_words(str(operation.body.get("title", ""))), None)
