"""The one banner: a sentence across the page, and at most two things to do about it.

What is said over another sentence doesn't take it away: that comes back when the later one is over, if it is still so.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Sentence, picture
from ui.widgets.restyle import restyle

_ICONS = {"error": ("alert", "rejected"), "waiting": ("offline", "waiting"), "notice": ("info", "accent")}


class Action(Struct, frozen=True):
    """A word on the banner and what happens when it is chosen."""

    name: str
    do: Callable[[], None]


class Message(Struct, frozen=True):
    """`kind` is error, waiting or notice. `topic` is what it is about: of each one thing is said at a time. `closable`
    says whether a person can take it away."""

    words: str
    kind: str = "error"
    actions: tuple[Action, ...] = ()
    topic: str = ""
    closable: bool = True


class Banner(QFrame):
    """Hidden while it has nothing to say. `closed` tells the topic of what a person closed."""

    closed = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        self._theme = theme
        self._message = Message("", "notice")
        self._messages: list[Message] = []
        self._icon = picture(theme.pixmap("info", "accent", 18))
        self._words = Sentence(wrap=True)
        self._words.setObjectName("bannerText")
        self._actions: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 4, 12, 4)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(self._words, 1)
        self.setMinimumHeight(theme.px(40))
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now, or "" when nothing is."""
        return "" if self.isHidden() else self._words.words

    def say(
        self,
        words: str,
        *,
        kind: str = "error",
        actions: tuple[Action, ...] = (),
        topic: str = "",
        closable: bool = True,
    ) -> None:
        """Says it over everything else, or in the place of what was said of the same topic. What waits, as while the
        server is away, goes over every notice again, and below an error that nobody has read."""
        self._put(Message(words, kind, actions, topic, closable))

    def take_back(self, topic: str) -> None:
        """What was said of it is no longer so."""
        self._messages = [one for one in self._messages if one.topic != topic]
        self._show_latest()

    def says(self, topic: str) -> bool:
        """Whether something is said of it, be it below something else."""
        return any(one.topic == topic for one in self._messages)

    def _put(self, message: Message) -> None:
        place = next((n for n, one in enumerate(self._messages) if one.topic == message.topic), -1)
        if place >= 0 and message.topic and message.kind != "waiting":
            self._messages[place] = message
        else:
            self._messages = [one for one in self._messages if one.topic != message.topic]
            place = len(self._messages)
            while message.kind == "waiting" and place and self._messages[place - 1].kind == "error":
                place -= 1
            self._messages.insert(place, message)
        self._show_latest()

    def _on_closed(self) -> None:
        topic = self._message.topic
        self.take_back(topic)
        self.closed.emit(topic)

    def _show_latest(self) -> None:
        latest = self._messages[-1] if self._messages else None
        if latest is None:
            self.hide()
        elif self.isHidden() or latest != self._message:
            self._show(latest)

    def _show(self, message: Message) -> None:
        self._message = message
        self._words.setText(message.words)
        for button in self._actions:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._actions = [self._action(action) for action in message.actions]
        if message.closable:
            close = Button("Close message", theme=self._theme, variant="icon", icon="close")
            close.clicked.connect(self._on_closed)
            self._layout.addWidget(close)
            self._actions.append(close)
        restyle(self, kind=message.kind)
        restyle(self._words)
        self._on_theme_changed()
        self.show()
        self.setAccessibleDescription(message.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _action(self, action: Action) -> Button:
        button = Button(action.name, theme=self._theme, variant="link")
        button.clicked.connect(action.do)
        self._layout.addWidget(button)
        return button

    def _on_theme_changed(self) -> None:
        name, role = _ICONS[self._message.kind]
        self._icon.setPixmap(self._theme.pixmap(name, role, 18))
        self.setMinimumHeight(self._theme.px(40))
