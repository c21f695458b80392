"""*Settings*: the mail server by which hosts are told of arrivals, and the list of tomorrow's visitors goes out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.settings import Part, Settings
from ui.pages.settings.answer import Answer
from ui.pages.settings.section import Secret, Section
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label

PASSWORD = "mail_password"

_TOMORROW = ("tomorrow_list_at", "tomorrow_list_to")
SECURITIES = {"starttls": "STARTTLS", "tls": "TLS from the start", "none": "None"}
PORTS = {"starttls": "587", "tls": "465", "none": "25"}
"""The port that each usually has."""


class MailSection(Section):
    """`test_requested` asks to send a mail to the sender's own address."""

    test_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._security = ChoiceField(SECURITIES, theme=theme)
        super().__init__(
            Part.MAIL,
            controls={"smtp_security": self._security},
            secrets={PASSWORD: Secret("Mail password", "kept in the system's keyring")},
            theme=theme,
            parent=parent,
        )
        self._port = self.edit("smtp_port")
        self.test = Button("Test message", theme=theme)
        self.answer = Answer(theme=theme)
        self.test.clicked.connect(self.test_requested)
        grid = partial(FieldGrid, most=2, narrowest=200, theme=theme)
        what = "Tells hosts who has arrived, and visitors that they are invited."
        self.column.addWidget(Label(what, variant="muted", wrap=True))
        self.column.addWidget(grid(self.fields_but(*_TOMORROW)))
        self.column.addWidget(self.answer.beside(self.test))
        words = "The list of tomorrow's visitors, mailed by this desk's own server."
        self.column.addWidget(Label(words, variant="muted", wrap=True))
        self.column.addWidget(grid(tuple(self.fields[name] for name in _TOMORROW)))
        for tick in self.ticks.values():
            self.column.addWidget(tick)
        self._unsent = Label(variant="warning", wrap=True)
        self.column.addWidget(self._unsent)
        self._security.changed.connect(self._on_security_changed)

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        self._port.setText(str(settings.smtp_port))  # after the security, which may have changed it

    def show_unsent(self, words: str) -> None:
        """Which mails of the last list didn't go, "" when each did."""
        self._unsent.setText(words)
        self._unsent.setVisible(bool(words))

    def missing(self) -> dict[str, str]:
        if not self.text("smtp_server"):
            words = "fill in the mail server that tomorrow's list goes by"
            return {"smtp_server": words} if self.text("tomorrow_list_to") else {}
        if self.text("mail_from"):
            return {}
        return {"mail_from": "fill in the address that mails come from, such as desk@example.com"}

    def _on_security_changed(self) -> None:
        """The usual port goes along; another one was meant."""
        if self._port.text().strip() in PORTS.values() and self._security.value() in PORTS:
            self._port.setText(PORTS[self._security.value()])
