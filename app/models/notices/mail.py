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


class Picture(Struct, frozen=True):
    """An image in a mail's HTML, which shows it by the source "cid:" and `id`. The rest is as of an attachment."""

    id: str
    name: str
    kind: str
    content: bytes


class CalendarPart(Struct, frozen=True):
    """`text` is a calendar of RFC 5545, whose METHOD `method` is, such as "REQUEST"."""

    text: str
    method: str


class Mail(Struct, frozen=True):
    """`id` becomes the Message-ID, so that a mail which is sent twice shows as one. `to` is an address, `name` whose it
    is, or ""; no name and no `subject` has line ends. `at` is when it was written, aware of its zone. `html` says
    the same as `text`, "" for a mail of plain text alone; `pictures` are those in it. `reply_to`, the address of
    `reply_to_name`, is where answers go, "" for the sender. Addresses may have letters of any script. `calendar` comes
    along twice: for programs that show it in the mail's place, and as a file."""

    id: str
    to: str
    name: str
    subject: str
    text: str
    at: datetime
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    calendar: CalendarPart | None = None
    reply_to: str = ""
    reply_to_name: str = ""


AFTER_REFUSED_SIGN_IN = 900.0
"""Seconds until a mail server that refused the sign-in is asked again: servers lock out whoever tries a wrong password
again and again. New settings begin anew, at once."""


class MailTaker(Protocol):
    """A mail server, as who has something to tell knows it."""

    async def take(self, mail: Mail) -> None:
        """Returns when the mail was taken. Raises MailRefused, or MailNotTaken or one of its kin: then nobody has it,
        but after MailInDoubt, when nobody knows."""
        ...
