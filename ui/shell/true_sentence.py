"""Sentences in the banner, each of them true for as long as it stands there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct
from PySide6.QtCore import QObject

from app.models.lists import Change
from ui.tasks import Tasks
from ui.widgets.banner import Banner, Message

Say = Callable[[], Awaitable[Message | None]]
"""Gives what is to be said as things stand now, None when there is nothing to say any more."""


class _Sentence(Struct, eq=False):
    say: Say
    lists: tuple[str, ...]
    words: str = ""


class TrueSentences(QObject):
    """One for each topic. What a person closed isn't said again."""

    def __init__(self, banner: Banner, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._banner = banner
        self._tasks = tasks
        self._sentences: dict[str, _Sentence] = {}
        banner.closed.connect(self._on_closed)

    def keep(self, topic: str, say: Say, *lists: str) -> None:
        """Says it, and looks again whenever one of the `lists` is otherwise."""
        self._banner.take_back(topic)
        sentence = self._sentences[topic] = _Sentence(say, lists)
        self._tasks.start(self._check(topic, sentence))

    def on_change(self, change: Change) -> None:
        for topic, sentence in self._sentences.items():
            if change.of(*sentence.lists):
                self._tasks.start(self._check(topic, sentence))

    async def _check(self, topic: str, sentence: _Sentence) -> None:
        message = await sentence.say()
        if self._sentences.get(topic) is not sentence:
            return  # closed or over meanwhile, or another is kept of that topic
        if message is None:
            del self._sentences[topic]
            self._banner.take_back(topic)
        elif message.words != sentence.words:
            sentence.words = message.words
            self._banner.say(message.words, kind=message.kind, actions=message.actions, topic=topic)

    def _on_closed(self, topic: str) -> None:
        self._sentences.pop(topic, None)
