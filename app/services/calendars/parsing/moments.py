"""Dates, times and durations as calendar files write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.services.calendars.parsing.components import Property
from app.services.calendars.parsing.zones import FileZones, offset_zone

_MOMENT = re.compile(
    r"(?P<day>\d{4}-?\d\d-?\d\d)(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.I,
)
_DURATION = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,7})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,7})S)?)?",
    re.I,
)
"""With so few digits that what ends so much later still has a date."""
_YEARS = range(1900, 2201)
"""What lies outside of these is a mistake. Holidays of each year may begin long ago."""
_NO_DATES = {date(year, 1, 1) for year in (1900, 1904, 1970, 1980)}
"""Programs write these for no date at all."""


class Written(Struct, frozen=True):
    """A moment as a file has it: aware of its zone, or of a whole day its date. `floats` says that the file names no
    zone for it, `unknown_zone` the name of one that nobody knows; both were read in the site's zone."""

    moment: datetime | None
    day: date | None = None
    floats: bool = False
    unknown_zone: str = ""


def read_moment(text: str, zone_name: str, zones: FileZones, site: tzinfo, *, repeats: bool = False) -> Written:
    """Raises ValueError for what is no date or time. `repeats`: it is of what happens again and again, so that even a
    date which stands for none elsewhere is meant."""
    matched = _MOMENT.fullmatch(text.strip())
    if not matched:
        raise ValueError(f"no time: {text[:40]}")
    day = date.fromisoformat(matched["day"])
    if day.year not in _YEARS or (day in _NO_DATES and not repeats):
        raise ValueError(f"no year to meet in: {day.year}")
    if matched["hour"] is None:
        return Written(None, day)
    wall = _wall(day, int(matched["hour"]), int(matched["minute"]), int(matched["second"] or 0))
    if zone := matched["zone"]:
        offset = UTC if zone.upper() == "Z" else offset_zone(zone)
        if offset is None:
            raise ValueError(f"no zone: {zone}")
        return Written(wall.replace(tzinfo=offset))
    if zone_name:
        known = zones.find(zone_name)
        return Written(wall.replace(tzinfo=known or site), unknown_zone="" if known else zone_name)
    if zones.calendar_zone:
        return Written(wall.replace(tzinfo=zones.calendar_zone))
    return Written(wall.replace(tzinfo=site), floats=True)


def _wall(day: date, hour: int, minute: int, second: int) -> datetime:
    """What the clocks show then; a day may end at 24:00. Raises ValueError for what they never show."""
    if (hour, minute, second) == (24, 0, 0):
        return datetime.combine(day + ONE_DAY, time())
    return datetime.combine(day, time(hour, minute, min(second, 59)))


def moment_of(prop: Property, zones: FileZones, site: tzinfo, *, repeats: bool = False) -> Written:
    """The moment of a property with one; a day where it says that it is one, whatever hour stands behind it; else as
    `read_moment`. Raises ValueError."""
    written = read_moment(prop.value, prop.parameters.get("TZID", ""), zones, site, repeats=repeats)
    if written.moment is not None and prop.parameters.get("VALUE", "").upper() == "DATE":
        return Written(None, written.moment.date())
    return written


def read_duration(text: str) -> timedelta:
    """Raises ValueError for what is no duration."""
    matched = _DURATION.fullmatch(text.strip())
    if not matched:
        raise ValueError(f"no duration: {text[:40]}")
    parts = {name: int(matched[name] or 0) for name in ("weeks", "days", "hours", "minutes", "seconds")}
    length = timedelta(**parts)
    return -length if matched["sign"] == "-" else length
