"""*Settings*: where the visitor list is kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.services.setup import CLIENT_SECRET, TOKEN, USER_PASSWORD
from app.settings import Part, Settings
from ui.pages.settings.answer import Answer
from ui.pages.settings.section import Secret, Section
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout

IN_KEYRING = "kept in the system's keyring"
SECRETS = {
    TOKEN: Secret("Access token", IN_KEYRING),
    CLIENT_SECRET: Secret("Client secret", IN_KEYRING),
    USER_PASSWORD: Secret("Password", IN_KEYRING),
}
OF_A_USER = ("client_id", CLIENT_SECRET, "user_name", USER_PASSWORD)
"""The fields by which a user signs in."""


class ConnectionSection(Section):
    """`test_requested` asks whether the server answers; `sign_out_requested` is about the user who is signed in."""

    test_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Part.CONNECTION, secrets=SECRETS, theme=theme, parent=parent)
        self._here, self._there = _pair("On this computer", "On a server", self)
        # the field has the name Access token, and what is found by its name has it alone
        self._by_token, self._by_user = _pair("With an access token", "Sign in with a user", self)
        self.test = Button("Test connection", theme=theme)
        self.sign_out = Button("Sign out", theme=theme)
        self.sign_out.hide()
        self.answer = Answer(theme=theme)
        self.test.clicked.connect(self.test_requested)
        self.sign_out.clicked.connect(self.sign_out_requested)
        self.column.addWidget(_choice(self._here, "No account, no network. Ready now.", theme))
        self.column.addWidget(_choice(self._there, "Several desks, one list.", theme))
        self._user_part = self._of_a_user(theme)
        self._server_part = self._laid_out(theme)
        self.column.addWidget(self._server_part)
        self._there.toggled.connect(self._server_part.setVisible)
        self._by_user.toggled.connect(self._show_sign_in)

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        (self._here if settings.embedded else self._there).setChecked(True)
        (self._by_user if settings.signs_in else self._by_token).setChecked(True)
        self._server_part.setVisible(not settings.embedded)
        self._show_sign_in()

    def written(self) -> dict[str, Any]:
        written = super().written()
        if self._here.isChecked():
            written |= {"server": "", "company": "", "prefix": Settings().prefix}
        if not self._signs_in:
            written |= {"client_id": "", "user_name": ""}
        return written

    def missing(self) -> dict[str, str]:
        if self._here.isChecked():
            return {}
        words = {"server": "fill in the server's address", "company": "fill in the company's id, such as CO-C202"}
        if self._signs_in:
            words |= {"client_id": "fill in the client's id", "user_name": "fill in the user's name"}
        return {key: todo for key, todo in words.items() if not self.text(key)}

    def take_focus(self) -> None:
        (self._here if self._here.isChecked() else self._there).setFocus()

    @property
    def _signs_in(self) -> bool:
        return self._there.isChecked() and self._by_user.isChecked()

    def _laid_out(self, theme: Theme) -> QWidget:
        server = QWidget()
        part = QVBoxLayout(server)
        part.setContentsMargins(0, 4, 0, 0)
        part.setSpacing(12)
        part.addWidget(self.fields["server"])
        others = self.fields_but("server", TOKEN, *OF_A_USER)
        part.addWidget(FieldGrid(others, most=2, narrowest=200, theme=theme))
        ways = QWidget()
        flow = FlowLayout(theme=theme, gap=20)
        flow.add(self._by_token)
        flow.add(self._by_user)
        ways.setLayout(flow)
        part.addWidget(ways)
        part.addWidget(self.fields[TOKEN])
        part.addWidget(self._user_part)
        part.addWidget(self.answer.beside(self.test))
        return server

    def _of_a_user(self, theme: Theme) -> QWidget:
        user = QWidget()
        part = QVBoxLayout(user)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(12)
        fields = tuple(self.fields[key] for key in OF_A_USER)
        part.addWidget(FieldGrid(fields, most=2, narrowest=200, theme=theme))
        part.addWidget(self.sign_out, 0, Qt.AlignmentFlag.AlignLeft)
        return user

    def _show_sign_in(self) -> None:
        self.fields[TOKEN].setVisible(self._by_token.isChecked())
        self._user_part.setVisible(self._by_user.isChecked())


def _pair(one: str, other: str, parent: QWidget) -> tuple[QRadioButton, QRadioButton]:
    """Of two choices one is made."""
    buttons = QRadioButton(one), QRadioButton(other)
    group = QButtonGroup(parent)
    for button in buttons:
        group.addButton(button)
    return buttons


def _choice(button: QRadioButton, words: str, theme: Theme) -> QWidget:
    choice = QWidget()
    flow = FlowLayout(theme=theme, gap=12)
    flow.add(button)
    flow.add(Label(words, variant="muted"), grows=True)
    choice.setLayout(flow)
    button.setAccessibleDescription(words)
    return choice
