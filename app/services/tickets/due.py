"""When a ticket is to be done, and whether that has passed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from msgspec import Struct

from app.models.objects.summaries import TicketSummary
from app.models.text.folding import fold
from app.services.site import Site

SOLVED_WORDS = {"solved", "resolved", "closed", "done"}
"""The API doesn't say which number of a status means solved, so its word does."""


class Lateness(Enum):
    """OPEN and LATE are tickets that aren't solved: before and after they were due."""

    OPEN = auto()
    LATE = auto()
    SOLVED_ON_TIME = auto()
    SOLVED_LATE = auto()


class Due(Struct, frozen=True):
    """A day of the site's calendar, and the time of day `at` at the site, None when the whole day is meant.

    `days_late` counts calendar days from the due day to today; it is 0 on the day itself, and for a ticket that
    isn't LATE.
    """

    day: date
    at: time | None
    lateness: Lateness
    days_late: int = 0


def due(ticket: TicketSummary, site: Site) -> Due | None:
    """When the ticket is due at the site, None without a due date. When it is due on a day, it is late once that day
    has ended there."""
    if ticket.due_at is None:
        return None
    day, at = _day_and_time(ticket.due_at, site)
    passes = ticket.due_at if at else site.bounds(day)[1] - timedelta(seconds=1)
    if ticket.status is not None and fold(ticket.status.value) in SOLVED_WORDS:
        solved = ticket.status_changed_at
        return Due(day, at, Lateness.SOLVED_LATE if solved and solved > passes else Lateness.SOLVED_ON_TIME)
    if site.now() <= passes:
        return Due(day, at, Lateness.OPEN)
    return Due(day, at, Lateness.LATE, max(0, (site.today() - day).days))


def _day_and_time(due_at: datetime, site: Site) -> tuple[date, time | None]:
    """A request names a day, an answer a moment: servers make it the day's first midnight or its last minute."""
    if due_at.time() == time():
        return due_at.date(), None
    local = site.local(due_at)
    whole_day = local.time() == time() or (local.hour, local.minute) == (23, 59)
    return local.date(), None if whole_day else local.time()
