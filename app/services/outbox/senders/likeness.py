"""Which items of a server's list may be the outcome of a write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from app.errors import Refused, ServerFailed, Unreadable
from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, TicketSummary
from app.models.operations import Operation
from app.models.text.likeness import Likeness, plain_word
from app.services.outbox.senders.sender import Match, SearchResult

Summary = TypeVar("Summary", MeetingSummary, TicketSummary)

CLOCKS_APART = timedelta(days=1)
"""What was made longer than this before a write was entered, or after it was sent, may be another: a person says."""


def matches_in(
    pieces: Iterable[bytes],
    row: Operation,
    read: Callable[[bytes], Summary],
    likeness: Callable[[Summary, Body], Likeness],
) -> SearchResult:
    """The items of a list that may be what the row became, each once even where the list has it twice. Those that were
    there before it was sent aren't among them."""
    matches: dict[str, Match] = {}
    readable = True
    for piece in pieces:
        try:
            one = read(piece)
        except ValueError:
            readable = readable and plain_word(row.body["title"]).encode() not in piece.lower()
            continue
        in_time = _is_made_in_time(one, row)
        how = Likeness.SAME if one.id == row.made else likeness(one, row.body)
        if one.id not in row.known and (how is Likeness.SAME or (how is Likeness.CLOSE and in_time)):
            matches[one.id] = Match(one.id, piece, one.id == row.made or (how is Likeness.SAME and in_time))
    return SearchResult(tuple(matches.values()), readable)


async def by_its_id(row: Operation, one: Callable[[str], Awaitable[tuple[object, bytes]]]) -> SearchResult | None:
    """Where the server said under which id it has it; None when that isn't known, or `one`, its call, doesn't give
    it."""
    if not row.made:
        return None
    try:
        _, piece = await one(row.made)
    except (Refused, ServerFailed, Unreadable):
        return None
    return SearchResult((Match(row.made, piece, is_sure=True),), all_seen=True)


def _is_made_in_time(one: MeetingSummary | TicketSummary, row: Operation) -> bool:
    """A server's clock, or ours, may be wrong; what doesn't fit is a reason to ask, and never to send again."""
    return one.created is None or row.entered_at - CLOCKS_APART < one.created < row.changed_at + CLOCKS_APART
