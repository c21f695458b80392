"""What *On site* says in words: how many there are, and where it knows that from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.services.visits.roll_call import Standing
from ui.wording.dates import time_words
from ui.wording.people_words import names_words

OFFLINE = "The list also works offline."


def source_words(desks: Sequence[str], heard: datetime | None, today: date, *, taken: bool) -> str:
    """`desks` are the other desks that checked somebody in, `heard` is when the server last told of them, None when it
    never did; `taken` is False where it takes no arrivals from this desk."""
    if heard is None and not taken:
        return "This server doesn’t keep arrivals: only this desk’s are listed."
    if heard is None:
        return "Arrivals of this desk alone: the server has not told of others yet."
    at = time_words(heard, today)
    source = f"Arrivals of every desk on this server, last heard from at {at}."
    if desks:
        source = f"Arrivals of this desk and of {names_words(desks)}, last heard from at {at}."
    return source if taken else f"{source} The server takes none from this desk."


def on_site_words(count: int) -> str:
    return "visitor on site" if count == 1 else "visitors on site"


def safe_words(standing: Standing) -> str:
    """ "marked safe", and how many of these left instead."""
    left = sum(one.safe_at is None and one.left_at is not None for one in standing.people)
    return f"safe, {left} of them left" if left else "marked safe"


def end_words(to_find: int) -> str:
    return f"{to_find} {'person is' if to_find == 1 else 'people are'} still to be found."
