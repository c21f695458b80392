"""How each kind of write is sent, and how it is recognised on the server when its answer was lost."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.models.meeting import Meeting
from app.models.reading import Reader
from app.models.ticket import Ticket
from app.models.ticket_query import TicketQuery
from app.models.wire import Received
from app.store.outbox import Kind, Operation

if TYPE_CHECKING:
    from app.api.api import Api

PAGE_SIZE = 50
MOST_PAGES = 10
"""So many pages of the latest tickets are searched for one whose answer was lost."""

CLOCKS_APART = timedelta(days=1)
"""What was made this long before a write was entered isn't its outcome, however wrong the server's clock or ours is."""


@dataclass(frozen=True, slots=True)
class Made:
    """Something that is on the server: its id, and its JSON to keep."""

    id: str
    piece: bytes


@dataclass(frozen=True, slots=True)
class Looked:
    """What may be the outcome of a write. When not `all_seen`, the server may have it though it isn't among `found`."""

    found: tuple[Made, ...]
    all_seen: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """`send` gives what the server made of a body, `look` what on the server may be the outcome of a write, and
    `equal_in` the ids of what looks like a body's outcome among the items of a kept list."""

    send: Callable[[Api, Body, str], Awaitable[Made]]
    look: Callable[[Api, Operation], Awaitable[Looked]]
    equal_in: Callable[[Iterable[bytes], Body], tuple[str, ...]]


async def _send_meeting(api: Api, body: Body, operation: str) -> Made:
    return _made(await api.meetings.create(body, operation))


async def _look_for_meeting(api: Api, row: Operation) -> Looked:
    """That day's meetings of the same host, start, title and visitors. A server may count its days in UTC."""
    start = datetime.fromisoformat(row.body["startAt"])
    days = sorted({start.date(), start.astimezone(UTC).date()})
    pieces = await api.meetings.between(days[0], days[-1])
    same, readable = await asyncio.to_thread(_same_meetings, pieces, row.body)
    return Looked(_new(same, row), readable)


async def _send_ticket(api: Api, body: Body, operation: str) -> Made:
    return _made(await api.tickets.create(body, operation))


async def _look_for_ticket(api: Api, row: Operation) -> Looked:
    """Recent tickets of the same title, notifier and reference, back to those that were last touched before it."""
    same: list[Ticket] = []
    all_readable, seen = True, 0
    for number in range(1, MOST_PAGES + 1):
        page = await api.tickets.page(TicketQuery(sort_by="activity", sort="desc", page=number, page_size=PAGE_SIZE))
        equal, readable = _same_tickets(page.pieces, row.body)
        same += equal
        all_readable = all_readable and readable
        seen += len(page.pieces)
        if not page.pieces or seen >= page.total or _is_older(page.pieces[-1], row):
            return Looked(_new(same, row), all_readable)
    return Looked(_new(same, row), all_seen=False)


MEETING = Sender(
    _send_meeting,
    _look_for_meeting,
    lambda pieces, body: tuple(meeting.id for meeting in _same_meetings(pieces, body)[0]),
)
TICKET = Sender(
    _send_ticket, _look_for_ticket, lambda pieces, body: tuple(ticket.id for ticket in _same_tickets(pieces, body)[0])
)


async def _send_arrival(api: Api, body: Body, operation: str) -> Made:
    """What happened at a visit. The answer is the visit as it stands, whoever was first."""
    visit, piece = await api.visits.say(body["visit"], {key: body[key] for key in body if key != "visit"}, operation)
    return Made(visit.id, piece)


async def _nothing_to_look_for(api: Api, row: Operation) -> Looked:
    return Looked((), all_seen=True)


ARRIVAL = Sender(_send_arrival, _nothing_to_look_for, lambda pieces, body: ())
"""An event is its own for good: saying it again does no harm, so nobody needs to look whether it arrived."""


def day_of(body: Body) -> date:
    """The site's calendar day on which the meeting starts: the body's time is the site's own."""
    return datetime.fromisoformat(body["startAt"]).date()


def meetings_list(day: date) -> str:
    """The name under which a day's meetings are kept."""
    return f"meetings/{day.isoformat()}"


def visits_list(day: date) -> str:
    """The name under which it is kept who arrived on a day."""
    return f"visits/{day.isoformat()}"


def tickets_list(query: TicketQuery) -> str:
    """The name under which a part of the ticket list is kept."""
    return "tickets?" + "&".join(f"{name}={value}" for name, value in query.parameters().items())


def lists_of(kind: Kind, body: Body) -> tuple[str, ...]:
    """The kept lists in which what was made of `body` belongs at once, before the server is asked for them again."""
    match kind:
        case Kind.MEETING:
            return (meetings_list(day_of(body)),)
        case Kind.TICKET:
            return (tickets_list(TicketQuery()),)
        case Kind.ARRIVAL:
            return (visits_list(date.fromisoformat(body["visit"].partition("/")[0])),)
        case Kind.MAIL:
            return ()


def piece_of(item: Received) -> bytes:
    """The item as a server would have sent it."""
    return item.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def _made(item: Meeting | Ticket) -> Made:
    return Made(item.id, piece_of(item))


def _new(same: Iterable[Meeting | Ticket], row: Operation) -> tuple[Made, ...]:
    """Without what stood on the server before the write was sent. What is listed twice is one."""
    earliest = row.entered_at - CLOCKS_APART
    new = {
        item.id: _made(item)
        for item in same
        if item.id not in row.known and (item.created_at is None or item.created_at > earliest)
    }
    return tuple(new.values())


def _is_older(piece: bytes, row: Operation) -> bool:
    try:
        ticket = Reader(Ticket, "ticket").read_one(piece)
    except ValueError:
        return False
    touched = ticket.last_modified_at or ticket.created_at
    return touched is not None and touched < row.entered_at - CLOCKS_APART


def _same_meetings(pieces: Iterable[bytes], body: Body) -> tuple[list[Meeting], bool]:
    """The meetings that look like what `body` became; and whether all that may be it could be read."""
    read = Reader(Meeting, "meeting").read(_naming(body["title"], pieces))
    return [meeting for meeting in read.items if _is_that_meeting(meeting, body)], not read.unreadable


def _same_tickets(pieces: Iterable[bytes], body: Body) -> tuple[list[Ticket], bool]:
    read = Reader(Ticket, "ticket").read(_naming(body["title"], pieces))
    return [ticket for ticket in read.items if _is_that_ticket(ticket, body)], not read.unreadable


def _naming(title: str, pieces: Iterable[bytes]) -> list[bytes]:
    """The few that may hold that title, found without reading any: JSON writes plain letters as they are."""
    word = max(re.findall("[A-Za-z0-9]+", title), key=len, default="").encode()
    return [piece for piece in pieces if word in piece]


def _is_that_meeting(meeting: Meeting, body: Body) -> bool:
    visitors = sorted((_plain(visitor.firstname), _plain(visitor.lastname)) for visitor in meeting.visitors)
    invited = sorted((_plain(one["firstName"]), _plain(one["lastName"])) for one in body["visitors"])
    return (
        _plain(meeting.title) == _plain(body["title"])
        and meeting.start_at == datetime.fromisoformat(body["startAt"])
        and meeting.host is not None
        and _is_person(meeting.host.id, meeting.host.name, body["hostId"])
        and visitors == invited
    )


def _is_that_ticket(ticket: Ticket, body: Body) -> bool:
    return (
        _plain(ticket.title) == _plain(body["title"])
        and ticket.notifier is not None
        and _is_person(ticket.notifier.id, ticket.notifier.name, body["notifierId"])
        and _plain(ticket.reference) == _plain(body.get("reference", ""))
    )


def _is_person(person_id: str, name: str, sent: str) -> bool:
    """Our own server takes a name in the place of an id and makes an id of it."""
    return _plain(sent).casefold() in {person_id.casefold(), _plain(name).casefold()}


def _plain(text: str) -> str:
    """Servers trim and fold the white space of what they were sent, and compose its accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())
