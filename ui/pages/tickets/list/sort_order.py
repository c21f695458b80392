"""Which way the list of tickets runs."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.theme import Theme
from ui.widgets.buttons import Button


class SortOrder(Button):
    """*Sort order*: one button that turns the list round. Its description says which way it runs."""

    changed = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__("Sort order", theme=theme, variant="square", icon="sort-descending")
        self._value = "desc"
        self.clicked.connect(lambda: self.set_value("asc" if self._value == "desc" else "desc"))
        self._say()

    def value(self) -> str:
        """ "desc" or "asc", as the API writes it."""
        return self._value

    def set_value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        word = "Descending" if self._value == "desc" else "Ascending"
        self.set_icon(f"sort-{word.lower()}")
        self.setAccessibleDescription(word)
        self.setToolTip(f"Sort order: {word.lower()}")
