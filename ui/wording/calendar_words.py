"""What a person reads of an event that comes out of a calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.models.calendars.calendar_event import Doubt, Unclear
from app.services.calendars.imports import ImportedCalendar, ImportedEvent, Standing
from app.services.site import Site
from ui.wording.dates import moment_in_field, whole_day

_MOST_NAMES = 5

STANDING = {
    Standing.NEW: "New",
    Standing.CHANGED: "Changed",
    Standing.SAME: "Here already",
    Standing.CANCELLED: "Cancelled",
    Standing.NOT_HERE: "Cancelled, not here",
}


def doubt_words(doubts: Iterable[Doubt]) -> Mapping[str, str]:
    """By the attribute of the draft at whose field it is to be read."""
    said: dict[str, list[str]] = {}
    for doubt in doubts:
        said.setdefault(doubt.field, []).append(_words(doubt))
    return {field: " ".join(words) for field, words in said.items()}


def _words(doubt: Doubt) -> str:
    detail = doubt.detail
    match doubt.unclear:
        case Unclear.WHOLE_DAY:
            return "The file gives the day and no hour. At what time do the visitors come?"
        case Unclear.NO_ZONE:
            return "The file names no time zone: read as this site's time."
        case Unclear.UNKNOWN_ZONE:
            return f"The file's time zone, “{detail}”, is not known here: read as this site's time."
        case Unclear.NO_END:
            return "The file gives no end: an hour is proposed."
        case Unclear.UNREADABLE_END:
            return "The file's end can't be read: when is it over?"
        case Unclear.UNREADABLE_RULE:
            return f"The file repeats it in a way that can't be taken over ({detail}). Choose how it repeats."
        case Unclear.OTHER_CLOCK:
            return (
                "It repeats by the clocks of another time zone. Here it stays at the same hour, so from"
                f" {whole_day(date.fromisoformat(detail))} on it is at another moment than there on some days."
            )
        case Unclear.AND_FOLLOWING:
            return "The change counts for this date and those that follow. Choose how it repeats."
        case Unclear.NO_ORGANISER:
            return "The file names no organiser. Who receives the visitors?"
        case Unclear.UNKNOWN_ORGANISER:
            return f"{detail} arranged it and is not known here. Choose the host; add them below if they visit."
        case Unclear.DECLINED:
            return f"Left out, because they won't come: {_listed(detail)}."
        case Unclear.LISTS_OF_PEOPLE:
            return f"Left out, because it is a list of people: {_listed(detail)}. Add those who come."
        case Unclear.GUESSED_NAMES:
            return f"Named after the address: {_listed(detail)}."
        case Unclear.NO_GUESTS_ANY_MORE:
            return f"No guests of the new version: {_listed(detail)}. Remove whoever doesn't come."


def _listed(names: str) -> str:
    each = names.split(", ")
    more = len(each) - _MOST_NAMES
    return f"{', '.join(each[:_MOST_NAMES])} and {more} more" if more > 0 else names


def event_words(event: ImportedEvent, site: Site) -> str:
    """ "“Audit” on Monday 30 November 2026 at 09:00"."""
    assert event.draft.start_at is not None
    starts = site.local(event.draft.start_at)
    return f"“{event.draft.title or 'Without a title'}” on {whole_day(starts.date())} at {starts:%H:%M}"


def when_words(event: ImportedEvent, site: Site) -> str:
    """ "Mon 30 Nov 2026  09:00"."""
    assert event.draft.start_at is not None
    return moment_in_field(site.local(event.draft.start_at))


def unreadable_words(calendar: ImportedCalendar) -> str:
    """ "" where everything could be read."""
    count = calendar.unreadable
    return f"{count} {'event' if count == 1 else 'events'} can't be read." if count else ""
