"""*Connection*: what the header says of the server, in one text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Theme

_LOOK = {
    "connecting": ("Connecting", "online", "text-muted"),
    "online": ("Online", "online", "on-site"),
    "offline": ("Offline", "offline", "waiting"),
    "sign in needed": ("Sign in needed", "key", "late"),
}


class ConnectionPill(QPushButton):
    """Its name is *Connection*; its words are its text and, for a screen reader, its description."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection")
        self.setAccessibleName("Connection")
        self._theme = theme
        self._state = "connecting"
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_state(self, state: str) -> None:
        """`state` is a value of services.connection.State."""
        self._state = state
        self._redraw()

    def _redraw(self) -> None:
        words, icon, role = _LOOK[self._state]
        self.setText(words)
        self.setAccessibleDescription(words)
        self.setIcon(self._theme.icon(icon, role))
        self.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.setProperty("state", self._state)
        self.style().unpolish(self)
        self.style().polish(self)
