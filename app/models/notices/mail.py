"""A mail, and who takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct


class Attachment(Struct, frozen=True):
    """`kind` is its media type, such as "text/csv"."""

    name: str
    kind: str
    content: bytes


class Mail(Struct, frozen=True):
    """`id` becomes the Message-ID, so that a mail which is sent twice shows as one. `to` is an address, `name` whose it
    is, or ""; neither `name` nor `subject` has line ends. `at` is when it was written, aware of its zone. `html` says
    the same as `text`, "" for a mail of plain text alone."""

    id: str
    to: str
    name: str
    subject: str
    text: str
    at: datetime
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


class MailTaker(Protocol):
    """A mail server, as who has something to tell knows it."""

    async def take(self, mail: Mail) -> None:
        """Returns when the mail was taken. Raises MailRefused, or MailNotTaken or one of its kin: then nobody has it,
        but after MailInDoubt, when nobody knows."""
        ...
