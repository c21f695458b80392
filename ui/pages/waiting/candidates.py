"""Several things on the server may be what this desk sent: a person says which, or that none is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.models.operations import Operation
from ui.pages.waiting.words import candidates_words
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing


class Candidates(QWidget):
    """`adopt_wanted` carries the id on the server that was picked. Where none is known, only resending is offered."""

    picked = Signal(str)
    adopt_requested = Signal(str)
    resend_requested = Signal()

    def __init__(
        self, operation: Operation, *, pick: str, enabled: bool, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._adopt = Button("It is this one", theme=theme, variant="primary")
        self._again = Button("Send again", theme=theme)
        self._choices = [self._choice(made, made == pick) for made in operation.candidates]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self._choices:
            column.addWidget(Label(candidates_words(operation), wrap=True))
        for choice in self._choices:
            column.addWidget(choice)
        column.addWidget(flowing(*([self._adopt] if self._choices else []), self._again, theme=theme))
        self._adopt.setEnabled(enabled and pick in operation.candidates)
        self._again.setEnabled(enabled)
        self._enabled = enabled
        self._adopt.clicked.connect(lambda: self.adopt_requested.emit(self._pick()))
        self._again.clicked.connect(self.resend_requested)

    def _choice(self, made: str, on: bool) -> QRadioButton:
        choice = QRadioButton(made.replace("&", "&&"))
        choice.setAccessibleName(made)
        choice.setChecked(on)
        choice.toggled.connect(self._on_toggled)
        return choice

    def _pick(self) -> str:
        return next((choice.accessibleName() for choice in self._choices if choice.isChecked()), "")

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._adopt.setEnabled(self._enabled)
            self.picked.emit(self._pick())
