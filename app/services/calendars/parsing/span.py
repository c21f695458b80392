"""From when to when an event goes on, and what of that is in doubt."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.services.calendars.calendar_event import Doubt, Unclear
from app.services.calendars.parsing.components import Component
from app.services.calendars.parsing.moments import Written, moment_of, read_duration
from app.services.calendars.parsing.zones import FileZones

_USUAL_LENGTH = timedelta(hours=1)


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
    """Raises ValueError where it isn't told when the event begins, or what is told can't be read."""
    begin, over = event.one("DTSTART"), event.one("DTEND")
    if begin is None:
        raise ValueError("no beginning")
    began = moment_of(begin, clocks.zones, clocks.floating)
    ended = moment_of(over, clocks.zones, clocks.floating) if over and over.value.strip() else None
    length = read_duration(event.text("DURATION")) if event.one("DURATION") else None
    if days := _whole_days(event, began, ended, length):
        first, after = (datetime.combine(day, time(), clocks.site) for day in days)
        return Span(first, after, (Doubt("start_at", Unclear.WHOLE_DAY),))
    assert began.moment is not None
    ends = ended.moment if ended else None
    if ends is None and length is not None:
        ends = _after(began.moment, length)
    doubts = _doubts_of(began, clocks)
    if ends is None or ends.astimezone(UTC) <= began.moment.astimezone(UTC):
        ends = _after(began.moment, _USUAL_LENGTH)
        doubts = (*doubts, Doubt("end_at", Unclear.NO_END))
    return Span(began.moment, ends, doubts)


def _whole_days(
    event: Component, began: Written, ended: Written | None, length: timedelta | None
) -> tuple[date, date] | None:
    """The first day and the one after the last; None for an event of hours. Outlook may write whole days as midnights,
    with a mark of its own."""
    first = began.day
    last = ended.day if ended else None
    if first is None and event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        assert began.moment is not None
        first = began.moment.date() if began.moment.time() == time() else None
        last = ended.moment.date() if ended and ended.moment else None
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
