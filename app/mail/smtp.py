"""One session with a mail server, each of whose answers is waited for as long as RFC 5321 says. Imported when the first
mail is sent."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl

from msgspec import Struct

from app.mail.message import Message

TAKEN = 250
FORWARDED = 251
GO_ON = 354
"""SMTP's codes."""


class Patience(Struct, frozen=True):
    """Seconds for each single wait. `connect` is for the line itself, `answer` for an answer to most commands, `data`
    for that to DATA, `block` for each piece of the mail, and `taken` for the answer after its last dot."""

    connect: float
    answer: float
    data: float
    block: float
    taken: float


RFC_5321 = Patience(connect=30, answer=300, data=120, block=180, taken=600)
"""What its section 4.5.3.2 asks for: a server may look for viruses before it says that it took a mail."""


class NoWord(Exception):
    """The server has the whole mail, and the line ended, or the time was over, before it said whether it took it."""


class NoSuchLetters(Exception):
    """The server lacks SMTPUTF8 (RFC 6531), and the message can't be handed over without."""


class Line(smtplib.SMTP):
    """An open session. `has_whole_mail` once the last dot was sent: from then on the server may have taken it."""

    def __init__(self, server: str, port: int, patience: Patience, tls: ssl.SSLContext | None = None) -> None:
        """Raises what smtplib does, and OSError. With `tls` the line is encrypted from the beginning."""
        self.has_whole_mail = False
        self._patience = patience
        self._tls = tls
        super().__init__(server, port, timeout=patience.answer)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """smtplib's own way to say how a line is made; it has one time for the line and for every answer."""
        line = socket.create_connection((host, port), self._patience.connect)
        if self._tls is not None:
            line = self._tls.wrap_socket(line, server_hostname=host)
        line.settimeout(timeout)
        return line

    def hand_over(self, message: Message, sender: str) -> None:
        """Returns when the server said that it took the message. Raises NoWord, or NoSuchLetters or what smtplib
        does: then it didn't take it."""
        self.ehlo_or_helo_if_needed()
        recipient, content = message.recipient, message.content
        options = [f"size={len(content)}"] if self.has_extn("size") else []
        if message.any_letters:
            if not (self.has_extn("smtputf8") and self.has_extn("8bitmime")):
                raise NoSuchLetters
            options += ["BODY=8BITMIME", "SMTPUTF8"]
        code, words = self.mail(sender, options)
        if code != TAKEN:
            raise smtplib.SMTPSenderRefused(code, words, sender)
        code, words = self.rcpt(recipient)
        if code not in (TAKEN, FORWARDED):
            raise smtplib.SMTPRecipientsRefused({recipient: (code, words)})
        self._wait_for(self._patience.data)
        code, words = self.docmd("DATA")
        if code != GO_ON:
            raise smtplib.SMTPDataError(code, words)
        self._wait_for(self._patience.block)
        self.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        self._hear_whether_it_took_it()

    def _hear_whether_it_took_it(self) -> None:
        self.has_whole_mail = True
        self._wait_for(self._patience.taken)
        try:
            code, words = self.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise NoWord from error
        if code < 0:  # what it said is no answer of SMTP's
            raise NoWord
        if code != TAKEN:
            raise smtplib.SMTPDataError(code, words)

    def _wait_for(self, seconds: float) -> None:
        if self.sock is not None:
            self.sock.settimeout(seconds)
