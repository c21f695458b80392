"""Days in English words.

Not strftime: Qt switches the C library to the language of the PC, and one date would speak another language than what
stands around it.
"""

from __future__ import annotations

from datetime import date

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def whole_day(day: date) -> str:
    """ "Wednesday 11 March 2026"."""
    return f"{WEEK[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
