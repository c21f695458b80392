"""The mails that tell hosts, and those who asked for it, of an arrival or a departure.

Written for a phone's lock screen: the subject says who came, the first line from where and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from app.models.entries import Entry
from app.models.operations import Write
from app.models.text.lines import one_line
from app.models.visit_events import EventKind
from app.models.visit_row import VisitRow
from app.services.notices.mail_writes import address_or_none, mail_write
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.visits.visit import meeting_asked_for, whole_visit
from app.store.lists.lists import Lists

if TYPE_CHECKING:
    from app.models.objects.meeting import Meeting
    from app.models.objects.person import User

_VERBS = {EventKind.CHECK_IN: ("has arrived", "have arrived"), EventKind.CHECK_OUT: ("has left", "have left")}
_DID = {EventKind.CHECK_IN: "arrived", EventKind.CHECK_OUT: "left"}

Together = Sequence[tuple[VisitRow, Entry]]
"""Visits of which the same was said at once, each with what the journal says of it."""

Recipient = tuple[str, "User", bool]
"""An address, whose it is, and whether that is the host."""


class Announcements:
    """`mails` says whether there is a mail server at all: without one nothing is written. `server_tells` says whether
    the server itself tells hosts: then this desk doesn't."""

    def __init__(
        self,
        *,
        lists: Lists,
        site: Site,
        contacts: Contacts,
        desk: str,
        mails: bool,
        server_tells: Callable[[], bool] = lambda: False,
    ) -> None:
        self._lists = lists
        self._site = site
        self._contacts = contacts
        self._desk = desk
        self._mails = mails
        self._server_tells = server_tells

    async def of(self, kind: EventKind, together: Together, walk_in: Write | None = None) -> tuple[Write, ...]:
        """The mails about an arrival or a departure: of each meeting one to everybody who is to be told and has an
        address, each naming all who came or left `together`. `walk_in` is the meeting of somebody whom nobody invited,
        which isn't kept yet. () without a mail server, and where the server tells them.

        The same entries always make the same writes. Raises StoreFailed when the meetings can't be read.
        """
        groups: dict[str, list[tuple[VisitRow, Entry]]] = {}
        for visit, entry in together if self._mails and not self._server_tells() else ():
            groups.setdefault(visit.meeting, []).append((visit, entry))
        writes: list[Write] = []
        for group in groups.values():
            meeting = await self._meeting(group[0][0], walk_in)
            recipients = await self._recipients(kind, meeting) if meeting else ()
            writes += self._of_meeting(kind, group, recipients)
        return tuple(writes)

    async def _meeting(self, visit: VisitRow, walk_in: Write | None) -> Meeting | None:
        if walk_in is not None:
            return meeting_asked_for(walk_in.id, walk_in.body, await self._contacts.named_in(walk_in.body))
        return whole_visit(visit, await self._lists.whole(visit), self._site.zone).meeting

    def _of_meeting(self, kind: EventKind, group: Together, recipients: Sequence[Recipient]) -> Iterator[Write]:
        entry = group[0][1]
        subject, text = _subject(kind, group), "\n".join(self._lines(kind, group))
        for number, (address, user, to_host) in enumerate(recipients):
            yield mail_write(
                f"{entry.id}-{number}",
                to=address,
                name=user.name,
                subject=subject,
                text=text,
                at=entry.at,
                events={entry.visit: entry.id for _, entry in group},
                to_host=to_host,
            )

    async def _recipients(self, kind: EventKind, meeting: Meeting) -> Sequence[Recipient]:
        """Whom to tell, each address once, the host first. Of a departure only those are told who asked for it."""
        if kind is EventKind.CHECK_IN:
            users = [(meeting.host, True), *((user, False) for user in meeting.checkin_notification_users)]
        else:
            users = [(user, False) for user in meeting.checkout_notification_users]
        recipients: dict[str, Recipient] = {}
        for user, to_host in users:
            if user and (address := await self._address(user)):
                recipients.setdefault(address.casefold(), (address, user, to_host))
        return tuple(recipients.values())

    async def _address(self, user: User) -> str:
        """The user's address as the meeting tells it, else as this desk knows it; "" when it isn't one."""
        known = None if user.email else await self._contacts.user(user.id)
        return address_or_none(known.email if known else user.email)

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
        if visit.title:
            yield f"Meeting: {one_line(visit.title)}, {self._site.local(visit.expected):%H:%M}."


def _subject(kind: EventKind, group: Together) -> str:
    one, several = _VERBS[kind]
    first, more = one_line(group[0][0].name), len(group) - 1
    return f"{first} and {more} more {several}" if more else f"{first} {one}"


def _whom(entry: Entry) -> str:
    company = f" of {one_line(entry.person.company)}" if entry.person.company else ""
    return f"{one_line(entry.person.name)}{company}"
