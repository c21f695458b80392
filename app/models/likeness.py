"""Whether something on the server is what a write became, told by what it says. Servers change white space, how an
accent is written, and the case of an id; what differs in more is another."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from app.models.drafts import Body
from app.models.summaries import MeetingSummary, PersonSummary, TicketSummary


def is_that_meeting(meeting: MeetingSummary, body: Body) -> bool:
    """The same host, start, title and visitors."""
    listed = sorted((_plain(one.first_name), _plain(one.last_name)) for one in meeting.visitors)
    invited = sorted((_plain(one["firstName"]), _plain(one["lastName"])) for one in body.get("visitors", ()))
    return (
        meeting.starts == datetime.fromisoformat(body["startAt"])
        and _plain(meeting.title) == _plain(body["title"])
        and _is_person(meeting.host, body["hostId"])
        and listed == invited
    )


def is_that_ticket(ticket: TicketSummary, body: Body) -> bool:
    """The same title, notifier and reference."""
    return (
        _plain(ticket.title) == _plain(body["title"])
        and _is_person(ticket.notifier, body["notifierId"])
        and _plain(ticket.reference) == _plain(body.get("reference", ""))
    )


def _is_person(person: PersonSummary | None, sent: str) -> bool:
    """Our own server takes a name in the place of an id and makes an id of it."""
    return person is not None and _plain(sent).casefold() in {
        _plain(one).casefold() for one in (person.id, person.name)
    }


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
