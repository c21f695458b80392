"""The invitation in a mail that was saved as a file (.eml), or pasted with its headers."""

from __future__ import annotations

import re

_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:From |(?:Received|Return-Path|Delivered-To|MIME-Version|Content-Type|Date|From|To|Subject"
    rb"|Message-ID|Thread-Topic|X-[\w-]+|DKIM-Signature|Authentication-Results|ARC-[\w-]+):)",
    re.I,
)
_CALENDARS = ("text/calendar", "application/ics", "text/x-vcalendar")


def calendar_in_mail(mail: bytes | str) -> bytes:
    """The calendar that the mail carries, b"" when it carries none or is no mail."""
    data = mail if isinstance(mail, bytes) else mail.encode(errors="replace")
    if not _HEADER.match(data):
        return b""
    from email import message_from_bytes, policy  # not before the first mail

    for part in message_from_bytes(data, policy=policy.compat32).walk():
        name = part.get_filename() or ""
        if part.get_content_type() in _CALENDARS or name.lower().endswith((".ics", ".vcs")):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return _in_unicode(payload, part.get_content_charset())
    return b""


def _in_unicode(payload: bytes, charset: str | None) -> bytes:
    """The mail says in which encoding it is; what it says wrongly is left to be recognised."""
    try:
        return payload.decode(charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return payload
