"""The components of a calendar, each with those of its properties that a meeting is made of."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from icalendar import Timezone

_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*([;:])")
_BARE_ZONE = re.compile(r'(?P<before>[^":]*?;TZID=)(?P<zone>[^";]*?)(?P<behind>(?:;[^":]*)?):(?P<value>\d{4}.*)', re.I)
"""A zone's name with a colon in it that nobody put into quotation marks."""

_READ = frozenset(
    ("METHOD", "PRODID", "VERSION", "X-WR-TIMEZONE", "TZ", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY",
     "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
     "ORGANIZER", "ATTENDEE", "STATUS", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")
)  # fmt: skip


class Property(Struct, frozen=True):
    """`parameters` have names in capitals; `value` is unescaped."""

    name: str
    parameters: Mapping[str, str]
    value: str


class Component(Struct):
    """`whole` says whether its end is there. `lines` are as they stand in the file, for a time zone."""

    kind: str
    properties: list[Property] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    whole: bool = False

    def all(self, name: str) -> Iterator[Property]:
        return (one for one in self.properties if one.name == name)

    def one(self, name: str) -> Property | None:
        return next(self.all(name), None)

    def text(self, name: str) -> str:
        """The value of the first property of that name, "" without one."""
        found = self.one(name)
        return found.value.strip() if found else ""


def components(lines: list[str]) -> list[Component]:
    """The calendars, events and time zones in the order of their beginnings. Alarms and what else stands in an event
    are left out, and so is a line that can't be read."""
    read: list[Component] = []
    opened: list[Component] = []
    for line in lines:
        word, _, kind = line.partition(":")
        word, kind = word.strip().upper(), kind.strip().upper()
        if word == "BEGIN":
            opened.append(Component(kind))
            if kind in ("VCALENDAR", "VEVENT", "VTIMEZONE"):
                read.append(opened[-1])
        for zone in (one for one in opened if one.kind == "VTIMEZONE"):
            zone.lines.append(line)
        if word == "END":
            _close(opened, kind)
        elif word != "BEGIN" and opened and opened[-1].kind in ("VCALENDAR", "VEVENT"):
            opened[-1].properties += _property(line)
    return read


def timezone_of(lines: list[str]) -> Timezone | None:
    """The rules of a VTIMEZONE out of its lines, None when they can't be read."""
    from icalendar import Timezone

    try:
        zone = Timezone.from_ical("\r\n".join(lines))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    return zone if isinstance(zone, Timezone) else None


def _close(opened: list[Component], kind: str) -> None:
    """Whatever was opened after it and has no end of its own ends with it."""
    while any(one.kind == kind for one in opened):
        closed = opened.pop()
        if closed.kind == kind:
            closed.whole = True
            return


def _property(line: str) -> list[Property]:
    """The one of that line, [] where it is of no use or can't be read."""
    matched = _NAME.match(line)
    if not matched or (name := matched[1].upper()) not in _READ:
        return []
    if re.match(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE", line, re.I):
        return [_quoted_printable(name, line)]
    from icalendar.parser import Contentline

    if bare := _BARE_ZONE.fullmatch(line):
        line = f'{bare["before"]}"{bare["zone"]}"{bare["behind"]}:{bare["value"]}'
    for tried in (line, line.replace('"', ""), re.sub(";{2,}", ";", line.replace('"', ""))):
        try:
            _, parameters, value = Contentline(tried).parts()  # type: ignore[no-untyped-call]
        except (ValueError, KeyError, IndexError):
            continue
        plain = {key.upper(): _joined(one) for key, one in parameters.items()}
        return [Property(name, plain, str(value))]
    return []


def _joined(parameter: object) -> str:
    """A name with a comma in it that nobody put into quotation marks came apart."""
    return ",".join(map(str, parameter)) if isinstance(parameter, list) else str(parameter)


def _quoted_printable(name: str, line: str) -> Property:
    """As vCalendar 1.0 writes what isn't ASCII; its parameters may stand without a name."""
    before, _, value = line.partition(":")
    parameters = {
        key.strip().upper(): one.strip().strip('"')
        for key, sign, one in (each.partition("=") for each in before.split(";")[1:])
        if sign
    }
    data = quopri.decodestring(value.encode(errors="replace"))
    try:
        text = data.decode(parameters.get("CHARSET") or "utf-8")
    except (LookupError, UnicodeError):
        text = data.decode("cp1252", errors="replace")
    return Property(name, parameters, text)
