"""What this desk stands on: trying a server or a mail server, and keeping the settings and their secrets."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from app.errors import BadPin, BadSetting, WrongSettings
from app.models.objects.ticket_query import TicketQuery
from app.services.kiosk.kiosk_files import wrong_files
from app.services.notices.mail_writes import one_line
from app.services.site import Site
from app.settings import Settings, below, checked, save
from app.system.credentials import Credentials, SecretPlace
from app.system.mail.mail_server import Mail, MailServer
from app.system.staff_pin import StaffPin, check_form

if TYPE_CHECKING:
    from app.api.api import Api

ApiOpener = Callable[[Settings, str], Awaitable["Api"]]
"""Makes the API of the server that the settings name, with the given token. Raises NotAddress."""


STAFF_PIN = "staff_pin"
"""Stands for the PIN among the names of settings."""


class Setup:
    """`settings` are those in force; `file` is where changes are kept, as far as they differ from `system_file`."""

    def __init__(
        self,
        *,
        settings: Settings,
        file: Path,
        system_file: Path | None,
        credentials: Credentials,
        staff_pin: StaffPin,
        opener: ApiOpener,
        site: Site,
    ) -> None:
        self.settings = settings
        self._file = file
        self._system_file = system_file
        self._credentials = credentials
        self._staff_pin = staff_pin
        self._opener = opener
        self._site = site

    async def token_known(self) -> bool:
        """Whether a token is kept for the server in force; the token itself never reaches a screen."""
        return bool(await self._credentials.token(self.settings.server, self.settings.company_id))

    async def mail_password_known(self) -> bool:
        """Whether a password is kept for the mail server in force; it never reaches a screen either."""
        return bool(await self._mail_password(self.settings))

    async def staff_pin_known(self) -> bool:
        """Whether a PIN is kept by which staff leave the kiosk."""
        return await asyncio.to_thread(lambda: self._staff_pin.is_set)

    def candidate(self, written: Mapping[str, Any]) -> Settings:
        """The settings in force with what was written in their place. Raises WrongSettings."""
        return checked({**asdict(self.settings), **written})

    async def wrong(self, written: Mapping[str, Any], staff_pin: str) -> dict[str, str]:
        """What is wrong with each setting that was written, by name: what can't be used, files that aren't there. Under
        STAFF_PIN what is wrong with the PIN, which may be "" when one is kept or none is needed."""
        wrong = {}
        try:
            self.candidate(written)
        except WrongSettings as error:
            wrong = error.reasons
        wrong |= await asyncio.to_thread(wrong_files, written)
        if staff_pin:
            try:
                check_form(staff_pin)
            except BadPin as error:
                wrong[STAFF_PIN] = str(error).rstrip(".")
        elif written["kiosk"] and not await self.staff_pin_known():
            wrong[STAFF_PIN] = "choose a PIN: without one nobody leaves the kiosk"
        return wrong

    async def test(self, candidate: Settings, token: str) -> str:
        """Asks that server for today's meetings. Gives the site's name, or "" when the answer names none.

        An empty `token` stands for the one that is kept. Raises what stands in the way of the server: NotAddress, what
        `app.api.client.Client` raises, and Unreadable. Keeps nothing.
        """
        known_token = token or await self._credentials.token(candidate.server, candidate.company_id)
        api = await self._opener(candidate, known_token)
        try:
            from app.models.objects.meeting import Meeting
            from app.models.objects.reading import Reader

            today = self._site.today()
            listed = await api.meetings.between(today, today)
            meetings = Reader(Meeting, "meeting").read(listed.pieces[:1]).items
            company = meetings[0].company if meetings else None
            if company is None:
                (await api.tickets.page(TicketQuery(page_size=1))).page()
            return company.name if company else ""
        finally:
            await api.close()

    async def send_test_mail(self, candidate: Settings, password: str) -> None:
        """Has that mail server take a mail to the sender's own address. An empty `password` stands for the one that is
        kept. Raises MailNotTaken and its kin, or MailRefused; keeps nothing."""

        async def given() -> str:
            return password or await self._mail_password(candidate)

        mail = Mail(
            id=uuid.uuid4().hex,
            to=candidate.mail_from,
            name="",
            subject="Foyer can send mail",
            text=f"{one_line(self._site.name)}, {one_line(candidate.desk_name)}: hosts are told of arrivals by this.",
            at=self._site.now(),
        )
        await MailServer(candidate, given).take(mail, hasty=True)

    async def keep(self, candidate: Settings, token: str, mail_password: str, staff_pin: str) -> SecretPlace | None:
        """Keeps the settings, and the token, the password and the PIN where they aren't "". They are in force once the
        window is composed anew.

        Tells where token and password went: FILE when either is in the fallback file, None when neither was given.
        Raises WrongSettings for what `wrong` tells, NotAddress, BadSetting when a file of settings can't be read or
        written, KeyringFailed or StoreFailed when a secret can't be kept. What was kept before that stays kept.
        """
        if wrong := await self.wrong(asdict(candidate), staff_pin):
            raise WrongSettings(wrong)
        if not candidate.embedded:
            await (await self._opener(candidate, token)).close()  # an address that can't be one is refused here
        places = set()
        if token:
            places.add(await self._credentials.keep(candidate.server, candidate.company_id, token))
        if mail_password:
            server, user = candidate.smtp_server, candidate.smtp_user
            places.add(await self._credentials.keep_mail_password(server, user, mail_password))
        if staff_pin:
            await asyncio.to_thread(lambda: self._staff_pin.set(staff_pin))  # the loop may log the arguments of a call
        before = asdict(self.settings)
        changes = {name: value for name, value in asdict(candidate).items() if value != before[name]}
        await asyncio.to_thread(self._write, changes)
        self.settings = candidate
        return SecretPlace.FILE if SecretPlace.FILE in places else next(iter(places), None)

    async def _mail_password(self, settings: Settings) -> str:
        return await self._credentials.mail_password(settings.smtp_server, settings.smtp_user)

    def _write(self, changes: dict[str, Any]) -> None:
        try:
            save(self._file, changes, below(self._system_file))
        except OSError as error:
            raise BadSetting(
                f"{self._file} can't be written: {error.strerror}. The settings were not saved."
            ) from error
        except ValueError as error:
            raise BadSetting(f"{self._file} can't be read as TOML: {error}. The settings were not saved.") from error
