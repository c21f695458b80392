"""*Settings*: the mail server by which hosts are told of arrivals, the list of tomorrow's visitors that goes out by it,
and other ways of telling people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.notices.desk_ways import WaySecret
from app.services.setup import notify_key
from app.settings import Part, Settings
from ui.pages.settings.answer import Answer
from ui.pages.settings.section import Secret, Section
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label

PASSWORD = "mail_password"

WAYS = "notify_file"
_TOMORROW = ("tomorrow_list_at", "tomorrow_list_to")
SECURITIES = {"starttls": "STARTTLS", "tls": "TLS from the start", "none": "None"}
PORTS = {"starttls": "587", "tls": "465", "none": "25"}
"""The port that each usually has."""


class MailSection(Section):
    """`test_requested` asks to send a mail to the sender's own address, `ways_named` for what is secret of the ways in
    the file that is filled in."""

    test_requested = Signal()
    ways_named = Signal()

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
        self.column.addWidget(grid(self.fields_but(*_TOMORROW, WAYS)))
        self.column.addWidget(self.answer.beside(self.test))
        words = "The list of tomorrow's visitors, mailed by this desk's own server."
        self.column.addWidget(Label(words, variant="muted", wrap=True))
        self.column.addWidget(grid(tuple(self.fields[name] for name in _TOMORROW)))
        for tick in self.ticks.values():
            self.column.addWidget(tick)
        self._unsent = Label(variant="warning", wrap=True)
        self.column.addWidget(self._unsent)
        words = "Services such as Teams and Slack, an SMS gateway, or a program of the site's own: [notify.NAME]."
        self.column.addWidget(Label(words, variant="muted", wrap=True))
        self.column.addWidget(self.fields[WAYS])
        self._theme = theme
        self._ways: dict[str, WaySecret] = {}
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        self.column.addLayout(self._below)
        self.fields[WAYS].left.connect(self.ways_named)
        self._security.changed.connect(self._on_security_changed)

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        self._port.setText(str(settings.smtp_port))  # after the security, which may have changed it

    def show_unsent(self, words: str) -> None:
        """Which mails of the last list didn't go, "" when each did."""
        self._unsent.setText(words)
        self._unsent.setVisible(bool(words))

    def show_ways(self, ways: Iterable[WaySecret]) -> None:
        """A field for what is secret of each, below the file; what is typed there already stays."""
        named = {notify_key(way.name): way for way in ways}
        for key in [key for key, way in self._ways.items() if key not in named or named[key].words != way.words]:
            self.drop_secret(key)
            del self._ways[key]
        before: QWidget = self.edit(WAYS)
        for key, way in named.items():
            if key not in self._ways:
                secret = Secret(f"Secret of {way.name}", f"{way.words}; kept in the system's keyring")
                self._below.addWidget(self.add_secret(key, secret, self._theme))
            self._ways[key] = way
            self.say_stored(key, "It is kept; type another one to replace it" if way.kept else "")
            QWidget.setTabOrder(before, self.edit(key))
            before = self.edit(key)

    def way_secrets(self) -> Mapping[str, str]:
        """What is typed of them, by the way's name; "" for nothing."""
        return {way.name: self.secret(key).strip() for key, way in self._ways.items()}

    def forget_typed_secrets(self) -> None:
        for key in (PASSWORD, *self._ways):
            self.forget_typed(key)

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
