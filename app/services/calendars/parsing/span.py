"""From when to when an event goes on, and what of that is in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.calendars.calendar_event import Doubt, Unclear
from app.models.moments import ONE_DAY
from app.services.calendars.parsing.components import Component
from app.services.calendars.parsing.moments import Written, moment_of, read_duration
from app.services.calendars.parsing.zones import FileZones

_USUAL_LENGTH = timedelta(hours=1)
_WHOLE_DAY_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")

Read = TypeVar("Read")


class Clocks(Struct, frozen=True):
    """In which zones a file's times are read: `zones` are those it names, `floating` is for a time without one."""

    zones: FileZones
    floating: tzinfo
    site: ZoneInfo


class Span(Struct, frozen=True):
    """`starts` and `ends` as in a CalendarEvent."""

    starts: datetime
    ends: datetime
    doubts: tuple[Doubt, ...]


def span_of(event: Component, clocks: Clocks) -> Span:
    """Raises ValueError where it isn't told when the event begins, or that can't be read."""
    begin, over = event.one("DTSTART"), event.one("DTEND")
    if begin is None:
        raise ValueError("no beginning")
    read = partial(moment_of, zones=clocks.zones, site=clocks.floating, repeats=bool(event.text("RRULE")))
    began = read(begin)
    ended = _readable(lambda: read(over)) if over and over.value.strip() else None
    length = _readable(lambda: read_duration(event.text("DURATION"))) if event.one("DURATION") else None
    untold = bool(event.text("DTEND") or event.text("DURATION")) and ended is None and length is None
    unread = (Doubt("end_at", Unclear.UNREADABLE_END),) if untold else ()
    if days := _whole_days(event, began, ended, length, clocks.site):
        first, after = (datetime.combine(day, time(), clocks.site) for day in days)
        return Span(first, after, (Doubt("start_at", Unclear.WHOLE_DAY), *unread))
    assert began.moment is not None
    ends = ended.moment if ended else None
    if ends is None and length is not None:
        ends = _after(began.moment, length)
    doubts = _doubts_of(began, clocks)
    if ends is None or ends.astimezone(UTC) <= began.moment.astimezone(UTC):
        ends = _after(began.moment, _USUAL_LENGTH)
        doubts = (*doubts, *(unread or (Doubt("end_at", Unclear.NO_END),)))
    return Span(began.moment, ends, doubts)


def _readable(read: Callable[[], Read]) -> Read | None:
    """An end that can't be read is none."""
    try:
        return read()
    except ValueError:
        return None


def _whole_days(
    event: Component, began: Written, ended: Written | None, length: timedelta | None, site: ZoneInfo
) -> tuple[date, date] | None:
    """The first day and the one after the last; None for an event of hours. Outlook may write whole days as midnights,
    with a mark of its own: in the event's zone, or as the site's in UTC."""
    first = began.day
    last = ended.day if ended else None
    if first is None and any(event.text(mark).upper() == "TRUE" for mark in _WHOLE_DAY_MARKS):
        assert began.moment is not None
        zones = (began.moment.tzinfo, site)
        zone = next((one for one in zones if began.moment.astimezone(one).time() == time()), None)
        if zone is not None:
            first = began.moment.astimezone(zone).date()
            last = ended.moment.astimezone(zone).date() if ended and ended.moment else None
    if first is None:
        return None
    if last is None:
        last = first + (length if length and length >= ONE_DAY else ONE_DAY)
    return first, max(last, first + ONE_DAY)


def _doubts_of(began: Written, clocks: Clocks) -> tuple[Doubt, ...]:
    if began.unknown_zone:
        return (Doubt("start_at", Unclear.UNKNOWN_ZONE, began.unknown_zone),)
    if began.floats and clocks.floating is clocks.site:
        return (Doubt("start_at", Unclear.NO_ZONE),)
    return ()


def _after(moment: datetime, length: timedelta) -> datetime:
    """So much later by the hourglass: in a zone Python adds to what the clocks show."""
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)
