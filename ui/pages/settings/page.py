"""*Settings*: what this desk stands on, part by part, kept together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import (
    FoyerError,
    MailSignInRefused,
    NotAddress,
    SignInNeeded,
    SignInRefused,
    Step,
    StepFailed,
    WrongSettings,
)
from app.models.notices.sample_letter import SampleLetters
from app.services.access import Typed
from app.services.setup import CLIENT_SECRET, STAFF_PIN, TOKEN, USER_PASSWORD, Setup
from app.services.site import Site
from app.settings import Settings
from app.system.credentials import SecretPlace
from ui.pages.settings.answer import Answer
from ui.pages.settings.arrivals import ArrivalsSection
from ui.pages.settings.connection import ConnectionSection
from ui.pages.settings.desk import DeskSection
from ui.pages.settings.invitations import InvitationsSection
from ui.pages.settings.kiosk import KioskSection
from ui.pages.settings.mail import PASSWORD, WAYS, MailSection
from ui.pages.settings.scanner_test import ScannerTest
from ui.pages.settings.section import Section
from ui.pages.settings.tickets import TicketsSection
from ui.reception.notices.unsent_lists import UnsentLists
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field
from ui.wording.messages import error_words, fields_to_fix_words, setting_words
from ui.wording.notices.unsent_list import unsent_words
from ui.wording.sign_in_words import sign_in_complaints, signed_out_words

WIDEST = 656
IN_A_FILE = "Saved. No keyring answered: what is secret is in a private file."


class SettingsPage(Page):
    """`changed` is emitted after settings were kept: with them, and with what to say of it, or "". `printers` gives
    the names of this PC's printers, `letters` what visitors and others are sent, about made-up people."""

    entry = screens.SETTINGS

    changed = Signal(object, str)

    def __init__(
        self,
        *,
        setup: Setup,
        printers: Callable[[], Awaitable[list[str]]],
        letters: Callable[[], Awaitable[SampleLetters]],
        unsent_lists: UnsentLists,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._setup = setup
        self._printers = printers
        self._letters = letters
        self._theme = theme
        self._unsent_lists = unsent_lists
        self._site = site
        self._tasks = tasks
        self._connection = ConnectionSection(theme=theme)
        self._mail = MailSection(theme=theme)
        self._arrivals = ArrivalsSection(theme=theme)
        self._tickets = TicketsSection(theme=theme)
        self._invitations = InvitationsSection(theme=theme)
        self._kiosk = KioskSection(theme=theme)
        self._sections = (
            self._connection,
            DeskSection(theme=theme),
            self._arrivals,
            self._tickets,
            self._invitations,
            self._mail,
            self._kiosk,
        )
        self._save = Button("Save", theme=theme, variant="primary")
        self._result = Answer(theme=theme)
        self._lay_out(theme)
        for section in self._sections:
            section.fill(setup.settings)
        self._say_at(self._result)
        self._connection.test_requested.connect(
            lambda: self._start(self._tried, self._connection.test, self._connection.answer)
        )
        self._connection.sign_out_requested.connect(
            lambda: self._start(self._signed_out, self._connection.sign_out, self._connection.answer)
        )
        self._mail.test_requested.connect(lambda: self._start(self._mailed, self._mail.test, self._mail.answer))
        self._mail.ways_named.connect(lambda: self._tasks.start(self._show_ways()))
        self._invitations.texts_requested.connect(lambda: self._tasks.start(self._show_texts()))
        self._save.clicked.connect(lambda: self._start(self._saved, self._save, self._result))
        unsent_lists.changed.connect(self._show_unsent)
        self._show_unsent()

    def open(self) -> None:
        self._tasks.start(self._show_stored())
        self._tasks.start(self._show_ways())
        self._tasks.start(self._show_lost_files())
        self._tasks.start(self._show_printers(), on_error=lambda error: None)  # one can be typed as well

    def show_setting(self, name: str) -> None:
        """It was said elsewhere."""
        for section in self._sections:
            section.fill_one(name, self._setup.settings)

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
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keys, and it follows them
        self._scroll.setWidget(inner)
        footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(32, 12, 24, 12)
        foot.addWidget(self._result, 1)
        foot.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._scroll, 1)
        page.addWidget(footer)

    async def _show_stored(self) -> None:
        settings = self._setup.settings
        if not settings.embedded and await self._setup.token_known():
            self._connection.say_stored(TOKEN, "A token is kept; type another one to replace it")
        known = await self._setup.identity_known() if settings.signs_in else set()
        for key in known:
            self._connection.say_stored(key, "Kept; type another one to replace it")
        self._connection.sign_out.setVisible(USER_PASSWORD in known)
        if settings.smtp_user and await self._setup.mail_password_known():
            self._mail.say_stored(PASSWORD, "A password is kept; type another one to replace it")
        if await self._setup.staff_pin_known():
            self._kiosk.say_stored(STAFF_PIN, "A PIN is kept; type another one to replace it")

    async def _show_ways(self) -> None:
        self._mail.show_ways(await self._setup.way_secrets(self._mail.text(WAYS)))

    async def _show_lost_files(self) -> None:
        lost = {name: setting_words(words) for name, words in (await self._setup.lost_files()).items()}
        for section in self._sections:
            for name in section.fields.keys() & lost.keys():
                section.fields[name].complain(lost[name])

    async def _show_printers(self) -> None:
        self._arrivals.show_printers(await self._printers())

    async def _show_texts(self) -> None:
        """With the folder as it is filled in: it may be saved after that."""
        from ui.pages.settings.message_texts import MessageTexts

        folder = self._invitations.text("message_texts")
        texts = MessageTexts(
            letters=await self._letters(),
            folder=Path(folder) if folder else None,
            tasks=self._tasks,
            theme=self._theme,
            parent=self.window(),
        )
        texts.open()

    def _show_unsent(self) -> None:
        self._mail.show_unsent(unsent_words(self._unsent_lists.unsent, self._site))

    def _start(self, act: Callable[[], Awaitable[None]], button: Button, answer: Answer) -> None:
        """`button` rests until it is done; `answer` is where a person looks for what becomes of it."""
        self._say_at(answer)

        async def acted() -> None:
            button.setEnabled(False)
            try:
                await act()
            finally:
                button.setEnabled(True)

        self._tasks.start(acted(), on_error=lambda error: self._on_failed(error, answer))

    async def _tried(self) -> None:
        candidate = self._part(self._connection)
        self._connection.answer.say("Asking the server …")
        site = await self._setup.test(candidate, self._typed())
        self._connection.answer.say(f"{site or 'The server'} answered. Nothing is saved yet.", variant="good")

    async def _signed_out(self) -> None:
        refusal = await self._setup.sign_out()
        self.changed.emit(self._setup.settings, signed_out_words(refusal))

    def _typed(self) -> Typed:
        """What is secret, as it stands in the fields."""
        return Typed(
            token=self._connection.text(TOKEN),
            client_secret=self._connection.secret(CLIENT_SECRET),
            user_password=self._connection.secret(USER_PASSWORD),
            mail_password=self._mail.secret(PASSWORD),
            notify_secrets=self._mail.way_secrets(),
        )

    async def _mailed(self) -> None:
        candidate = self._part(self._mail)
        if not candidate.mails:
            raise WrongSettings({"smtp_server": "fill in the mail server's address"})
        self._mail.answer.say("Sending a mail …")
        await self._setup.send_test_mail(candidate, self._mail.secret(PASSWORD))
        self._mail.answer.say(
            f"The mail server took a mail to {candidate.mail_from}: see whether it arrives. Nothing is saved yet.",
            variant="good",
        )

    def _part(self, section: Section) -> Settings:
        """The settings in force with what stands in that section. Raises WrongSettings for what is wrong in it."""
        section.complain({})
        if missing := section.missing():
            raise WrongSettings(missing)
        return self._setup.candidate(section.written())

    async def _saved(self) -> None:
        await self._show_ways()  # the file may have been named just now
        written: dict[str, Any] = {}
        missing: dict[str, str] = {}
        for section in self._sections:
            section.complain({})
            written |= section.written()
            missing |= section.missing()
        typed, pin = self._typed(), self._kiosk.text(STAFF_PIN)
        if wrong := await self._setup.wrong(written, typed, pin) | missing:
            raise WrongSettings(wrong)
        candidate = self._setup.candidate(written)
        kept = await self._setup.keep(candidate, typed, pin)
        for key in (TOKEN, CLIENT_SECRET, USER_PASSWORD):
            self._connection.forget_typed(key)
        self._mail.forget_typed_secrets()
        self._kiosk.forget_typed(STAFF_PIN)
        self._result.say("Saved.")
        said = [IN_A_FILE] * (kept.place is SecretPlace.FILE) + [signed_out_words(kept.refusal)] * bool(kept.refusal)
        self.changed.emit(candidate, " ".join(said))

    def _on_failed(self, error: FoyerError, answer: Answer) -> None:
        words = error_words(error, shown=False)
        match error.error if isinstance(error, StepFailed) else error:
            case WrongSettings(reasons=reasons):
                words = self._complain({name: setting_words(reason) for name, reason in reasons.items()})
            case NotAddress():
                self._complain({"server": setting_words(str(error).rstrip("."))})
            case SignInRefused() as refusal:
                self._complain(sign_in_complaints(refusal))
            case SignInNeeded():
                self._complain({TOKEN: "The server does not take this token."})
            case MailSignInRefused():
                self._complain({PASSWORD: "The mail server does not take it."})
            case _ if isinstance(error, StepFailed) and error.step is Step.COMPANY:
                self._complain({"company": "The server does not open this company."})
        answer.say(words, variant="error")

    def _complain(self, words: Mapping[str, str]) -> str:
        """Beside each field what is wrong with it; the first of them gets the focus. Gives a sentence that names all,
        for who doesn't see them."""
        wrong: dict[str, Field] = {}
        for section in self._sections:
            section.complain(words)
            wrong |= {key: field for key, field in section.fields.items() if key in words}
        if wrong:
            first, *_ = sorted(wrong.values(), key=self._from_the_top)
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)
        in_no_field = [f"{key}: {one}" for key, one in words.items() if key not in wrong]
        names = [field.name for field in sorted(wrong.values(), key=self._from_the_top)]
        return " ".join([fields_to_fix_words(names)] * bool(names) + in_no_field)

    def _from_the_top(self, field: Field) -> tuple[int, int]:
        place = field.mapTo(self, QPoint(0, 0))
        return place.y(), place.x()

    def _say_at(self, answer: Answer) -> None:
        """One answer is in sight at a time."""
        for each in (self._connection.answer, self._mail.answer, self._result):
            each.say("")
            each.setVisible(each is answer)
