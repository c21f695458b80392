"""What somebody opens a meeting's form for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from app.services.calendars.imports import ImportedEvent


class Wish(Struct, frozen=True):
    """`field` is the attribute of the draft whose field gets the focus, "visitors" for somebody new; `day` is the one
    onto which the meeting was dragged; `event` the later version of the event that the meeting came from."""

    field: str = "title"
    day: date | None = None
    event: ImportedEvent | None = None


PLAIN = Wish()
