"""Whether a text is a calendar, told before anything that reads one is imported."""

from __future__ import annotations

import re

BEGINNING = re.compile(r"BEGIN:V(?:CALENDAR|EVENT)\b", re.I)

_NEAR = 20_000


def is_calendar_text(text: str) -> bool:
    """Whether what was copied or dropped may be a calendar: it says so near its beginning."""
    return bool(BEGINNING.search(text, 0, _NEAR))
