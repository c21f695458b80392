"""Which texts are email addresses: the one rule for hosts, for senders and for visitors."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

_PLAIN = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*",
    re.ASCII,
)
_LONGEST = 64
"""Up to here what is plain surely is one: a longer one is asked of the library, which knows each part's limit."""


class NoMailAddress(ValueError):
    """The text is no email address. Its words are why, as a sentence."""


def mail_address(text: str, *, any_letters: bool = False) -> str:
    """The address as mail servers take it, without what stands around it: spaces, "mailto:", a name, signs that nobody
    sees. Its domain may be one that only the site knows, such as reception.local.

    `any_letters` allows and leaves others than those of ASCII, as in jörg@müller.example: whoever sends to it has to
    know how. Raises NoMailAddress.
    """
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    bare = re.sub(r"^mailto:", "", seen, flags=re.IGNORECASE)
    if len(bare) <= _LONGEST and _PLAIN.fullmatch(bare):
        return bare
    known = _checked(bare, any_letters)
    return known.normalized if any_letters else known.ascii_email or known.normalized


def wire_address(address: str) -> str:
    """An address of any letters as it is sent to: what is behind the @ in letters of ASCII, as IDNA has it. What stands
    before it stays as it is: only a server with SMTPUTF8 (RFC 6531) takes it with other letters. Raises NoMailAddress.
    """
    if len(address) <= _LONGEST and _PLAIN.fullmatch(address):
        return address
    known = _checked(address, any_letters=True)
    return f"{known.local_part}@{known.ascii_domain}"


def _checked(address: str, any_letters: bool) -> ValidatedEmail:
    import email_validator  # large: few addresses aren't plain

    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
    try:
        return email_validator.validate_email(
            address,
            allow_smtputf8=any_letters,
            allow_display_name=True,
            check_deliverability=False,
            globally_deliverable=False,
        )
    except email_validator.EmailNotValidError as error:
        raise NoMailAddress(str(error)) from error
