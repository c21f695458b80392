"""The days of the week as RFC 5545 calls them."""

from __future__ import annotations

from datetime import date, timedelta

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Monday first."""


def weekday_places(day: date) -> tuple[str, ...]:
    """What weekday of its month `day` is: "2TH", or "4TH" and "-1TH" when it is the last as well.

    A fifth one is only called the last: there isn't one in every month.
    """
    code = CODES[day.weekday()]
    number = (day.day + 6) // 7
    last = (day + timedelta(days=7)).month != day.month
    return ((f"{number}{code}",) if number < 5 else ()) + ((f"-1{code}",) if last else ())
