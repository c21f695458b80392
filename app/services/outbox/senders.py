"""How each kind of write is sent, and how it is recognised on the server when its answer was lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, TicketSummary, meeting_summary, ticket_summary
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Operation
from app.models.text.likeness import is_that_meeting, is_that_ticket, longest_plain_word

if TYPE_CHECKING:
    from app.api.api import Api

Summary = TypeVar("Summary", MeetingSummary, TicketSummary)

PAGE_SIZE = 50
MOST_PAGES = 10
"""So many pages of the latest tickets are searched for one whose answer was lost."""

CLOCKS_APART = timedelta(days=1)
"""What was made this long before a write was entered isn't its outcome, however wrong the server's clock or ours is."""


class Made(Struct, frozen=True):
    """Something that is on the server: its id, and its JSON to keep."""

    id: str
    piece: bytes


class Alike(Struct, frozen=True):
    """Something on a server that looks like what a write became; `created` is when it was made there."""

    id: str
    piece: bytes
    created: datetime | None


class Looked(Struct, frozen=True):
    """What may be the outcome of a write. When not `all_seen`, the server may have it though it isn't among `found`."""

    found: tuple[Made, ...]
    all_seen: bool


class Sender(Struct, frozen=True):
    """`send` gives what the server made of a body, `look` what on the server may be the outcome of a write."""

    send: Callable[[Api, Body, str], Awaitable[Made]]
    look: Callable[[Api, Operation], Awaitable[Looked]]


async def _send_meeting(api: Api, body: Body, operation: str) -> Made:
    meeting, piece = await api.meetings.create(body, operation)
    return Made(meeting.id, piece)


async def _look_for_meeting(api: Api, row: Operation) -> Looked:
    """That day's meetings of the same host, start, title and visitors. A server may count its days in UTC."""
    start = datetime.fromisoformat(row.body["startAt"])
    days = sorted({start.date(), start.astimezone(UTC).date()})
    listed = await api.meetings.between(days[0], days[-1])
    alike, readable = await asyncio.to_thread(_alike, listed.pieces, row.body, meeting_summary, is_that_meeting)
    return Looked(_new(alike, row), readable)


async def _send_ticket(api: Api, body: Body, operation: str) -> Made:
    ticket, piece = await api.tickets.create(body, operation)
    return Made(ticket.id, piece)


async def _look_for_ticket(api: Api, row: Operation) -> Looked:
    """Recent tickets of the same title, notifier and reference, back to those that were last touched before it."""
    alike: list[Alike] = []
    all_readable, seen = True, 0
    for number in range(1, MOST_PAGES + 1):
        query = TicketQuery(sort_by="activity", sort="desc", page=number, page_size=PAGE_SIZE)
        page = (await api.tickets.page(query)).page()
        found, readable = _alike(page.pieces, row.body, ticket_summary, is_that_ticket)
        alike += found
        all_readable = all_readable and readable
        seen += len(page.pieces)
        if not page.pieces or seen >= page.total or _is_older(page.pieces[-1], row):
            return Looked(_new(alike, row), all_readable)
    return Looked(_new(alike, row), all_seen=False)


MEETING = Sender(_send_meeting, _look_for_meeting)
TICKET = Sender(_send_ticket, _look_for_ticket)


async def _send_arrival(api: Api, body: Body, operation: str) -> Made:
    """What happened at a visit. The answer is the visit as it stands, whoever was first."""
    visit, piece = await api.visits.say(body["visit"], {key: body[key] for key in body if key != "visit"}, operation)
    return Made(visit.id, piece)


async def _nothing_to_look_for(api: Api, row: Operation) -> Looked:
    return Looked((), all_seen=True)


ARRIVAL = Sender(_send_arrival, _nothing_to_look_for)
"""An event is its own for good: saying it again does no harm, so nobody needs to look whether it arrived."""


def _new(alike: Iterable[Alike], row: Operation) -> tuple[Made, ...]:
    """Without what stood on the server before the write was sent. What is listed twice is one."""
    earliest = row.entered_at - CLOCKS_APART
    new = {
        one.id: Made(one.id, one.piece)
        for one in alike
        if one.id not in row.known and (one.created is None or one.created > earliest)
    }
    return tuple(new.values())


def _is_older(piece: bytes, row: Operation) -> bool:
    try:
        touched = ticket_summary(piece).touched
    except ValueError:
        return False
    return touched is not None and touched < row.entered_at - CLOCKS_APART


def _alike(
    pieces: Iterable[bytes], body: Body, read: Callable[[bytes], Summary], is_that: Callable[[Summary, Body], bool]
) -> tuple[list[Alike], bool]:
    """The items of a list that look like what `body` became; and whether all that may be it could be read."""
    found, readable = [], True
    for piece in pieces:
        try:
            one = read(piece)
        except ValueError:
            readable = readable and longest_plain_word(body["title"]).encode() not in piece
            continue
        if is_that(one, body):
            found.append(Alike(one.id, piece, one.created))
    return found, readable
