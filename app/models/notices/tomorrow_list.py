"""When the list of tomorrow's visitors is mailed, and to whom."""

from __future__ import annotations

from datetime import time

from msgspec import Struct


class TomorrowList(Struct, frozen=True):
    """`at` is a time of day on the site's clock, `to` are email addresses. With `when_nobody` it goes also where nobody
    is expected."""

    at: time
    to: tuple[str, ...]
    when_nobody: bool = False
