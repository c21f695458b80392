"""The mail server: takes one mail at a time, over a connection of its own.

smtplib blocks, so it runs on a thread with time-outs for each step and for the whole. Its errors become ours here.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from app.errors import (
    ConnectionFault,
    FoyerError,
    MailInDoubt,
    MailNotTaken,
    MailPutOff,
    MailRefused,
    MailSignInRefused,
)
from app.models.notices.mail import Mail
from app.system.certificates import certificate_words, trusted_certificates
from app.system.mail_address import NoMailAddress
from app.system.timeout import hang_up, in_time

if TYPE_CHECKING:
    import smtplib

    from app.mail.smtp import Line

WHOLE_SECONDS = 1800.0
"""Seconds for a whole mail: a server that sends a byte now and then never runs into the time of a single wait."""

MOST_WORDS = 300
"""Characters of a server's words that are kept."""

SILENT = "The mail server does not answer in time."
NO_WORD = "The mail server got the whole mail, and did not say whether it took it."
PERMANENT = 500
"""SMTP's codes from here on are refusals for good; after one below it, trying later may go better."""

NO_SUCH_MAILBOX = 553
"""SMTP's code for an address that can't be one, said in the place of the server that isn't even asked."""

NO_SUCH_LETTERS = "The mail server takes no address with other letters than a to z before the @, and this mail has one."

OF_THE_ADDRESS = (450, 451)
"""SMTP's codes of a mailbox that is busy, and of greylisting, which wants every address tried twice."""

WANTS_SIGN_IN = 530
"""SMTP's code of a server that wants a user and a password first."""


class MailSettings(Protocol):
    """As much of the desk's settings as a mail server needs. `smtp_security` is "tls", "starttls" or "none";
    `smtp_user` is "" where nobody signs in."""

    @property
    def smtp_server(self) -> str: ...
    @property
    def smtp_port(self) -> int: ...
    @property
    def smtp_security(self) -> str: ...
    @property
    def smtp_user(self) -> str: ...
    @property
    def mail_from(self) -> str: ...


class MailServer:
    """The one that the settings name. `password` gives the password of `smtp_user`; it is asked for at each mail, if
    there is such a user."""

    def __init__(self, settings: MailSettings, password: Callable[[], Awaitable[str]]) -> None:
        self._settings = settings
        self._password = password

    async def take(self, mail: Mail, *, hasty: bool = False) -> None:
        """Returns when the server has taken the mail. Each of its answers is waited for as long as RFC 5321 says, with
        `hasty` 10 seconds, for somebody who looks on; the whole for WHOLE_SECONDS at the most.

        Raises MailRefused, or MailNotTaken or one of its kin: then it doesn't have the mail. After MailInDoubt nobody
        knows.
        """
        password = await self._password() if self._settings.smtp_user else ""
        lines: list[Line] = []
        try:
            await in_time(lambda: self._hand_over(mail, password, lines, hasty), seconds=WHOLE_SECONDS, name="mail")
        except TimeoutError as error:
            in_doubt = any(line.has_whole_mail for line in lines)
            raise (MailInDoubt(NO_WORD) if in_doubt else MailNotTaken(SILENT)) from error
        finally:
            for line in lines:
                hang_up(line.sock)  # whatever the thread still waits for won't come

    def _hand_over(self, mail: Mail, password: str, lines: list[Line], hasty: bool) -> None:
        import smtplib

        from app.mail.message import message_of
        from app.mail.smtp import NoSuchLetters, NoWord

        settings = self._settings
        try:
            line = self._line(hasty)
            lines.append(line)
            try:
                if settings.smtp_security == "starttls":
                    line.starttls(context=trusted_certificates())
                if settings.smtp_user:
                    line.login(settings.smtp_user, password)
                line.hand_over(message_of(mail, settings.mail_from), settings.mail_from)
            finally:
                _take_leave(line)
        except NoWord:
            raise MailInDoubt(NO_WORD) from None
        except NoSuchLetters:
            raise MailRefused(NO_SUCH_MAILBOX, NO_SUCH_LETTERS) from None
        except NoMailAddress as error:
            raise MailRefused(NO_SUCH_MAILBOX, str(error)) from None
        except ConnectionFault as error:
            raise MailNotTaken(str(error)) from None
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise _converted(error, settings.smtp_server) from None  # theirs quote the mail and whom it is for

    def _line(self, hasty: bool) -> Line:
        from app.mail.smtp import RFC_5321, Line, Patience

        settings, patience = self._settings, Patience(10, 10, 10, 10, taken=60) if hasty else RFC_5321
        tls = trusted_certificates() if settings.smtp_security == "tls" else None
        return Line(settings.smtp_server, settings.smtp_port, patience, tls)


def _take_leave(line: smtplib.SMTP) -> None:
    """Ends the session without waiting for an answer: by now the mail was taken or refused."""
    import smtplib

    with suppress(smtplib.SMTPException, OSError):
        line.putcmd("quit")
    line.close()


def _converted(error: Exception, server: str) -> FoyerError:
    import smtplib
    import ssl

    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code >= PERMANENT:
            return MailSignInRefused(f"The mail server does not take this user and password: {_code_and_words(error)}.")
        case smtplib.SMTPSenderRefused(smtp_code=code) if code == WANTS_SIGN_IN:
            return MailSignInRefused(f"The mail server asks for a user and a password: {_code_and_words(error)}.")
        case UnicodeEncodeError():
            return MailSignInRefused("Only a user and a password of plain letters can be sent to the mail server.")
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            code, words = next(iter(recipients.values()))
            return _answered(code, words, MailPutOff if code in OF_THE_ADDRESS else MailNotTaken)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return _answered(error.smtp_code, error.smtp_error)
        case smtplib.SMTPResponseException():
            return MailNotTaken(f"The mail server sent the desk away: {_code_and_words(error)}.")
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return MailNotTaken(SILENT)
        case smtplib.SMTPServerDisconnected():
            return MailNotTaken("The mail server hung up.")
        case smtplib.SMTPException():
            return MailNotTaken(f"The mail server can't be used so: {str(error).rstrip('.')}.")
        case ssl.SSLCertVerificationError():
            return MailNotTaken(certificate_words(error, f"the mail server {server}"))
        case ssl.SSLError():
            return MailNotTaken("The mail server does not speak TLS on this port.")
        case socket.gaierror() | UnicodeError():
            return MailNotTaken("Nobody knows a mail server of that name.")
        case _:
            return MailNotTaken("The mail server can't be reached.")


def _answered(code: int, words: bytes | str, for_now: type[MailNotTaken] = MailNotTaken) -> FoyerError:
    if code >= PERMANENT:
        return MailRefused(code, _plain(words))
    return for_now(f"The mail server takes no mail just now: {f'{code} {_plain(words)}'.rstrip(' .')}.")


def _code_and_words(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_plain(error.smtp_error)}".rstrip(" .")


def _plain(words: bytes | str) -> str:
    """A server's words as one line, cut off at MOST_WORDS."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:MOST_WORDS]
