"""The mails that tell hosts, and those who asked for it, of an arrival or a departure.

Written for a phone's lock screen: the subject says who came, the first line from where and when.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from app.models.arrival import EventKind
from app.models.meeting import Meeting
from app.models.person import User
from app.services.directory import Directory
from app.services.site import Site
from app.services.visit import Visit
from app.store.journal import Entry
from app.store.outbox import Kind, Write

_BREAKING = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's control signs, halves of signs, and ends of lines: none of them has a place in a header or a name."""

_VERBS = {EventKind.CHECK_IN: ("has arrived", "have arrived"), EventKind.CHECK_OUT: ("has left", "have left")}
_DID = {EventKind.CHECK_IN: "arrived", EventKind.CHECK_OUT: "left"}

Together = Sequence[tuple[Visit, Entry]]
"""Visits of which the same was said at once, each with what the journal says of it."""


class Announcements:
    """`mails` says whether there is a mail server at all: without one nothing is written."""

    def __init__(self, *, site: Site, directory: Directory, desk: str, mails: bool) -> None:
        self._site = site
        self._directory = directory
        self._desk = desk
        self._mails = mails

    def of(self, kind: EventKind, together: Together) -> tuple[Write, ...]:
        """For each meeting one for each whose address is known, that names everybody who came or left together.

        The same entries always make the same writes.
        """
        meetings: dict[str, list[tuple[Visit, Entry]]] = {}
        for visit, entry in together if self._mails else ():
            meetings.setdefault(visit.meeting.id, []).append((visit, entry))
        return tuple(write for group in meetings.values() for write in self._of_meeting(kind, group))

    def _of_meeting(self, kind: EventKind, group: Together) -> Iterator[Write]:
        visit, entry = group[0]
        subject, text = _subject(kind, group), "\n".join(self._lines(kind, group))
        for number, (address, user, to_host) in enumerate(self._recipients(kind, visit.meeting)):
            body = {
                "events": {entry.visit: entry.id for _, entry in group},
                "to_host": to_host,
                "to": address,
                "name": one_line(user.name),
                "subject": subject,
                "text": text,
                "at": entry.at.isoformat(),
            }
            yield Write(f"{entry.id}-{number}", Kind.MAIL, body)

    def _recipients(self, kind: EventKind, meeting: Meeting) -> Iterator[tuple[str, User, bool]]:
        """Each address once, the host's first. Who leaves is told to those alone who asked for it."""
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

    def _lines(self, kind: EventKind, group: Together) -> Iterator[str]:
        visit, entry = group[0]
        at = self._site.local(entry.at)
        if len(group) == 1:
            yield f"{_whom(entry)} {_DID[kind]} at {at:%H:%M}."
        else:
            yield f"{len(group)} visitors {_DID[kind]} at {at:%H:%M}."
        yield f"{one_line(self._site.name)}, {one_line(self._desk)}, {at:%Y-%m-%d}."
        if len(group) > 1:
            yield from (", ".join(filter(None, (_whom(entry), one_line(entry.person.mobile)))) for _, entry in group)
        elif entry.person.mobile:
            yield f"Their number: {one_line(entry.person.mobile)}"
        if visit.meeting.title:
            yield f"Meeting: {one_line(visit.meeting.title)}, {visit.expected:%H:%M}."


def _subject(kind: EventKind, group: Together) -> str:
    one, several = _VERBS[kind]
    first, more = one_line(group[0][0].name), len(group) - 1
    return f"{first} and {more} more {several}" if more else f"{first} {one}"


def _whom(entry: Entry) -> str:
    company = f" of {one_line(entry.person.company)}" if entry.person.company else ""
    return f"{one_line(entry.person.name)}{company}"


def one_line(text: str) -> str:
    """What visitors and servers call things, without what would end a line or a header."""
    kept = "".join(" " if unicodedata.category(sign) in _BREAKING else sign for sign in text)
    return " ".join(kept.split())
