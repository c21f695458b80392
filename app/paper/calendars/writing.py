"""A meeting as an iCalendar object that other programs take: one event with its zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.models.calendars.calendar_event import CalendarEvent, Mailbox
from app.models.moments import moment_of_stamp
from app.paper.calendars.zone_rules import timezone_of

if TYPE_CHECKING:
    from icalendar import vCalAddress

_PRODUCT = "-//Foyer//Front desk//EN"
_NO_ADDRESS = "invalid:nomail"
"""What stands for the address of somebody who is only known by name, as other programs write it."""


_GUEST = {"ROLE": "REQ-PARTICIPANT", "CUTYPE": "INDIVIDUAL"}
_ASKED = {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}


def calendar_of(event: CalendarEvent, now: datetime, method: str = "") -> str:
    """The text of a calendar with that event alone. `now` is aware of its zone. The times are of the event's own zone,
    whose rules come along; whoever has no address is named without one. `method` is what a mail wants done with it
    (RFC 5546), "" for a file; with "REQUEST" the guests are asked for an answer, which goes to the organiser."""
    from icalendar import Calendar, Event, vRecur
    from icalendar.prop import vInline

    written = Event()
    written.add("uid", event.uid)
    written.add("dtstamp", now.astimezone(UTC))
    if event.written:
        written.add("last-modified", moment_of_stamp(event.written))
    written.add("sequence", event.sequence)
    written.add("summary", vInline(_escaped(event.title)))
    if event.description:
        written.add("description", vInline(_escaped(event.description)))
    if event.location:
        written.add("location", vInline(_escaped(event.location)))
    written.add("dtstart", event.starts)
    written.add("dtend", event.ends.astimezone(event.starts.tzinfo))
    if event.rule:
        written.add("rrule", vRecur.from_ical(_plain_rule(event.rule)))
    if event.further:
        written.add("rdate", [moment.astimezone(event.starts.tzinfo) for moment in event.further])
    if event.left_out:
        written.add("exdate", [moment.astimezone(event.starts.tzinfo) for moment in event.left_out])
    if event.organiser:
        written.add("organizer", _address(event.organiser))
    for guest in event.guests:
        written.add("attendee", _address(guest.mailbox, **_GUEST, **(_ASKED if method == "REQUEST" else {})))
    written.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if isinstance(event.starts.tzinfo, ZoneInfo) and event.starts.tzinfo.key != "UTC":
        calendar.add_component(timezone_of(event.starts.tzinfo, event.starts.year))
    calendar.add_component(written)
    text: bytes = calendar.to_ical()
    return text.decode()


def _plain_rule(rule: str) -> str:
    """In capitals and without its name: a server takes it in any spelling, a calendar doesn't."""
    return rule.strip().upper().removeprefix("RRULE:")


def _escaped(text: str) -> str:
    r"""As RFC 5545 has it. The library's own takes the \N of "C:\New" for the end of a line."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _address(mailbox: Mailbox, **parameters: str) -> vCalAddress:
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{mailbox.address}" if mailbox.address else _NO_ADDRESS)
    named: dict[str, Any] = {"CN": mailbox.name} if mailbox.name else {}
    address.params.update({**named, **parameters})
    return address
