"""What this desk stands on: trying a server or a mail server, and keeping the settings and their secrets."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from app.api.sign_in.identity import Access
from app.errors import BadPin, BadSetting, FoyerError, WrongSettings
from app.mail.mail_server import MailServer
from app.models.notices.mail import Mail
from app.models.text.lines import one_line
from app.services.access import Typed, identity_of
from app.services.connection_test import ApiOpener, site_name
from app.services.kiosk.kiosk_files import lost_files, wrong_files
from app.services.notices.desk_ways import WaySecret, forget_others, way_secrets, wrong_secrets
from app.services.site import Site
from app.settings import Settings, below, checked, save
from app.system.credentials import Credentials, SecretPlace
from app.system.staff_pin import StaffPin, check_form

TOKEN, CLIENT_SECRET, USER_PASSWORD, STAFF_PIN = "token", "client_secret", "user_password", "staff_pin"
"""Stand for what is secret among the names of settings."""


def notify_key(way: str) -> str:
    """Stands for what is secret of that other way than mail."""
    return f"notify {way}"


class Kept(Struct, frozen=True):
    """What became of settings that were kept. `place` is where the secrets went but for the PIN: FILE when any is in
    the fallback file, None when none was given. `refusal` is why the server didn't revoke the token of a user who
    signs in no more, None when it did or there was none."""

    place: SecretPlace | None = None
    refusal: FoyerError | None = None


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

    async def identity_known(self) -> set[str]:
        """CLIENT_SECRET and USER_PASSWORD, as far as they are kept for the user in force."""
        identity = await identity_of(self.settings, self._credentials)
        known = {CLIENT_SECRET: identity.client_secret, USER_PASSWORD: identity.password}
        return {name for name, secret in known.items() if secret}

    async def mail_password_known(self) -> bool:
        """Whether a password is kept for the mail server in force; it never reaches a screen either."""
        return bool(await self._mail_password(self.settings))

    async def staff_pin_known(self) -> bool:
        """Whether a PIN is kept by which staff leave the kiosk."""
        return await asyncio.to_thread(lambda: self._staff_pin.is_set)

    async def lost_files(self) -> dict[str, str]:
        """What is wrong by now with files in force that were right when they were kept, in a few words, by the
        setting's name."""
        return await asyncio.to_thread(lost_files, self.settings)

    async def way_secrets(self, file: str) -> tuple[WaySecret, ...]:
        """What is secret of the other ways than mail that the file names; () while it can't be used."""
        return await way_secrets(file, self._credentials)

    def candidate(self, written: Mapping[str, Any]) -> Settings:
        """The settings in force with what was written in their place. Raises WrongSettings."""
        return checked({**asdict(self.settings), **written})

    async def wrong(self, written: Mapping[str, Any], typed: Typed, staff_pin: str) -> dict[str, str]:
        """What is wrong with each setting that was written, by name: what can't be used, files that aren't there. Under
        CLIENT_SECRET and USER_PASSWORD that they are missing, as under the `notify_key` of other ways than mail, and
        under STAFF_PIN what is wrong with the PIN, which may be "" when one is kept or none is needed."""
        wrong: dict[str, str] = {}
        try:
            wrong |= await self._missing(self.candidate(written), typed)
        except WrongSettings as error:
            wrong = error.reasons
        wrong |= await asyncio.to_thread(wrong_files, written)
        lacking = await wrong_secrets(written["notify_file"], typed.notify_secrets, self._credentials)
        wrong |= {notify_key(way): words for way, words in lacking.items()}
        if staff_pin:
            try:
                check_form(staff_pin)
            except BadPin as error:
                wrong[STAFF_PIN] = str(error).rstrip(".")
        elif written["kiosk"] and not await self.staff_pin_known():
            wrong[STAFF_PIN] = "choose a PIN: without one nobody leaves the kiosk"
        return wrong

    async def test(self, candidate: Settings, typed: Typed) -> str:
        """Asks that server for today's meetings. Gives the site's name, or "" when the answer names none.

        Raises NotAddress, WrongSettings for a secret that is missing, and StepFailed for what stands in the way of the
        server. Keeps nothing.
        """
        if missing := await self._missing(candidate, typed):
            raise WrongSettings(missing)
        today = self._site.today()
        if candidate.signs_in:
            identity = await identity_of(candidate, self._credentials, typed)
            return await site_name(self._opener, candidate, "", identity, today)
        token = typed.token or await self._credentials.token(candidate.server, candidate.company_id)
        return await site_name(self._opener, candidate, token, None, today)

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

    async def keep(self, candidate: Settings, typed: Typed, staff_pin: str) -> Kept:
        """Keeps the settings, and what is secret where it isn't "". They are in force once the window is composed anew.
        Where nobody signs in any more, whoever did is signed out, and the client's secret is forgotten as well; so is
        what is secret of other ways than mail that another file doesn't name.

        Raises WrongSettings for what `wrong` tells, NotAddress, BadSetting when a file of settings can't be read or
        written, KeyringFailed or StoreFailed when a secret can't be kept, or not be forgotten. What was kept before
        that stays kept.
        """
        if wrong := await self.wrong(asdict(candidate), typed, staff_pin):
            raise WrongSettings(wrong)
        if not candidate.embedded:
            await (await self._opener(candidate, Access())).close()  # an address that can't be one is refused here
        places = {place async for place in self._kept(candidate, typed)}
        if staff_pin:
            await asyncio.to_thread(lambda: self._staff_pin.set(staff_pin))  # the loop may log the arguments of a call
        refusal = None
        if (former := self.settings).signs_in and not candidate.signs_in:
            refusal = await self.sign_out()
            await self._credentials.forget_client_secret(former.server, former.client_id)
        if former.notify_file != candidate.notify_file:
            await forget_others(candidate.notify_file, former.notify_file, self._credentials)
        before = asdict(former)
        changes = {name: value for name, value in asdict(candidate).items() if value != before[name]}
        await asyncio.to_thread(self._write, changes)
        self.settings = candidate
        place = SecretPlace.FILE if SecretPlace.FILE in places else next(iter(places), None)
        return Kept(place, refusal)

    async def keep_one(self, name: str, value: Any) -> None:
        """Keeps one setting that stands for nothing but itself, and is in force by then. Raises BadSetting."""
        await asyncio.to_thread(self._write, {name: value})
        self.settings = replace(self.settings, **{name: value})

    async def sign_out(self) -> FoyerError | None:
        """The user who is signed in is that no more: the password and the token are forgotten, and the server is asked
        to revoke the token. Gives why it didn't do so, None when it did or there was none.

        Raises KeyringFailed when either may still be kept.
        """
        settings, credentials = self.settings, self._credentials
        await credentials.forget_user_password(settings.server, settings.user_name)
        signed_in = settings.server, settings.client_id, settings.user_name
        token = await credentials.user_token(*signed_in)
        refusal = await self._revoked(token) if token else None
        await credentials.forget_user_token(*signed_in)
        return refusal

    async def _revoked(self, token: str) -> FoyerError | None:
        api = await self._opener(self.settings, Access())
        try:
            await api.oauth.revoke(token)
        except FoyerError as error:
            return error
        finally:
            await api.close()
        return None

    async def _missing(self, candidate: Settings, typed: Typed) -> dict[str, str]:
        """What a sign-in with a user lacks, by name: what to do."""
        if not candidate.signs_in:
            return {}
        identity = await identity_of(candidate, self._credentials, typed)
        missing = {CLIENT_SECRET: not identity.client_secret, USER_PASSWORD: not identity.password}
        words = {CLIENT_SECRET: "fill in the client's secret", USER_PASSWORD: "fill in the user's password"}
        return {name: words[name] for name, is_missing in missing.items() if is_missing}

    async def _kept(self, candidate: Settings, typed: Typed) -> AsyncIterator[SecretPlace]:
        """Keeps what was typed. The next call signs in with it: what an older password had is let go of."""
        credentials, server = self._credentials, candidate.server
        client, user = candidate.client_id, candidate.user_name
        if typed.token:
            yield await credentials.keep(server, candidate.company_id, typed.token)
        if typed.client_secret:
            yield await credentials.keep_client_secret(server, client, typed.client_secret)
        if typed.user_password:
            yield await credentials.keep_user_password(server, user, typed.user_password)
        if typed.client_secret or typed.user_password:
            await credentials.forget_user_token(server, client, user)
        if typed.mail_password:
            smtp = candidate.smtp_server, candidate.smtp_user
            yield await credentials.keep_mail_password(*smtp, typed.mail_password)
        for way, secret in typed.notify_secrets.items():
            if secret:
                yield await credentials.keep_notify_secret(way, secret)

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
