"""How a meeting repeats: a few usual ways by name, any other as a typed rule."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.wheel import WheelNeedsFocus

NEVER = "Does not repeat"
_RULES = {
    NEVER: "",
    "Every day": "FREQ=DAILY",
    "Every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "Every week": "FREQ=WEEKLY",
    "Every month": "FREQ=MONTHLY",
}


class RepeatsPicker(QComboBox):
    """`changed` is emitted at each key."""

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(NEVER)
        self.setLineEdit(self._edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(_RULES))
        self.setCompleter(None)  # type: ignore[arg-type]  # "Every week" would be completed to "Every weekday"
        self._picture = QAction(self)
        self._edit.addAction(self._picture, QLineEdit.ActionPosition.LeadingPosition)
        WheelNeedsFocus(self)
        self.editTextChanged.connect(self.changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def rule(self) -> str:
        """An RFC 5545 rule without its property name, or what was typed in its place; "" for no repeating."""
        typed = self.currentText().strip()
        named = {name.casefold(): rule for name, rule in _RULES.items()}
        return named.get(typed.casefold(), typed)

    def set_rule(self, rule: str) -> None:
        self.setEditText(next((name for name, known in _RULES.items() if known == rule), rule))
        self._edit.setCursorPosition(0)

    def _on_theme_changed(self) -> None:
        self._picture.setIcon(self._theme.icon("repeat", "text-muted", 16))
