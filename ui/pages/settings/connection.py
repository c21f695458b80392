"""*Settings*: where the visitor list is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.settings import Part, Settings
from ui.pages.settings.answer import Answer
from ui.pages.settings.section import Secret, Section
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout

TOKEN = "token"


class ConnectionSection(Section):
    """`test_requested` asks whether the server answers."""

    test_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        secrets = {TOKEN: Secret("Access token", "kept in the system's keyring")}
        super().__init__(Part.CONNECTION, secrets=secrets, theme=theme, parent=parent)
        self._here, self._there = QRadioButton("On this computer"), QRadioButton("On a server")
        places = QButtonGroup(self)
        places.addButton(self._here)
        places.addButton(self._there)
        self.test = Button("Test connection", theme=theme)
        self.answer = Answer(theme=theme)
        self.test.clicked.connect(self.test_requested)
        self.column.addWidget(_choice(self._here, "No account, no network. Ready now.", theme))
        self.column.addWidget(_choice(self._there, "Several desks, one list.", theme))
        self._server_part = QWidget()
        part = QVBoxLayout(self._server_part)
        part.setContentsMargins(0, 4, 0, 0)
        part.setSpacing(12)
        part.addWidget(self.fields["server"])
        part.addWidget(FieldGrid(self.fields_but("server", TOKEN), most=2, narrowest=200, theme=theme))
        part.addWidget(self.fields[TOKEN])
        part.addWidget(self.answer.beside(self.test))
        self.column.addWidget(self._server_part)
        self._there.toggled.connect(self._server_part.setVisible)

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        (self._here if settings.embedded else self._there).setChecked(True)
        self._server_part.setVisible(not settings.embedded)

    def written(self) -> dict[str, Any]:
        written = super().written()
        if self._here.isChecked():
            return {"server": "", "company": "", "prefix": Settings().prefix}
        return written

    def missing(self) -> dict[str, str]:
        if self._here.isChecked():
            return {}
        words = {"server": "fill in the server's address", "company": "fill in the company's id, such as CO-C202"}
        return {key: todo for key, todo in words.items() if not self.text(key)}

    def take_focus(self) -> None:
        (self._here if self._here.isChecked() else self._there).setFocus()


def _choice(button: QRadioButton, words: str, theme: Theme) -> QWidget:
    choice = QWidget()
    flow = FlowLayout(theme=theme, gap=12)
    flow.add(button)
    flow.add(Label(words, variant="muted"), grows=True)
    choice.setLayout(flow)
    button.setAccessibleDescription(words)
    return choice
