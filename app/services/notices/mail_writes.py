"""A mail as the outbox keeps it, and what may stand in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.models.operations import Kind, Write
from app.models.text.lines import one_line
from app.system.mail_address import NoMailAddress, mail_address


def mail_write(
    operation: str,
    *,
    to: str,
    name: str,
    subject: str,
    text: str,
    at: datetime,
    events: Mapping[str, str] | None = None,
    to_host: bool = False,
) -> Write:
    """A mail to the address `to`, which is that of `name`, about what happened at `at`, which has an offset. `events`
    are the journal's entries that it tells of, by their visits; `to_host` says that a host has heard of them when it
    is sent."""
    body = {
        "events": dict(events or {}),
        "to_host": to_host,
        "to": to,
        "name": one_line(name),
        "subject": subject,
        "text": text,
        "at": at.isoformat(),
    }
    return Write(operation, Kind.MAIL, body)


def address_or_none(text: str) -> str:
    """The address, of any letters; "" when it isn't one."""
    try:
        return mail_address(text, any_letters=True)
    except NoMailAddress:
        return ""
