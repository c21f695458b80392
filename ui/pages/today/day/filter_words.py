"""To whom a list of visits is narrowed, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.models.visits.visit_filter import VisitFilter, Which

_WORDS = {
    Which.EXPECTED: "Expected",
    Which.ARRIVED: "Arrived",
    Which.CHECKED_IN: "Invited and checked in",
    Which.WALK_INS: "Walk-ins",
    Which.NO_SHOWS: "No-shows",
    Which.ON_SITE: "On site",
    Which.LEFT: "Left",
    Which.LATE: "Late",
    Which.TO_COME: "Still to come",
    Which.NOT_TOLD: "Host not told",
}


def visit_filter_words(chosen: VisitFilter, local: Callable[[datetime], datetime]) -> str:
    """ "Walk-ins", "Arrived from 09:00 to 10:00", "Host: Ada Lee". `local` turns a moment into the site's zone."""
    words = [_WORDS[chosen.which]] if chosen.which is not Which.ALL else []
    if chosen.hour is not None:
        words = [f"{words[0]} from {chosen.hour:02}:00 to {(chosen.hour + 1) % 24:02}:00"]
    if chosen.at is not None:
        words.append(f"On site at {local(chosen.at):%H:%M}")
    if chosen.host is not None:
        words.append(f"Host: {chosen.called}" if chosen.host else "No host told")
    if chosen.company is not None:
        words.append(f"Company: {chosen.called}" if chosen.company else "No company told")
    return ", ".join(words) or "All visitors"
