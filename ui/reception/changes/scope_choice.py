"""Which times of a series a change is for: this one, this and the following, or all, each with its dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.models.meetings.changes import Scope
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.change_words import SCOPE_WORDS, touched_words

Dates = Callable[[Scope], Sequence[date]]


class ScopeChoice(QWidget):
    """`dates` gives the days that a change of a scope touches. `changed` is emitted when `scope` is another."""

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the change is for")
        self.scope = Scope.ONE
        self._dates: Dates = lambda scope: ()
        self._touched = Label(variant="muted", wrap=True)
        self._choices: dict[Scope, QRadioButton] = {}
        row = FlowLayout(theme=theme, gap=20)
        for scope, word in SCOPE_WORDS.items():
            choice = self._choices[scope] = QRadioButton(word)
            choice.setAccessibleName(word)
            choice.setChecked(scope is self.scope)
            choice.toggled.connect(lambda on, scope=scope: self._on_toggled(scope, on))
            row.add(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._touched)

    def show_scope(self, scope: Scope, dates: Dates) -> None:
        """Chooses that scope, of another meeting."""
        self._dates = dates
        self._choices[scope].setChecked(True)
        self._say()

    def keep_room(self, lines: int) -> None:
        """For so many lines of dates: a window around it has its size before another scope is chosen."""
        self._touched.setMinimumHeight(lines * self._touched.fontMetrics().lineSpacing())
        self._touched.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _on_toggled(self, scope: Scope, on: bool) -> None:
        if on and scope is not self.scope:
            self.scope = scope
            self._say()
            QAccessible.updateAccessibility(QAccessibleEvent(self._touched, QAccessible.Event.Alert))
            self.changed.emit()

    def _say(self) -> None:
        for scope, choice in self._choices.items():
            choice.setAccessibleDescription(touched_words(self._dates(scope)))
        self._touched.setText(touched_words(self._dates(self.scope)))
