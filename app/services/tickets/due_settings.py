"""When tickets are due that nobody gave a day, as settings say it or the arguments of `foyer serve`."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.errors import FileFailed
from app.models.calendars.calendar_event import CalendarEvent, Unclear
from app.models.moments import utc_stamp
from app.models.objects.desk_vocabulary import PRIORITIES
from app.models.tickets.due_times import DueTimes
from app.models.tickets.working_time import YEARS, WorkingTime
from app.services.calendars.reading import read_calendar_file
from app.services.meetings.repeats import next_dates
from app.settings.working_hours import ticket_hours_in, worked_in
from app.system.whole_file import write_whole

log = logging.getLogger(__name__)

LAST_READ = "holidays-last-read.ics"
"""The file in the data folder with the list of holidays as this desk could read it last."""

_MOST_DAYS = 400
"""So many times of one event are days off, at the most."""


def due_times(ticket_hours: str, working_hours: str, holidays: str, zone: ZoneInfo) -> DueTimes | None:
    """None where no priority has hours. The first two are texts as app/settings/working_hours.py reads them, `holidays`
    is a calendar file, "" for none. Reads it: not for the thread of the window. Raises FileFailed."""
    hours = ticket_hours_in(ticket_hours)
    if not hours:
        return None
    by_priority = {number: hours[word.lower()] for number, word in PRIORITIES.items() if word.lower() in hours}
    free = days_off(Path(holidays).expanduser(), zone) if holidays else frozenset()
    return DueTimes(by_priority, WorkingTime(zone, worked_in(working_hours), free))


def lasting_due_times(
    ticket_hours: str, working_hours: str, holidays: str, zone: ZoneInfo, folder: Path
) -> DueTimes | None:
    """The same for a desk that opens whatever became of its list of holidays: one that went since it was chosen counts
    as it was last read, by the copy in `folder`."""
    kept = folder / LAST_READ
    try:
        times = due_times(ticket_hours, working_hours, holidays, zone)
    except FileFailed as error:
        log.warning("Tickets are due by the holidays as they were last read: %s", error)
        return due_times(ticket_hours, working_hours, str(kept) if kept.exists() else "", zone)
    if times and holidays:
        _keep(Path(holidays).expanduser(), kept)
    return times


def _keep(file: Path, kept: Path) -> None:
    try:
        content = file.read_bytes()
        if not kept.exists() or kept.read_bytes() != content:
            write_whole(kept, content)
    except OSError as error:
        log.warning("The list of holidays can't be kept for when it is gone: %s", error.strerror)


def days_off(file: Path, zone: ZoneInfo) -> frozenset[date]:
    """The days that the file's events of whole days take; of what repeats, the times of the next years. Raises
    FileFailed, also when one of its events can't be read: a day would be missing."""
    today = datetime.now(UTC).astimezone(zone).date()
    calendar = read_calendar_file(file, zone)
    if calendar.unreadable:
        raise FileFailed(f"{file.name} has events that can't be read: {calendar.unreadable}.")
    return frozenset(day for event in calendar.events if _is_whole_day(event) for day in _days(event, today))


def _is_whole_day(event: CalendarEvent) -> bool:
    return not event.cancelled and any(doubt.unclear is Unclear.WHOLE_DAY for doubt in event.doubts)


def _days(event: CalendarEvent, today: date) -> set[date]:
    length = max(1, (event.ends.date() - event.starts.date()).days)
    return {starts + timedelta(number) for starts in _starts(event, today) for number in range(length)}


def _starts(event: CalendarEvent, today: date) -> set[date]:
    """Holidays that come each year often begin decades ago, and a rule is followed for ten years: so it is followed
    again from where it had come to."""
    if not event.rule:
        return {event.starts.date()}
    starts: set[date] = set()
    begins, left_out = event.starts, ",".join(map(utc_stamp, event.left_out))
    while begins.year <= today.year + YEARS:
        try:
            times = next_dates(event.rule, left_out, begins, _MOST_DAYS)
        except ValueError:
            return starts | {begins.date()}
        starts |= {one.date() for one in times}
        if len(times) < 2 or "COUNT" in event.rule:
            break
        begins = times[-1]
    return starts
