"""A meeting's draft out of an event: who of its people is known here, who works here, and who visits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from app.models.calendars.calendar_event import CalendarEvent, Doubt, Guest, Mailbox, Unclear
from app.models.contacts import KnownPerson
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.moments import utc_stamp
from app.models.text.folding import fold
from app.services.calendars.parsing.recurrence import in_zone
from app.services.people.full_name import split_name, untitled

_EVERYBODYS = frozenset(
    ("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com",
     "mac.com", "aol.com", "gmx.net", "gmx.de", "gmx.at", "web.de", "t-online.de", "proton.me", "protonmail.com",
     "yahoo.com", "ymail.com", "zoho.com", "mail.ru", "yandex.ru", "qq.com", "163.com", "orange.fr", "free.fr",
     "telenet.be", "skynet.be", "ziggo.nl", "kpnmail.nl")
)  # fmt: skip
"""Domains of which no address says where its owner works."""

_NAME_PARTS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")


class People:
    """The site's people as the desk knows them, by address and by name. `domains` are those that the site's own
    addresses have: of the event's organiser when that is one of them, and of most of them."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        everybody = tuple(known)
        self._by_address = {fold(one.email): one for one in everybody if one.email}
        names = Counter(fold(one.name) for one in everybody)
        self._by_name = {fold(one.name): one for one in everybody if names[fold(one.name)] == 1}
        most = Counter(map(_domain, self._by_address)).most_common(1)
        self._domain = most[0][0] if most else ""

    def with_address(self, mailbox: Mailbox) -> KnownPerson | None:
        return self._by_address.get(fold(mailbox.address)) if mailbox.address else None

    def called(self, mailbox: Mailbox) -> KnownPerson | None:
        """By address, else by a name that is one person's alone: also by "Surname, First name"."""
        known = self.with_address(mailbox)
        if known or not mailbox.name:
            return known
        names = (mailbox.name, " ".join(split_name(untitled(mailbox.name))).strip())
        return next(filter(None, (self._by_name.get(fold(name)) for name in names)), None)

    def domains(self, organiser: Mailbox | None) -> frozenset[str]:
        own = _domain(organiser.address) if organiser and self.with_address(organiser) else ""
        return frozenset((own, self._domain)) - _EVERYBODYS - {""}


class DraftedMeeting(Struct, frozen=True):
    """The meeting that an event makes here, and what of it a person should look at."""

    draft: MeetingDraft
    doubts: tuple[Doubt, ...]


def draft_of(
    event: CalendarEvent,
    *,
    people: People,
    returning: Mapping[str, VisitorDraft],
    zone: ZoneInfo,
    names_as_ids: bool,
) -> DraftedMeeting:
    """`returning` are visitors who were here before, by their folded addresses; `zone` is the site's. `names_as_ids`
    as in `meeting_mistakes`."""
    host, host_doubts = _host(event, people, names_as_ids)
    repeats, exdate, rule_doubts = _repeats(event, zone)
    guests = _Guests(event, people, host, returning)
    draft = MeetingDraft(
        title=event.title,
        description=event.description,
        host_id=host,
        start_at=event.starts.astimezone(zone),
        end_at=event.ends.astimezone(zone),
        user_ids=guests.users,
        recurrence=repeats,
        exdate=exdate,
        visitors=guests.visitors,
    )
    return DraftedMeeting(draft, (*event.doubts, *host_doubts, *rule_doubts, *guests.doubts))


def _host(event: CalendarEvent, people: People, names_as_ids: bool) -> tuple[str, tuple[Doubt, ...]]:
    """The host's id, or what the file calls the organiser where nobody here is known by that."""
    if event.organiser is None:
        return "", (Doubt("host_id", Unclear.NO_ORGANISER),)
    known = people.called(event.organiser)
    if known:
        return known.id, ()
    named = " ".join(split_name(event.organiser.name)).strip() or event.organiser.address
    if names_as_ids and event.organiser.name:
        return named, ()
    told = ", ".join(dict.fromkeys(filter(None, (named, event.organiser.address))))
    return named, (Doubt("host_id", Unclear.UNKNOWN_ORGANISER, told),)


def _repeats(event: CalendarEvent, zone: ZoneInfo) -> tuple[str, str, tuple[Doubt, ...]]:
    """Rule and dates left out, as a draft has them. What the file leaves out is left out by moments, which are the same
    in each zone."""
    if not event.rule:
        return "", "", ()
    here = in_zone(event.rule, event.starts, zone)
    doubts = (Doubt("recurrence", Unclear.OTHER_CLOCK, here.shifted.isoformat()),) if here.shifted else ()
    return here.rule, ",".join(map(utc_stamp, event.left_out)), doubts


class _Guests:
    """Attendees of the site's own, by id or as typed; the others visit."""

    def __init__(self, event: CalendarEvent, people: People, host: str, returning: Mapping[str, VisitorDraft]) -> None:
        own = people.domains(event.organiser)
        users: list[str] = []
        visitors: list[VisitorDraft] = []
        guessed: list[str] = []
        for guest in event.guests:
            if guest.declined or guest.is_group:
                continue
            mailbox = guest.mailbox
            works_here = not mailbox.address or _domain(mailbox.address) in own
            if known := people.called(mailbox) if works_here else people.with_address(mailbox):
                users.append(known.id)
            elif _domain(mailbox.address) in own:
                users.append(" ".join(split_name(mailbox.name)).strip() or mailbox.address)
            else:
                visitors.append(_visitor(mailbox, returning))
                guessed += [mailbox.address] if not mailbox.name and visitors[-1].first_name else []
        self.users = tuple(one for one in dict.fromkeys(users) if one != host)
        self.visitors = tuple(visitors)
        self.doubts = tuple(
            Doubt("visitors", unclear, ", ".join(names))
            for unclear, names in (
                (Unclear.DECLINED, _names(one for one in event.guests if one.declined)),
                (Unclear.LISTS_OF_PEOPLE, _names(one for one in event.guests if one.is_group and not one.declined)),
                (Unclear.GUESSED_NAMES, [one for one in guessed if fold(one) not in returning]),
            )
            if names
        )


def _names(guests: Iterable[Guest]) -> list[str]:
    return [guest.mailbox.words for guest in guests]


def _visitor(mailbox: Mailbox, returning: Mapping[str, VisitorDraft]) -> VisitorDraft:
    """Whoever was here before comes with all that is known of them; the name is the file's, where it has one."""
    known = returning.get(fold(mailbox.address)) if mailbox.address else None
    first, last = split_name(untitled(mailbox.name)) if mailbox.name else ("", "")
    if known and not (first and last):
        return known
    if known:
        return replace(known, first_name=first, last_name=last)
    if not mailbox.name:
        first, last = _name_in(mailbox.address)
    return VisitorDraft(first_name=first, last_name=last, email=mailbox.address)


def _name_in(address: str) -> tuple[str, str]:
    """The name that an address such as ada.ek@acme.example is made of; two empty texts where it is made of none."""
    parts = re.split(r"[._]", address.partition("@")[0].partition("+")[0])
    if len(parts) < 2 or not all(map(_NAME_PARTS.fullmatch, parts)):
        return "", ""
    names = ["-".join(word.capitalize() for word in part.split("-")) for part in parts]
    return names[0], " ".join(names[1:])


def _domain(address: str) -> str:
    return fold(address.rpartition("@")[2]) if "@" in address else ""
