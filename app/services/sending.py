"""How each kind of write is sent, and how it is recognised on the server when its answer was lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.models.meeting import Meeting
from app.models.reading import Reader
from app.models.ticket import Ticket
from app.models.ticket_query import TicketQuery
from app.models.wire import Received
from app.store.outbox import Kind

if TYPE_CHECKING:
    from app.api.api import Api

RECENT = 50
"""How many of the latest tickets are searched for one whose answer was lost."""


@dataclass(frozen=True, slots=True)
class Made:
    """Something that is on the server: its id, and its JSON to keep."""

    id: str
    piece: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """`send` gives what the server made of a body; `look` gives everything on the server that may be it."""

    send: Callable[[Api, Body, str], Awaitable[Made]]
    look: Callable[[Api, Body], Awaitable[tuple[Made, ...]]]


async def send_meeting(api: Api, body: Body, operation: str) -> Made:
    return _made(await api.meetings.create(body, operation))


async def look_for_meeting(api: Api, body: Body) -> tuple[Made, ...]:
    """That day's meetings of the same host, start, title and visitors."""
    day = day_of(body)
    found = Reader(Meeting, "meeting").read(await api.meetings.between(day, day)).items
    return tuple(_made(meeting) for meeting in found if _is_that_meeting(meeting, body))


async def send_ticket(api: Api, body: Body, operation: str) -> Made:
    return _made(await api.tickets.create(body, operation))


async def look_for_ticket(api: Api, body: Body) -> tuple[Made, ...]:
    """Recent tickets of the same title, notifier and reference."""
    page = await api.tickets.page(TicketQuery(sort_by="activity", sort="desc", page_size=RECENT))
    found = Reader(Ticket, "ticket").read(page.pieces).items
    return tuple(_made(ticket) for ticket in found if _is_that_ticket(ticket, body))


MEETING = Sender(send_meeting, look_for_meeting)
TICKET = Sender(send_ticket, look_for_ticket)


def day_of(body: Body) -> date:
    """The site's calendar day on which the meeting starts: the body's time is the site's own."""
    return datetime.fromisoformat(body["startAt"]).date()


def meetings_list(day: date) -> str:
    """The name under which a day's meetings are kept."""
    return f"meetings/{day.isoformat()}"


def tickets_list(query: TicketQuery) -> str:
    """The name under which a part of the ticket list is kept."""
    return "tickets?" + "&".join(f"{name}={value}" for name, value in query.parameters().items())


def lists_of(kind: Kind, body: Body) -> tuple[str, ...]:
    """The kept lists in which what was made of `body` belongs at once, before the server is asked for them again."""
    return (meetings_list(day_of(body)),) if kind is Kind.MEETING else (tickets_list(TicketQuery()),)


def _made(item: Meeting | Ticket) -> Made:
    return Made(item.id, piece_of(item))


def piece_of(item: Received) -> bytes:
    """The item as a server would have sent it."""
    return item.model_dump_json(by_alias=True, exclude_defaults=True).encode()


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
    return sent == person_id or _plain(sent).casefold() == _plain(name).casefold()


def _plain(text: str) -> str:
    """Servers trim and fold the white space of what they were sent."""
    return " ".join(text.split())
