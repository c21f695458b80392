"""The zones of a calendar file, however its maker calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from app.models.moments import zone_named
from app.services.calendars.parsing.components import Component, timezone_of
from app.system.zone_names import zone_called

_NUMBERED = re.compile(r"\s+\d+$")
_OFFSET = re.compile(r"\(?(?:GMT|UTC|Z)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})[:.]?(?P<minutes>\d\d)?\)?\s*(?P<cities>.*)")
_UTC = re.compile(r"(?:.*/)?(?:Etc/)?(?:UTC|GMT|Z|Zulu|Coordinated Universal Time)", re.I)


class FileZones:
    """`timezones` are the file's own VTIMEZONE components, `calendar_zone` the one that its calendar names as a whole,
    "" for none, in which times without a zone are read."""

    def __init__(self, timezones: Iterable[Component], calendar_zone: str = "") -> None:
        self._lines: dict[str, list[str]] = {}
        for zone in timezones:
            self._lines.setdefault(_line_of(zone, "TZID"), zone.lines)
        self._known: dict[str, tzinfo | None] = {}
        self.calendar_zone = self.find(calendar_zone) if calendar_zone else None

    def find(self, name: str) -> tzinfo | None:
        """The zone that the file calls `name`; None where neither its name nor its rules tell it."""
        name = " ".join(name.strip().strip('"').split())
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> tzinfo | None:
        """A name that the world knows counts more than rules, which may be years old. A short one such as EST means
        what the file's rules say, where it has any."""
        rules = self._lines.get(name)
        known = _by_name(name)
        if known and (rules is None or "/" in known.key):
            return known
        if rules is not None:
            return zone_called(_value_of(rules, "X-LIC-LOCATION")) or _by_rules(rules) or known or _by_offset(name)
        return known or _by_offset(name)


def offset_zone(text: str) -> tzinfo | None:
    """The zone of an offset alone, such as "+01" or "-0530", as vCalendar 1.0 has one; None when it isn't one."""
    matched = re.fullmatch(r"([+-])(\d{1,2}):?(\d\d)?", text.strip())
    return _fixed(matched[1], matched[2], matched[3]) if matched else None


def _by_name(name: str) -> ZoneInfo | None:
    """By the IANA name, also behind a maker's own prefix, by Windows' name, also with the number that Outlook puts
    behind it, or as one of the ways to write UTC."""
    if _UTC.fullmatch(name):
        return ZoneInfo("UTC")
    parts = name.split("/")
    whole = zone_called(name) or zone_called(_NUMBERED.sub("", name))
    return whole or next(filter(None, (zone_named("/".join(parts[at:])) for at in range(1, len(parts) - 1))), None)


def _by_rules(lines: list[str]) -> tzinfo | None:
    component = timezone_of(lines)
    if component is None:
        return None
    try:
        zone: tzinfo = component.to_tz(lookup_tzid=False)
        datetime(2026, 7, 1, tzinfo=zone).utcoffset()  # rules that can't be followed show here
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError):
        return None
    return zone


def _by_offset(name: str) -> tzinfo | None:
    """Of a name such as "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris" the zone of a city that has this offset in
    winter or summer, or of "(UTC-05:00) Eastern Time (US & Canada)" the one that Windows calls so; else the offset
    itself."""
    matched = _OFFSET.fullmatch(name)
    if not matched:
        return None
    fixed = _fixed(matched["sign"], matched["hours"], matched["minutes"])
    if fixed is None:
        return None
    offset = fixed.utcoffset(None)
    for zone in _named_by(matched["cities"]):
        if offset in (datetime(2026, 1, 1, tzinfo=zone).utcoffset(), datetime(2026, 7, 1, tzinfo=zone).utcoffset()):
            return zone
    return fixed


def _named_by(words: str) -> Iterator[ZoneInfo]:
    """The zones that those may be: named after cities, or after a part of America."""
    for city in re.split(r"[,/]", words):
        for key in _by_city().get(city.strip().casefold().replace(" ", "_"), ()):
            yield ZoneInfo(key)
    if (part := re.match(r"(\w+) Time\b", words)) and (zone := zone_called(f"{part[1]} Standard Time")):
        yield zone


def _fixed(sign: str, hours: str, minutes: str | None) -> timezone | None:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else None


@cache
def _by_city() -> dict[str, list[str]]:
    cities: dict[str, list[str]] = {}
    for key in sorted(available_timezones()):
        cities.setdefault(key.rpartition("/")[2].casefold(), []).append(key)
    return cities


def _line_of(zone: Component, name: str) -> str:
    return " ".join(_value_of(zone.lines, name).split())


def _value_of(lines: list[str], name: str) -> str:
    """The value of the first line of that name, "" without one."""
    for line in lines:
        before, sign, value = line.partition(":")
        if sign and before.split(";")[0].strip().upper() == name:
            return value.strip().strip('"').replace("\\,", ",").replace("\\;", ";")
    return ""
