"""Asking for people while somebody types: each answer comes in a moment, and only the latest counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from app.models.text.folding import fold
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.suggestions import PersonOption, Suggestions

_BY_THE_LIST = Qt.FocusReason.PopupFocusReason
"""Why a field seems to lose the focus as the list below it opens."""

Answer = TypeVar("Answer")

Find = Callable[[str], Awaitable[Sequence[PersonOption]]]
"""Those whom a typed text may mean, accents and case aside; everybody for ""."""


async def known_as(typed: str, find: Find) -> PersonOption | None:
    """The one person whose id, name, "last name, first name", "name id" or "name (id)" was typed; None for a stranger
    and for namesakes."""
    last_name, comma, first_name = typed.partition(",")
    if comma and (turned := await known_as(f"{first_name} {last_name}", find)):
        return turned
    sought = " ".join(fold(typed).split())
    if not sought:
        return None
    matches = [*await find(typed)]
    if sought.endswith(")"):
        matches += await find(sought.rpartition("(")[2].rstrip(")"))
    same = {one.id: one for one in matches if sought in _ways_to_write(one)}
    by_id = [one for one in same.values() if fold(one.id) == sought]
    candidates = by_id or list(same.values())
    return candidates[0] if len(candidates) == 1 else None


def _ways_to_write(one: PersonOption) -> tuple[str, ...]:
    name, identifier = fold(one.name), fold(one.id)
    return identifier, name, f"{name} {identifier}", f"{name} ({identifier})"


class Lookup:
    """One question at a time: a new one takes the place of the one before, which isn't answered any more.

    Nothing is answered once `owner` is gone.
    """

    def __init__(self, *, tasks: Tasks, owner: QObject) -> None:
        self._tasks = tasks
        self._asking: asyncio.Task[None] | None = None
        owner.destroyed.connect(self.drop)

    @property
    def underway(self) -> bool:
        return self._asking is not None and not self._asking.done()

    def ask(self, question: Callable[[], Awaitable[Answer]], take: Callable[[Answer], None]) -> None:
        """`take` is given the answer, unless something else is asked before that comes."""
        self.drop()
        self._asking = self._tasks.start(self._answered(question, take))

    def drop(self) -> None:
        """Whatever is being asked isn't wanted any more."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    async def over(self) -> None:
        """Returns when nothing is being asked any more."""
        while self._asking is not None and not self._asking.done():
            await asyncio.wait((self._asking,))

    async def _answered(self, question: Callable[[], Awaitable[Answer]], take: Callable[[Answer], None]) -> None:
        answer = await question()
        self._asking = None
        take(answer)


class PersonSuggestions(Suggestions):
    """Offers those whom `find` gives, for as long as the field below which they stand has the focus."""

    def __init__(self, *, edit: QLineEdit, find: Find, tasks: Tasks, theme: Theme, narrowest: int = 0) -> None:
        super().__init__(edit=edit, theme=theme, narrowest=narrowest)
        self._find = find
        self._lookup = Lookup(tasks=tasks, owner=self)
        edit.installEventFilter(self)

    def open(self, typed: str) -> None:
        """Shows in a moment whom `typed` may mean; nothing when nobody is known by it."""
        self._lookup.ask(lambda: self._find(typed), self.offer)

    def close(self) -> None:
        self._lookup.drop()
        super().close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:
            return super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() is not _BY_THE_LIST:
            self._lookup.drop()
        return False
