"""The mails that tell hosts, and those who asked for it, of an arrival or a departure.

Written for a phone's lock screen: the subject says who came, the first line from where and when.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from app.models.arrival import EventKind
from app.models.person import User
from app.services.directory import Directory
from app.services.site import Site
from app.services.visit import Visit
from app.store.journal import Entry
from app.store.outbox import Kind, Write

_BREAKING = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's control signs, halves of signs, and ends of lines: none of them has a place in a header or a name."""

_VERBS = {EventKind.CHECK_IN: "has arrived", EventKind.CHECK_OUT: "has left"}


class Announcements:
    """`mails` says whether there is a mail server at all: without one nothing is written."""

    def __init__(self, *, site: Site, directory: Directory, desk: str, mails: bool) -> None:
        self._site = site
        self._directory = directory
        self._desk = desk
        self._mails = mails

    def of(self, visit: Visit, kind: EventKind, entry: Entry) -> tuple[Write, ...]:
        """One for each whose address is known. The same entry always makes the same writes."""
        if not self._mails:
            return ()
        subject, text = f"{one_line(visit.name)} {_VERBS[kind]}", "\n".join(self._lines(visit, kind, entry))
        return tuple(
            Write(
                f"{entry.id}-{number}",
                Kind.MAIL,
                {
                    "visit": entry.visit,
                    "event": entry.id,
                    "to_host": to_host,
                    "to": address,
                    "name": one_line(user.name),
                    "subject": subject,
                    "text": text,
                    "at": entry.at.isoformat(),
                },
            )
            for number, (address, user, to_host) in enumerate(self._recipients(visit, kind))
        )

    def _recipients(self, visit: Visit, kind: EventKind) -> Iterator[tuple[str, User, bool]]:
        """Each address once, the host's first. Who leaves is told to those alone who asked for it."""
        meeting = visit.meeting
        if kind is EventKind.CHECK_IN:
            wanted = [(meeting.host, True), *((user, False) for user in meeting.checkin_notification_users)]
        else:
            wanted = [(user, False) for user in meeting.checkout_notification_users]
        told = set()
        for user, to_host in wanted:
            address = self._address(user) if user else ""
            if user and address and address.casefold() not in told:
                told.add(address.casefold())
                yield address, user, to_host

    def _address(self, user: User) -> str:
        """As the meeting tells it, else as the desk met them elsewhere; "" when it can't be one."""
        from email_validator import EmailNotValidError, validate_email  # large: only for who mails

        known = self._directory.user(user.id)
        try:
            address = user.email or (known.email if known else "")
            return validate_email(address, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
        except EmailNotValidError:
            return ""

    def _lines(self, visit: Visit, kind: EventKind, entry: Entry) -> Iterator[str]:
        at = self._site.local(entry.at)
        company = f" of {one_line(entry.person.company)}" if entry.person.company else ""
        did = "arrived" if kind is EventKind.CHECK_IN else "left"
        yield f"{one_line(visit.name)}{company} {did} at {at:%H:%M}."
        yield f"{one_line(self._site.name)}, {one_line(self._desk)}, {at:%Y-%m-%d}."
        if entry.person.mobile:
            yield f"Their number: {one_line(entry.person.mobile)}"
        if visit.meeting.title:
            yield f"Meeting: {one_line(visit.meeting.title)}, {visit.expected:%H:%M}."


def one_line(text: str) -> str:
    """What visitors and servers call things, without what would end a line or a header."""
    kept = "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in text)
    return " ".join(kept.split())
