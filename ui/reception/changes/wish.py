"""What somebody opens a meeting's form for."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Wish(Struct, frozen=True):
    """`field` is the attribute of the draft whose field gets the focus, "visitors" for somebody new; `day` is the one
    onto which the meeting was dragged."""

    field: str = "title"
    day: date | None = None


PLAIN = Wish()
