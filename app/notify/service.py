"""A service that takes messages, such as Teams, Slack or an SMS gateway, through the library apprise.

Its address holds its secret, so it stands in no error and no log.
"""

from __future__ import annotations

import logging
import re

from app.errors import MailNotTaken
from app.models.notices.mail import Mail

NUMBER = "{number}"
"""Stands in the address of an SMS gateway for the number that a message goes to."""

_UNDIALLED = re.compile(r"[^+\d]")
"""What stands between the digits of a number for people to read."""

NOT_INSTALLED = "This server can't reach other services: apprise is not installed (foyer[notify])."
NOT_KNOWN = "The service's address is none that apprise knows."
NOT_TAKEN = "The service did not take it."


class Service:
    """`address` is apprise's URL of it."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def take(self, mail: Mail, kind: str) -> None:
        """Raises MailNotTaken. apprise tells no reason."""
        try:
            import apprise  # large, and most sites have none
        except ModuleNotFoundError as error:
            raise MailNotTaken(NOT_INSTALLED) from error
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        service = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Foyer", secure_logging=True))
        if not service.add(self._address.replace(NUMBER, _UNDIALLED.sub("", mail.to))):
            raise MailNotTaken(NOT_KNOWN)
        if not await service.async_notify(title=mail.subject, body=mail.text):
            raise MailNotTaken(NOT_TAKEN)
