"""A calendar file or a pasted text as the events that are in it. Takes a while: not for the thread of the window."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from app.models.calendars.calendar_event import CalendarFile
from app.services.calendars.parsing.calendar_source import calendar_lines, text_of_file
from app.services.calendars.parsing.events import read_events


def read_calendar_file(path: Path, site: ZoneInfo) -> CalendarFile:
    """Raises FileFailed, with words that say what is in the way."""
    return read_events(calendar_lines(text_of_file(path), path.name), path.name, site)


def read_calendar_text(text: str, site: ZoneInfo) -> CalendarFile:
    """The same of a text that was pasted or dropped."""
    return read_events(calendar_lines(text, ""), "What was pasted", site)
