"""*Settings*: the mail server by which hosts are told of arrivals."""

from __future__ import annotations

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
        self.test = Button("Send a test mail", theme=theme)
        self.answer = Answer(theme=theme)
        self.test.clicked.connect(self.test_requested)
        self.column.addWidget(Label("Tells hosts who has arrived.", variant="muted", wrap=True))
        self.column.addWidget(FieldGrid(tuple(self.fields.values()), most=2, narrowest=200, theme=theme))
        self.column.addWidget(self.answer.beside(self.test))
        self._security.changed.connect(self._on_security_changed)

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        self._port.setText(str(settings.smtp_port))  # after the security, which may have changed it

    def missing(self) -> dict[str, str]:
        if not self.text("smtp_server") or self.text("mail_from"):
            return {}
        return {"mail_from": "fill in the address that mails come from, such as desk@example.com"}

    def _on_security_changed(self) -> None:
        """The usual port goes along; another one was meant."""
        if self._port.text().strip() in PORTS.values() and self._security.value() in PORTS:
            self._port.setText(PORTS[self._security.value()])
