"""The mail that tells somebody that something was brought for them to a kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.models.contacts import KnownPerson
from app.models.text.lines import one_line
from app.services.notices.mail_writes import address_or_none, mail_write
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.store.outbox import Outbox

SUBJECT = "A delivery for you"


class DeliveryMails:
    """`mails` says whether there is a mail server at all: without one nothing is written. `desk` is this kiosk's
    name."""

    def __init__(self, *, outbox: Outbox, site: Site, contacts: Contacts, desk: str, mails: bool) -> None:
        self._outbox = outbox
        self._site = site
        self._contacts = contacts
        self._desk = desk
        self._mails = mails

    async def put(self, delivery: str, recipient: KnownPerson) -> bool:
        """Keeps the mail for the outbox, on the disk when this returns; `delivery` is an id, so that twice is once.
        Says whether one goes: not without a mail server, nor to somebody without an address. Raises DiskFull or
        StoreFailed."""
        address = await self._address(recipient) if self._mails else ""
        if not address:
            return False
        now = self._site.now()
        text = "\n".join(self._lines(now))
        mail = mail_write(f"{delivery}-delivery", to=address, name=recipient.name, subject=SUBJECT, text=text, at=now)
        await self._outbox.put([mail], now)
        return True

    async def _address(self, recipient: KnownPerson) -> str:
        """As it was heard last: what was known as of a host may be older."""
        user = await self._contacts.user(recipient.id)
        return address_or_none(user.email if user and user.email else recipient.email)

    def _lines(self, now: datetime) -> Iterator[str]:
        at = self._site.local(now)
        yield f"Something was brought for you at {at:%H:%M}."
        yield f"{one_line(self._site.name)}, {one_line(self._desk)}, {at:%Y-%m-%d}."
        yield "Please ask for it at the front desk."
