"""The calendars of a file, each with its own method and its own clocks: a file may hold several."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.services.calendars.parsing.components import Component
from app.services.calendars.parsing.span import Clocks
from app.services.calendars.parsing.zones import FileZones, offset_zone


class FileEvent(Struct, frozen=True, eq=False):
    """An event with what its calendar says of it: `method` is in capitals, "" for none."""

    component: Component
    clocks: Clocks
    method: str = ""

    @property
    def uid(self) -> str:
        return self.component.text("UID")


def file_events(parts: list[Component], site: ZoneInfo) -> list[FileEvent]:
    """The events of all calendars in the file's order. A zone that an event's own calendar has no rules of is looked
    for in the others."""
    zones = [one for one in parts if one.kind == "VTIMEZONE"]
    return [
        FileEvent(event, clocks, calendar.text("METHOD").upper())
        for calendar, inside in _calendars(parts)
        for clocks in (_clocks(calendar, [*(one for one in inside if one.kind == "VTIMEZONE"), *zones], site),)
        for event in inside
        if event.kind == "VEVENT"
    ]


def _calendars(parts: list[Component]) -> Iterator[tuple[Component, list[Component]]]:
    """Each with what stands in it; what stands before the first is in one that says nothing."""
    calendar, inside = Component("VCALENDAR"), list[Component]()
    for one in parts:
        if one.kind == "VCALENDAR":
            yield calendar, inside
            calendar, inside = one, []
        else:
            inside.append(one)
    yield calendar, inside


def _clocks(calendar: Component, zones: list[Component], site: ZoneInfo) -> Clocks:
    known = FileZones(zones, calendar.text("X-WR-TIMEZONE"))
    return Clocks(known, offset_zone(calendar.text("TZ")) or site, site)
