"""A service that takes messages, such as Teams, Slack or an SMS gateway, through the library apprise.

Its address holds its secret, so it stands in no error and no log.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from app.errors import MailNotTaken
from app.models.notices.mail import Mail

if TYPE_CHECKING:
    from apprise import Apprise

NUMBER = "{number}"
"""Stands in the address of an SMS gateway for the number that a message goes to."""

_SOME_NUMBER = "+15550100200"

WHOLE_SECONDS = 60.0
"""For all of a message: a service that sends a byte now and then never runs into the time of a single wait."""

_UNDIALLED = re.compile(r"[^\W\d_].*|[^+\d]")
"""What stands between the digits of a number for people to read, and what follows with the first letter."""

NOT_INSTALLED = "Other services can't be reached: apprise is not installed (foyer[notify])."
NOT_KNOWN = "The service's address is missing, or none that apprise knows."
SILENT = "The service does not answer in time."
NOT_TAKEN = "The service did not take it."


class Service:
    """`address` gives apprise's URL of it. Several people read what it takes, so it says for whom that is; an SMS
    gateway's doesn't."""

    def __init__(self, address: Callable[[], Awaitable[str]]) -> None:
        self._address = address

    async def take(self, mail: Mail, kind: str) -> None:
        """Raises MailNotTaken. apprise tells no reason."""
        address = await self._address()
        title = mail.subject if NUMBER in address else ": ".join(filter(None, (mail.name, mail.subject)))
        try:
            service = _service(address.replace(NUMBER, _dialled(mail.to)))
        except ModuleNotFoundError as error:
            raise MailNotTaken(NOT_INSTALLED) from error
        if service is None:
            raise MailNotTaken(NOT_KNOWN)
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                taken = await service.async_notify(title=title, body=mail.text)
        except TimeoutError:
            raise MailNotTaken(SILENT) from None
        if not taken:
            raise MailNotTaken(NOT_TAKEN)


def is_known(address: str) -> bool:
    """Whether apprise knows what that is the address of. Without apprise each is taken for one: what it lacks is said
    when something is sent."""
    try:
        return bool(address) and _service(address.replace(NUMBER, _SOME_NUMBER)) is not None
    except ModuleNotFoundError:
        return True


def _dialled(number: str) -> str:
    """As a telephone dials it: of +32 (0)471 20 44 10 without the zero, and without an extension."""
    import phonenumbers

    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:  # of one country alone, such as 0471 20 44 10
        return _UNDIALLED.sub("", number)


def _service(address: str) -> Apprise | None:
    import apprise  # large, and most sites have none

    for wordy in ("apprise", "urllib3"):  # they write whole addresses: of an answer that they can't read, too
        logging.getLogger(wordy).setLevel(logging.CRITICAL + 1)
    service = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Foyer", secure_logging=True))
    return service if service.add(address) else None
