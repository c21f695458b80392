"""Values that are more than their type says: each reader gives the value as it is kept, or raises ValueError with what
would be right."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from app.system.mail_address import NoMailAddress, mail_address
from app.system.zone_names import zone_called

IDENTITY = "identity"
"""Has the kiosk ask for more than a last name before it tells anything of a visit."""

ASKED = (IDENTITY, "company", "mobile", "email", "plate")
"""What the kiosk can ask besides the last name."""

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


def words_in(text: str) -> list[str]:
    """The words of a text in which commas or spaces part them, in small letters."""
    return text.replace(",", " ").lower().split()


def prefix(text: str) -> str:
    """A path prefix without the slash at its end; "" for none. Raises ValueError when no slash begins it."""
    if text and not text.startswith("/"):
        raise ValueError("it starts with a slash, such as /app/{companyId}")
    return text.rstrip("/")


def zone(name: str) -> str:
    """The IANA name of a time zone, of that name or of Windows' name for it; "" for none. Raises ValueError for a name
    that isn't known."""
    known = zone_called(name)
    if name and known is None:
        raise ValueError("it is a time zone, such as Europe/Brussels")
    return known.key if known else ""


def hour(value: Any) -> time | None:
    """A time of day on the site's clock, from a time of TOML's or a text such as 18:00; None, from "", is never.
    Raises ValueError for anything else."""
    if value in ("", None):
        return None
    if isinstance(value, time):
        return value
    if isinstance(value, str) and TIME.fullmatch(value):
        return time.fromisoformat(value)
    raise ValueError("it is a time of day, such as 18:00")


def sender(address: str) -> str:
    """The address as mail servers take it; "" for none. Raises ValueError when it is no email address."""
    try:
        return mail_address(address) if address else ""
    except NoMailAddress as error:
        raise ValueError("it is an email address, such as desk@example.com") from error


def addresses(text: str) -> str:
    """Addresses as mail servers take them, with commas between them and each once; "" for none. Raises ValueError when
    one is no email address."""
    try:
        named = [mail_address(one) for one in re.split(r"[,;\s]+", text) if one]
    except NoMailAddress as error:
        raise ValueError("they are email addresses, such as desk@example.com") from error
    return ", ".join(dict.fromkeys(named))


def server(address: str) -> str:
    """The address as it is; "" is the desk's own server. Raises ValueError when neither http:// nor https:// begins
    it."""
    if address and not address.strip().lower().startswith(("https://", "http://")):
        raise ValueError("it starts with https:// or http://, such as https://api.example.com")
    return address


def hours(text: str) -> str:
    """Two different times of day on the site's clock, such as 07:00-19:00; "" for none. Raises ValueError for anything
    else."""
    opens, _, closes = text.partition("-")
    if text and (not HOURS.fullmatch(text) or opens == closes):
        raise ValueError("they are two times of day, such as 07:00-19:00")
    return text


def asked(text: str) -> str:
    """Words of ASKED as they were written, parted by commas or spaces. Raises ValueError for any other word."""
    if not set(words_in(text)) <= set(ASKED):
        raise ValueError("identity, company, mobile, email and plate can be asked, and nothing else")
    return text
