"""A mail as it goes over the wire. Imported when the first one is sent."""

from __future__ import annotations

import re
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from msgspec import Struct

from app.models.notices.mail import CalendarPart, Mail
from app.system.mail_address import NoMailAddress, wire_address

_PLAIN = re.compile(r"[A-Za-z0-9 .,:'!()/&+-]{1,60}(?<! )")
"""Words that stand in a header as they are."""

_CALENDAR_FILE = "invite.ics"


class Message(Struct, frozen=True):
    """`content` has lines that end with CR LF. With `any_letters` its headers are in UTF-8, since an address in them
    can't be written otherwise."""

    content: bytes
    recipient: str
    any_letters: bool


def message_of(mail: Mail, sender: str) -> Message:
    """Raises NoMailAddress for one of the mail's that can't be one."""
    to, reply_to = wire_address(mail.to), _answered_to(mail)
    headers = [f"From: {sender}", f"To: {_mailbox('To', mail.name, to)}"]
    if reply_to:
        headers.append(f"Reply-To: {_mailbox('Reply-To', mail.reply_to_name, reply_to)}")
    headers.append(f"Subject: {_words('Subject', mail.subject)}")
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # nobody's out-of-office note comes back to the desk
    message.set_content(mail.text, cte="quoted-printable")  # not every server takes more than seven bits
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
        _add_pictures(message, mail)
    if mail.calendar:
        message.add_alternative(mail.calendar.text, subtype="calendar", cte="base64", params=_method(mail.calendar))
        content = mail.calendar.text.encode()
        message.add_attachment(content, "application", "ics", filename=_CALENDAR_FILE)  # so it is handled only once
    for one in mail.attachments:
        kind, _, subkind = one.kind.partition("/")
        message.add_attachment(one.content, kind, subkind, filename=one.name)
    content = "\r\n".join((*headers, "")).encode() + message.as_bytes()
    return Message(content, to, any_letters=not f"{sender}{to}{reply_to}".isascii())


def _answered_to(mail: Mail) -> str:
    try:
        return wire_address(mail.reply_to) if mail.reply_to else ""
    except NoMailAddress as error:
        raise NoMailAddress(f"The address of {mail.reply_to_name}, who gets the answers, is none: {error}") from error


def _mailbox(header: str, name: str, address: str) -> str:
    if name and _PLAIN.fullmatch(name):
        return f'"{name}" <{address}>'
    return f"{_encoded(header, name)}\r\n <{address}>" if name else address


def _words(header: str, text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _encoded(header, text)


def _encoded(header: str, text: str) -> str:
    """As RFC 2047 has it, on as many lines as it needs. The library's own headers lose commas, and take a name that
    looks encoded for an encoded one."""
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _add_pictures(message: EmailMessage, mail: Mail) -> None:
    """To the HTML, which is the last part so far."""
    *_, html = message.iter_parts()
    for one in mail.pictures:
        kind, _, subkind = one.kind.partition("/")
        html.add_related(one.content, kind, subkind, cid=f"<{one.id}>", disposition="inline", filename=one.name)


def _method(calendar: CalendarPart) -> dict[str, str]:
    return {"method": calendar.method}
