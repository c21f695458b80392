"""What is done about a write whose outcome is unknown, once the server was searched for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum

from app.models.operations import IN_DOUBT, Kind, Made, Operation
from app.models.text.plain import plain_caseless
from app.services.outbox.backoff import AT_ONCE, BETWEEN_SEARCHES, Rest
from app.services.outbox.senders.sender import SearchResult, Sender
from app.store.operation_rows import in_states
from app.store.outbox import Outbox

SEARCHES = 2
"""A write whose answer was lost is searched for so often, some seconds apart, before it is resent."""


_MEETINGS = (Kind.MEETING, Kind.MEETING_CHANGE)
_ALIKE = {Kind.MEETING: _MEETINGS, Kind.MEETING_CHANGE: _MEETINGS}
"""Kinds that make the same kind of thing on the server."""


class Verdict(Enum):
    """THERE: it is the one that was found. MADE: the server named its id, and doesn't show it. ASK: a person has to
    say."""

    THERE = "there"
    MADE = "made"
    SEARCH_AGAIN = "search again"
    RESEND = "resend"
    ASK = "ask"


def verdict(row: Operation, result: SearchResult, sender: Sender, *, contested: bool) -> Verdict:
    """`contested`: what was found may as well be the outcome of another write."""
    if len(result.matches) == 1 and result.matches[0].is_sure and not contested:
        return Verdict.THERE
    if result.matches:
        return Verdict.ASK
    if result.all_seen and not sender.repeatable and row.searches + 1 < SEARCHES:
        return Verdict.SEARCH_AGAIN
    if row.made:
        return Verdict.MADE
    if (result.all_seen or sender.repeatable) and not row.accepted and row.doubts < sender.tries:
        return Verdict.RESEND
    return Verdict.ASK


async def follow(
    decided: Verdict,
    row: Operation,
    result: SearchResult,
    *,
    outbox: Outbox,
    now: datetime,
    settle: Callable[[Made], Awaitable[Rest]],
) -> Rest:
    """Does what was decided of the row, and gives how long to rest; `settle` takes what the server made of it."""
    match decided:
        case Verdict.THERE:
            return await settle(Made(result.matches[0].id, result.matches[0].piece))
        case Verdict.MADE:
            return await settle(Made(row.made))
        case Verdict.SEARCH_AGAIN:
            await outbox.set_searched(row.id, now)
            return BETWEEN_SEARCHES
        case Verdict.RESEND:
            await outbox.set_waiting(row.id, now)
        case Verdict.ASK:
            await outbox.set_unclear(row.id, now, [one.id for one in result.matches])
    return AT_ONCE


async def is_contested(outbox: Outbox, row: Operation, title: str) -> bool:
    """Whether what is found for the row under this title may as well be the outcome of another of that title, of which
    nobody knows yet."""
    kinds = ", ".join(repr(kind.value) for kind in _ALIKE.get(row.kind, (row.kind,)))
    others = await outbox.those(f"kind in ({kinds}) and operation != ? and {in_states(IN_DOUBT)}", row.id)
    return any(plain_caseless(other.body.get("title", "")) == plain_caseless(title) for other in others)
