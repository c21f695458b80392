"""*Settings*: what this desk stands on, part by part, kept together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import BadPin, BadSetting, FoyerError, MailSignInRefused, NotAddress, SignInNeeded
from app.services.setup import Setup
from app.settings import Settings, checked
from app.system.credentials import SecretPlace
from ui.pages.settings.arrivals import ArrivalsSection
from ui.pages.settings.connection import TOKEN, ConnectionSection
from ui.pages.settings.desk import DeskSection
from ui.pages.settings.kiosk import PIN, KioskSection
from ui.pages.settings.mail import PASSWORD, MailSection
from ui.pages.settings.scanner_test import ScannerTest
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.restyle import restyle
from ui.wording.messages import error_words

WIDEST = 640
IN_A_FILE = "Saved. No keyring answered: what is secret is in a private file."


class SettingsPage(Page):
    """`changed` is emitted after settings were kept: with them, and with what to say of it, or "". `printers` gives
    the names of this PC's printers."""

    entry = screens.SETTINGS

    changed = Signal(object, str)

    def __init__(
        self,
        *,
        setup: Setup,
        printers: Callable[[], Awaitable[list[str]]],
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._setup = setup
        self._printers = printers
        self._tasks = tasks
        self._connection = ConnectionSection(theme=theme)
        self._mail = MailSection(theme=theme)
        self._arrivals = ArrivalsSection(theme=theme)
        self._kiosk = KioskSection(theme=theme)
        self._sections = (self._connection, DeskSection(theme=theme), self._arrivals, self._mail, self._kiosk)
        self._save = Button("Save", theme=theme, variant="primary")
        self._result = Label(variant="muted", wrap=True)
        self._result.setAccessibleName("Result")
        self._lay_out(theme)
        for section in self._sections:
            section.fill(setup.settings)
        self._connection.test_requested.connect(lambda: self._start(self._tried, self._connection.test))
        self._mail.test_requested.connect(lambda: self._start(self._mailed, self._mail.test))
        self._save.clicked.connect(lambda: self._start(self._saved, self._save))

    def open(self) -> None:
        self._tasks.start(self._show_stored())
        self._tasks.start(self._show_printers(), on_error=lambda error: None)  # one can be typed as well

    def take_focus(self) -> None:
        if self.focusWidget() is None:
            self._connection.take_focus()
        else:
            super().take_focus()

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(20)
        for section in self._sections:
            column.addWidget(section)
        column.addWidget(ScannerTest(theme=theme))
        column.addStretch()
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(theme.px(WIDEST))
        inner.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keys, and it follows them
        scroll.setWidget(inner)
        footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(32, 12, 24, 12)
        foot.addWidget(self._result, 1)
        foot.addWidget(self._save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(scroll, 1)
        page.addWidget(footer)

    async def _show_stored(self) -> None:
        if not self._setup.settings.embedded and await self._setup.token_known():
            self._connection.say_stored(TOKEN, "A token is kept; type another one to replace it")
        if self._setup.settings.smtp_user and await self._setup.mail_password_known():
            self._mail.say_stored(PASSWORD, "A password is kept; type another one to replace it")
        if await self._setup.staff_pin_known():
            self._kiosk.say_stored(PIN, "A PIN is kept; type another one to replace it")

    async def _show_printers(self) -> None:
        self._arrivals.show_printers(await self._printers())

    def _candidate(self) -> Settings:
        """The settings as they stand in the form. Raises BadSetting."""
        written: dict[str, Any] = {}
        for section in self._sections:
            written |= section.written()
        return checked(asdict(self._setup.settings) | written)

    def _complain(self, error: BadSetting) -> None:
        """Beside the field of the setting that it names."""
        name, _, words = str(error).partition(": ")
        for section in self._sections:
            section.complain(name, words)

    def _start(self, act: Callable[[], Awaitable[None]], button: Button) -> None:
        """`button` rests until it is done."""

        async def acted() -> None:
            button.setEnabled(False)
            try:
                await act()
            finally:
                button.setEnabled(True)

        self._tasks.start(acted(), on_error=self._on_failed)

    async def _tried(self) -> None:
        candidate = self._candidate()
        self._say("Asking the server …")
        site = await self._setup.test(candidate, self._connection.text(TOKEN))
        self._say(f"{site or 'The server'} answered. Nothing is saved yet.", variant="good")

    async def _mailed(self) -> None:
        candidate = self._candidate()
        if not candidate.mails:
            self._mail.complain("smtp_server", "Fill in the mail server's address.")
            raise BadSetting("The mail server's address is missing.")
        self._say("Sending a mail …")
        await self._setup.send_test_mail(candidate, self._mail.secret(PASSWORD))
        self._say(
            f"The mail server took a mail to {candidate.mail_from}: see whether it arrives. Nothing is saved yet.",
            variant="good",
        )

    async def _saved(self) -> None:
        candidate = self._candidate()
        await self._can_be_left(candidate)
        token, password, pin = self._connection.text(TOKEN), self._mail.secret(PASSWORD), self._kiosk.text(PIN)
        place = await self._setup.keep(candidate, token, password, pin)
        self._connection.forget_typed(TOKEN)
        self._mail.forget_typed(PASSWORD)
        self._kiosk.forget_typed(PIN)
        self._say("Saved.")
        self.changed.emit(candidate, IN_A_FILE if place is SecretPlace.FILE else "")

    async def _can_be_left(self, candidate: Settings) -> None:
        """Raises BadSetting, after it was said beside its field, when nobody could leave the kiosk."""
        if candidate.kiosk and not self._kiosk.text(PIN) and not await self._setup.staff_pin_known():
            self._kiosk.complain(PIN, "Choose a PIN: without one nobody leaves the kiosk.")
            raise BadSetting("The PIN for staff is missing.")

    def _on_failed(self, error: FoyerError) -> None:
        match error:
            case NotAddress():
                self._connection.complain("server", str(error))
            case SignInNeeded():
                self._connection.complain(TOKEN, "The server does not take this token.")
            case MailSignInRefused():
                self._mail.complain(PASSWORD, "The mail server does not take it.")
            case BadPin():
                self._kiosk.complain(PIN, str(error))
            case BadSetting():
                self._complain(error)
        self._say(error_words(error, shown=False), variant="error")

    def _say(self, words: str, *, variant: str = "muted") -> None:
        self._result.setText(words)
        self._result.setAccessibleDescription(words)
        restyle(self._result, variant=variant)
