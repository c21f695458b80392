"""The one banner: a sentence across the page, and at most two things to do about it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, picture

_ICONS = {"error": ("alert", "rejected"), "waiting": ("offline", "waiting"), "notice": ("info", "accent")}


class Action(Struct, frozen=True):
    """A word on the banner and what happens when it is chosen."""

    name: str
    do: Callable[[], None]


class Message(Struct, frozen=True):
    """`kind` is error, waiting or notice."""

    words: str
    kind: str = "error"
    actions: tuple[Action, ...] = ()


class Banner(QFrame):
    """Hidden until it has something to say. What it is told to `keep_saying` comes back after every other message."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        self._theme = theme
        self._said = Message("", "notice")
        self._kept: Message | None = None
        self._icon = picture(theme.pixmap("info", "accent", 18))
        self._words = Label(wrap=True)
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
        return "" if self.isHidden() else self._words.text()

    @property
    def kind(self) -> str:
        """Of what is said, or was said last."""
        return self._said.kind

    def say(self, words: str, *, kind: str = "error", actions: tuple[Action, ...] = ()) -> None:
        """Replaces whatever was said before, until it is closed."""
        self._show(Message(words, kind, actions))

    def keep_saying(self, words: str, *, kind: str = "notice", actions: tuple[Action, ...] = ()) -> None:
        """Says this whenever there is nothing else to say; a person can't close it."""
        self._kept = Message(words, kind, actions)
        self._show(self._kept)

    def is_over(self, kind: str) -> None:
        """What a message of that kind said is no longer so. Another message stays."""
        if self.words and self._said.kind == kind:
            self._close()

    def _close(self) -> None:
        if self._kept is None:
            self.hide()
        else:
            self._show(self._kept)

    def _show(self, message: Message) -> None:
        self._said = message
        self._words.setText(message.words)
        for button in self._actions:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._actions = [self._action(action) for action in message.actions]
        if message is not self._kept:
            close = Button("Close message", theme=self._theme, look="icon", icon="close")
            close.clicked.connect(self._close)
            self._layout.addWidget(close)
            self._actions.append(close)
        self.setProperty("kind", message.kind)
        for widget in (self, self._words):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._on_theme_changed()
        self.show()
        self.setAccessibleDescription(message.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _action(self, action: Action) -> Button:
        button = Button(action.name, theme=self._theme, look="link")
        button.clicked.connect(action.do)
        self._layout.addWidget(button)
        return button

    def _on_theme_changed(self) -> None:
        name, role = _ICONS[self._said.kind]
        self._icon.setPixmap(self._theme.pixmap(name, role, 18))
        self.setMinimumHeight(self._theme.px(40))
