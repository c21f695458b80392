"""A sentence in the banner that is true for as long as it stands there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject

from app.models.lists import Change
from ui.tasks import Tasks
from ui.widgets.banner import Banner, Message

Say = Callable[[], Awaitable[Message | None]]
"""Gives what is to be said as things stand now, None when there is nothing to say any more."""


class TrueSentence(QObject):
    """Says one thing at a time. What a person closed, or what made room for something else, isn't said again."""

    def __init__(self, banner: Banner, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._banner = banner
        self._tasks = tasks
        self._say: Say | None = None
        self._lists: tuple[str, ...] = ()
        self._said = ""

    def keep(self, say: Say, *lists: str) -> None:
        """Says it, and looks again whenever one of the `lists` is otherwise."""
        self._say, self._lists, self._said = say, lists, ""
        self._tasks.start(self._look())

    def on_change(self, change: Change) -> None:
        if self._say is not None and change.of(*self._lists):
            self._tasks.start(self._look())

    async def _look(self) -> None:
        say = self._say
        if say is None or (self._said and self._banner.words != self._said):
            self._say = None
            return
        message = await say()
        if say is not self._say or (self._said and self._banner.words != self._said):
            return  # something else is said by now
        if message is None:
            self._say = None
            if self._said:
                self._banner.is_over(self._banner.kind)
        elif message.words != self._said:
            self._said = message.words
            self._banner.say(message.words, kind=message.kind, actions=message.actions)
