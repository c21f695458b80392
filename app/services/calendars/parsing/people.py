"""Who arranges an event and who is asked to come, as the programs of several makers write it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from app.models.calendars.calendar_event import Guest, Mailbox
from app.services.calendars.parsing.components import Component, Property

_MAILTO = re.compile(r"mailto:\s*(?P<address>[^?]*)", re.I)
_ADDRESS = re.compile(r"[^\s@<>:;,\"]+@[^\s@<>:;,\"]+")
_BRACKETED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_NOBODY = frozenset(("invalid:nomail", "noreply@invalid.invalid", "unknownorganizer@calendar.google.com"))
_ROOMS = frozenset(("ROOM", "RESOURCE"))
_ROOM_ADDRESS = "@resource.calendar.google.com"


def organiser_of(event: Component) -> Mailbox | None:
    """None where the event names nobody who can be reached or called by name."""
    for prop in event.all("ORGANIZER"):
        if (mailbox := _mailbox(prop)).words:
            return mailbox
    leading = (one for one in event.all("ATTENDEE") if one.parameters.get("ROLE", "").upper() in ("CHAIR", "ORGANIZER"))
    return next((mailbox for mailbox in map(_mailbox, leading) if mailbox.words), None)


def guests_of(event: Component, organiser: Mailbox | None) -> tuple[Guest, ...]:
    """Each once, without the organiser, and without rooms and what else is only booked."""
    guests: dict[str, Guest] = {}
    own = _key(organiser) if organiser else ""
    for prop in event.all("ATTENDEE"):
        mailbox, kind = _mailbox(prop), prop.parameters.get("CUTYPE", "").upper()
        is_room = kind in _ROOMS or mailbox.address.lower().endswith(_ROOM_ADDRESS)
        if is_room or not mailbox.words or _key(mailbox) == own:
            continue
        standing = (prop.parameters.get("PARTSTAT") or prop.parameters.get("STATUS") or "").upper()
        guests.setdefault(_key(mailbox), Guest(mailbox, is_group=kind == "GROUP", declined=standing == "DECLINED"))
    return tuple(guests.values())


def _key(mailbox: Mailbox) -> str:
    return (mailbox.address or mailbox.name).casefold()


def _mailbox(prop: Property) -> Mailbox:
    """The address of the value, else of the parameter in which some makers put it; the name without the address that
    some put into it, and without quotation marks around it."""
    value = prop.value.strip()
    name = _unquoted(prop.parameters.get("CN", ""))
    mailto = _MAILTO.search(value)
    text = unquote(mailto["address"]) if mailto else value
    if not mailto and (bracketed := _BRACKETED.fullmatch(value)):
        name, text = name or _unquoted(bracketed["name"]), bracketed["address"]
    if value.lower() in _NOBODY:
        text = ""
    found = _ADDRESS.search(text) or _ADDRESS.fullmatch(prop.parameters.get("EMAIL", "").strip())
    address = found[0] if found and found[0].lower() not in _NOBODY else ""
    if not address and not mailto and not name and ":" not in value:
        name = value
    name = _without_address(name, address)
    return Mailbox(name, address)


def _unquoted(name: str) -> str:
    """The name in one line, without the quotation marks that some programs put around all of it."""
    line = " ".join(name.split())
    return line[1:-1].strip() if len(line) > 2 and line[0] == line[-1] and line[0] in "\"'" else line


def _without_address(name: str, address: str) -> str:
    if inner := _BRACKETED.fullmatch(name):
        name = _unquoted(inner["name"])
    if name.casefold() in (address.casefold(), f"mailto:{address}".casefold()):
        return ""
    return re.sub(rf"\s*[(\[]{re.escape(address)}[)\]]\s*$", "", name, flags=re.I) if address else name
