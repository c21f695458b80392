"""Which items of a server's list may be the outcome of a write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, TicketSummary
from app.models.operations import Operation
from app.models.text.likeness import longest_plain_word
from app.services.outbox.senders.sender import Made

Summary = TypeVar("Summary", MeetingSummary, TicketSummary)

CLOCKS_APART = timedelta(days=1)
"""What was made this long before a write was entered isn't its outcome, however wrong the server's clock or ours is."""


class Alike(Struct, frozen=True):
    """Something on a server that looks like what a write became; `created` is when it was made there."""

    id: str
    piece: bytes
    created: datetime | None


def new_ones(alike: Iterable[Alike], row: Operation) -> tuple[Made, ...]:
    """Those that weren't on the server before the write was sent, each once even where a list has it twice."""
    earliest = row.entered_at - CLOCKS_APART
    new = {
        one.id: Made(one.id, one.piece)
        for one in alike
        if one.id not in row.known and (one.created is None or one.created > earliest)
    }
    return tuple(new.values())


def alike_in(
    pieces: Iterable[bytes], body: Body, read: Callable[[bytes], Summary], is_that: Callable[[Summary, Body], bool]
) -> tuple[list[Alike], bool]:
    """The items of a list that look like what `body` became, and whether every item that may be it could be read."""
    matches, readable = [], True
    for piece in pieces:
        try:
            one = read(piece)
        except ValueError:
            readable = readable and longest_plain_word(body["title"]).encode() not in piece
            continue
        if is_that(one, body):
            matches.append(Alike(one.id, piece, one.created))
    return matches, readable
