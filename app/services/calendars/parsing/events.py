"""The events of a calendar, each with what of it a person should look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from app.errors import FileFailed
from app.models.calendars.calendar_event import CalendarEvent, CalendarFile, Doubt, Unclear
from app.models.moments import moment_of_stamp, utc_stamp
from app.services.calendars.parsing.calendars import FileEvent, file_events
from app.services.calendars.parsing.components import Component, components
from app.services.calendars.parsing.moments import moment_of
from app.services.calendars.parsing.people import guests_of, organiser_of
from app.services.calendars.parsing.recurrence import excluded, further, occurrence_of, tidied
from app.services.calendars.parsing.span import Clocks, span_of

_MOST_FURTHER = 50
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 250, 2000
_ANSWERS = {
    "REPLY": "is somebody's answer to an invitation, and no invitation",
    "COUNTER": "is somebody's proposal for another time, and no invitation",
    "DECLINECOUNTER": "is an answer to a proposal for another time, and no invitation",
    "REFRESH": "asks for an invitation, and is none",
}


def read_events(lines: list[str], called: str, site: ZoneInfo) -> CalendarFile:
    """The events of these logical lines, whose times without a zone are read in that of the `site`. Times of a series
    that were changed alone are events of their own, and left out of the series. `called` is what the calendar is called
    in a sentence. Raises FileFailed when not one of its events can be read, or it is no invitation."""
    events = file_events(components(lines), site)
    invited = [one for one in events if one.method not in _ANSWERS]
    if events and not invited:
        raise FileFailed(f"{called} {_ANSWERS[events[0].method]}. There is nothing in it to import.")
    read: list[CalendarEvent] = []
    further_dates: list[CalendarEvent] = []
    unreadable = 0
    for event, series in _with_series(invited):
        try:
            read.append(_read(event, series))
            further_dates += _further(event, read[-1])
        except ValueError:
            unreadable += 1
    if not read:
        cut = any(not one.component.whole for one in invited)
        why = "ends in the middle of its event, so it is not complete" if cut else "holds no event that can be read"
        raise FileFailed(f"{called} {why}.")
    changed = {(one.uid, one.occurrence) for one in read}
    told = [*_arranged(read), *(one for one in further_dates if (one.uid, one.occurrence) not in changed)]
    return CalendarFile(tuple(sorted(told, key=lambda one: one.starts.astimezone(UTC))), unreadable)


def _with_series(events: list[FileEvent]) -> Iterator[tuple[FileEvent, FileEvent]]:
    """Each with the series that it belongs to, itself where the file doesn't have that."""
    series = {event.uid: event for event in events if event.component.one("RECURRENCE-ID") is None}
    return ((event, series.get(event.uid, event)) for event in events)


def _read(told: FileEvent, series: FileEvent) -> CalendarEvent:
    """Raises ValueError for an event that is cut off, or of which can't be read when it begins."""
    event, clocks = told.component, told.clocks
    if not event.whole:
        raise ValueError("its end is missing")
    span = span_of(event, clocks)
    rule, doubts = _rule_of(event, span.starts)
    organiser = organiser_of(event)
    return CalendarEvent(
        uid=told.uid,
        title=_line(event.text("SUMMARY"), _LONGEST_TITLE),
        description=_description(event),
        starts=span.starts,
        ends=span.ends,
        occurrence=_occurrence(told, series),
        sequence=_number(event.text("SEQUENCE")),
        written=_written(event, clocks),
        rule=rule,
        left_out=excluded(event, span.starts, clocks) if rule else (),
        organiser=organiser,
        guests=guests_of(event, organiser),
        cancelled=told.method == "CANCEL" or event.text("STATUS").upper() == "CANCELLED",
        doubts=(*span.doubts, *doubts),
    )


def _further(told: FileEvent, read: CalendarEvent) -> Iterator[CalendarEvent]:
    """One for each date of the event that it names beside its rule."""
    length = read.ends.astimezone(UTC) - read.starts.astimezone(UTC)
    alone = replace(read, rule="", left_out=(), doubts=tuple(one for one in read.doubts if one.field != "recurrence"))
    dates = further(told.component, read.starts, told.clocks)
    others = [one for one in dates if one.starts != read.starts.astimezone(UTC) and one.starts not in read.left_out]
    for one in others[:_MOST_FURTHER]:
        ends = one.starts + (one.length or length)
        begins, ends = (moment.astimezone(read.starts.tzinfo) for moment in (one.starts, ends))
        yield replace(alone, starts=begins, ends=ends, occurrence=utc_stamp(one.starts))


def _arranged(events: Iterable[CalendarEvent]) -> Iterator[CalendarEvent]:
    """Of several versions the latest; times that were changed alone are left out of their series, and are events of
    their own where they differ from it."""
    latest: dict[tuple[str, str], CalendarEvent] = {}
    for number, event in enumerate(events):
        key = (event.uid or f"{number}", event.occurrence)
        if key not in latest or _version(latest[key]) <= _version(event):
            latest[key] = event
    for (uid, occurrence), event in latest.items():
        series = latest.get((uid, ""))
        if not occurrence and event.rule:
            alone = [one for (its, time), one in latest.items() if its == uid and time and _differs(one, event)]
            moments = {*event.left_out, *(moment_of_stamp(one.occurrence) for one in alone)}
            yield replace(event, left_out=tuple(sorted(moments)))
        elif not occurrence or series is None or not series.rule or (_differs(event, series) and not event.cancelled):
            yield event


def _differs(one: CalendarEvent, series: CalendarEvent) -> bool:
    """Whether the one time says anything of a meeting that its series doesn't; some programs write all of them."""
    return (
        one.cancelled
        or utc_stamp(one.starts) != one.occurrence
        or _told(one) != _told(series)
        or one.ends.astimezone(UTC) - one.starts.astimezone(UTC)
        != series.ends.astimezone(UTC) - series.starts.astimezone(UTC)
    )


def _told(event: CalendarEvent) -> object:
    return event.title, event.description, event.organiser, frozenset(event.guests)


def _version(event: CalendarEvent) -> tuple[int, str]:
    return event.sequence, event.written


def _occurrence(event: FileEvent, series: FileEvent) -> str:
    if event.component.one("RECURRENCE-ID") is None:
        return ""
    return occurrence_of(event.component, span_of(series.component, series.clocks).starts, event.clocks)


def _rule_of(event: Component, starts: datetime) -> tuple[str, tuple[Doubt, ...]]:
    """A rule that can't be followed is left out, and said. So is a second one."""
    rules = [one.value for one in event.all("RRULE")]
    doubts = [Doubt("recurrence", Unclear.UNREADABLE_RULE, one) for one in rules[1:]]
    doubts += [Doubt("recurrence", Unclear.UNREADABLE_RULE, f"EXRULE {one.value}") for one in event.all("EXRULE")]
    changed = event.one("RECURRENCE-ID")
    if changed and changed.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
        doubts.append(Doubt("recurrence", Unclear.AND_FOLLOWING))
    if not rules or changed:
        return "", tuple(doubts)
    try:
        return tidied(rules[0], starts), tuple(doubts)
    except ValueError:
        return "", (Doubt("recurrence", Unclear.UNREADABLE_RULE, rules[0]), *doubts)


def _written(event: Component, clocks: Clocks) -> str:
    """When this version was written, "" where that isn't told."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        prop = event.one(name)
        if prop is None:
            continue
        try:
            written = moment_of(prop, clocks.zones, UTC)
        except ValueError:
            continue
        if written.moment is not None:
            return utc_stamp(written.moment)
    return ""


def _description(event: Component) -> str:
    """With the room or the address where it takes place, for which a meeting has no field of its own."""
    words = _line(event.text("DESCRIPTION"), _LONGEST_DESCRIPTION)
    location = _line(event.text("LOCATION"), _LONGEST_TITLE)
    return words if not location or location in words else " · ".join(filter(None, (location, words)))


def _line(text: str, most: int) -> str:
    """The text as one line; a longer one than `most` signs is cut where a word ends."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0] or line[: most - 1]} …"


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0
