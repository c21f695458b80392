"""A real mail server in this process, on a port of its own, that does as it is told."""

from __future__ import annotations

import asyncio
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.settings import Settings

CERTIFICATE = Path(__file__).with_suffix(".pem")
HOST = "localhost"
SENDER = "desk@northgate.example"
USER, PASSWORD = "desk", "open sesame"


def identity() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def mail_settings(office: PostOffice, **different: Any) -> Settings:
    """A desk's settings that name it."""
    told = {"smtp_server": HOST, "smtp_port": office.port, "smtp_security": "none", "mail_from": SENDER}
    return Settings(**(told | different))


class PostOffice:
    """`answers` says of an address, or of "DATA", what is answered in the place of "250 OK"; those of `hangs_for` are
    `hung`, not answered until `go_on`. While `silent`, a mail is taken and nothing answered to it; while it `hangs_up`,
    the line ends then. `security` is as in the settings; only with `signed_in` does it take a user and a password, and
    wants them first; only with `any_letters` does it take addresses with others than those of ASCII."""

    def __init__(self, security: str = "none", *, signed_in: bool = False, any_letters: bool = False) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, str]] = []
        self.passwords: list[str] = []
        self.answers: dict[str, str] = {}
        self.hangs_for: set[str] = set()
        self.hung: list[str] = []
        self.silent = False
        self.hangs_up = False
        self.took_one = asyncio.Event()
        self._goes_on = asyncio.Event()
        self.port = 0
        self._security = security
        self.signed_in = signed_in
        self._any_letters = any_letters
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """On the port that it had before, if it was open before."""
        self._server = await asyncio.get_running_loop().create_server(
            self._talk, "127.0.0.1", self.port, ssl=identity() if self._security == "tls" else None
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def go_on(self) -> None:
        """Answers whom it had not answered."""
        self.hangs_for.clear()
        self._goes_on.set()

    def subjects(self) -> list[str]:
        return [mail["Subject"] for mail in self.mails]

    def _talk(self) -> SMTP:
        starttls = identity() if self._security == "starttls" else None
        return SMTP(
            self,
            hostname=HOST,
            enable_SMTPUTF8=self._any_letters,
            tls_context=starttls,
            require_starttls=starttls is not None,
            auth_required=self.signed_in,
            auth_require_tls=not self.signed_in,
            authenticator=self._knows,
        )

    def _knows(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: Any) -> AuthResult:
        assert isinstance(told, LoginPassword)
        self.passwords.append(told.password.decode())
        known = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.hangs_for:
            self.hung.append(address)
            await self._goes_on.wait()
        if address not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.extend((str(envelope.mail_from), address) for address in envelope.rcpt_tos)
        self.took_one.set()
        if self.hangs_up:
            server.transport.abort()
        if self.silent:
            await asyncio.Event().wait()
        return "250 OK"
