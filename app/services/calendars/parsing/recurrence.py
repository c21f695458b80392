"""How an event repeats, out of a calendar's spelling of it into the one that a meeting has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from app.models.calendars.weekdays import CODES
from app.models.moments import utc_stamp
from app.services.calendars.parsing.components import Component
from app.services.calendars.parsing.moments import Written, moment_of, read_duration, read_moment
from app.services.calendars.parsing.span import Clocks
from app.services.calendars.parsing.zones import FileZones
from app.services.meetings.repeats import next_dates

_DAY_END = time(23, 59, 59)
_ALIKE = 400
"""So many of its times are compared between two zones: more than a year of days."""

_ORDER = ("FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT")
"""As the form writes its own rules; what else there may be comes behind it."""

_OLDER = re.compile(
    r"(?P<every>D|W|MP|MD|YM|YD)(?P<interval>\d+)(?P<days>(?:\s+[\w+-]+)*?)(?:\s+(?P<end>#\d+|\d{8}T\w+))?"
)
_OLDER_EVERY = {"D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY"}
_OLDER_DAYS = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}


class SiteRule(Struct, frozen=True):
    """`rule` as it is read in the site's zone. `shifted` is the first day on which the site's clocks show another hour
    than at the first time, None when there is none."""

    rule: str
    shifted: date | None = None


def tidied(rule: str, starts: datetime) -> str:
    """The rule in few words: its UNTIL in UTC, and without what says nothing, which some programs write. `starts` is
    aware of the event's zone. Raises ValueError for a rule that can't be followed."""
    parts = dict(_part(each) for each in _modern(rule.strip()).strip(";").split(";") if each)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], starts)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    every_second = parts.get("FREQ") == "WEEKLY" and "INTERVAL" in parts and "," in parts.get("BYDAY", "")
    if parts.get("WKST") == "MO" or not (every_second or "BYWEEKNO" in parts):
        parts.pop("WKST", None)
    places = re.fullmatch(r"-1|[1-4]", parts.get("BYSETPOS", ""))
    if places and parts.get("FREQ") == "MONTHLY" and parts.get("BYDAY") in CODES:
        parts["BYDAY"] = parts.pop("BYSETPOS") + parts["BYDAY"]
    known = [name for name in _ORDER if name in parts]
    written = ";".join(f"{name}={parts[name]}" for name in (*known, *sorted(parts.keys() - _ORDER)))
    next_dates(written, "", starts, 2)
    return written


def in_zone(rule: str, starts: datetime, zone: tzinfo) -> SiteRule:
    """The rule of an event that starts at `starts`, aware of the event's zone, as `zone` reads it. Where it is another
    day there, days of the week move along."""
    here = starts.astimezone(zone)
    moved = _moved(rule, (here.date() - starts.date()).days)
    there = [moment.astimezone(UTC) for moment in next_dates(rule, "", starts, _ALIKE)]
    shown = [moment.astimezone(UTC) for moment in next_dates(moved, "", here, _ALIKE)]
    differing = (ours for theirs, ours in zip(there, shown, strict=False) if theirs != ours)
    first = next(differing, None)
    if first is None and len(there) != len(shown):
        first = max(there[-1], shown[-1])
    return SiteRule(moved, first.astimezone(zone).date() if first else None)


class FurtherDate(Struct, frozen=True):
    """A date that an event names beside its rule, in UTC. `length` is None where it is as long as the others."""

    starts: datetime
    length: timedelta | None = None


def excluded(event: Component, starts: datetime, clocks: Clocks) -> tuple[datetime, ...]:
    """The moments in UTC that the event's EXDATEs leave out; one that names a day alone leaves out that day's time."""
    return tuple(_at(each, starts) for each, _, _ in _listed(event, "EXDATE", clocks))


def further(event: Component, starts: datetime, clocks: Clocks) -> tuple[FurtherDate, ...]:
    """Its RDATEs in their order, each once. One that is written as a period has its own length."""
    dates = {_at(each, starts): _length(each, end, zone, clocks) for each, end, zone in _listed(event, "RDATE", clocks)}
    return tuple(FurtherDate(moment, dates[moment]) for moment in sorted(dates))


def _listed(event: Component, name: str, clocks: Clocks) -> Iterator[tuple[Written, str, str]]:
    """Each date that can be read; as the file has it the end of its period, "" for none; and the zone that it names."""
    for prop in event.all(name):
        zone = prop.parameters.get("TZID", "")
        for text in re.split(r"[,;]", prop.value):
            begins, _, ends = text.partition("/")
            try:
                yield read_moment(begins, zone, clocks.zones, clocks.floating), ends.strip(), zone
            except ValueError:
                continue


def _length(begins: Written, end: str, zone: str, clocks: Clocks) -> timedelta | None:
    """Of a period that ends so; None where that can't be read, or isn't after its beginning."""
    try:
        if end.upper().startswith("P"):
            length = read_duration(end)
        else:
            ends = read_moment(end, zone, clocks.zones, clocks.floating).moment
            length = ends.astimezone(UTC) - begins.moment.astimezone(UTC) if ends and begins.moment else timedelta()
    except ValueError:
        return None
    return length if length > timedelta() else None


def occurrence_of(event: Component, starts: datetime, clocks: Clocks) -> str:
    """The time of the series in whose place the event is, as a stamp in UTC; "" when it is in none's. `starts` is the
    series' own start, or the event's where the file doesn't have the series. Raises ValueError."""
    prop = event.one("RECURRENCE-ID")
    return utc_stamp(_at(moment_of(prop, clocks.zones, clocks.floating), starts)) if prop else ""


def _at(written: Written, starts: datetime) -> datetime:
    if written.moment is not None:
        return written.moment.astimezone(UTC)
    assert written.day is not None
    return datetime.combine(written.day, starts.timetz()).astimezone(UTC)


def _part(text: str) -> tuple[str, str]:
    name, _, value = (word.strip().upper() for word in text.partition("="))
    return name, value.replace(" ", "")


def _until(text: str, starts: datetime) -> str:
    """A day counts to its end; a time without a zone is one of the event's."""
    zone = starts.tzinfo
    assert zone is not None
    written = read_moment(text, "", FileZones(()), zone)
    if written.day is not None:
        return utc_stamp(datetime.combine(written.day, _DAY_END, zone))
    assert written.moment is not None
    return utc_stamp(written.moment)


def _moved(rule: str, days: int) -> str:
    if not days:
        return rule
    parts = dict(_part(each) for each in rule.split(";"))
    codes = parts.get("BYDAY", "").split(",")
    if parts.get("FREQ") in ("WEEKLY", "DAILY") and all(code in CODES for code in codes):
        parts["BYDAY"] = ",".join(CODES[number] for number in sorted((CODES.index(code) + days) % 7 for code in codes))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _modern(rule: str) -> str:
    """A rule of vCalendar 1.0, such as "W1 MO WE #10", as RFC 5545 writes it; another one as it is."""
    matched = _OLDER.fullmatch(rule)
    if not matched:
        return rule.upper().removeprefix("RRULE:")
    every, words = matched["every"], matched["days"].split()
    parts = [f"FREQ={_OLDER_EVERY[every]}", f"INTERVAL={int(matched['interval'])}"]
    if words:
        named = _placed(words) if every == "MP" else (word.rstrip("+") for word in words)
        parts.append(f"{_OLDER_DAYS.get(every, 'BYDAY')}={','.join(named)}")
    end = matched["end"] or ""
    if end.startswith("#"):
        if end != "#0":
            parts.append(f"COUNT={end[1:]}")
    else:
        parts.append(f"UNTIL={end}" if end else "COUNT=2")  # the older standard's own default
    return ";".join(parts)


def _placed(words: list[str]) -> Iterable[str]:
    """ "2+ TH" is the second Thursday, "1-" the last."""
    place = ""
    for word in words:
        if matched := re.fullmatch(r"(\d)([+-])?", word):
            place = f"-{matched[1]}" if matched[2] == "-" else matched[1]
        else:
            yield place + word
