"""Whether something on the server is what a write became. Both have to say the same, but for what servers change by
themselves: white space, how an accent is written, and the case of an id."""

from __future__ import annotations

import re
from datetime import datetime

from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, PersonSummary, TicketSummary
from app.models.text.plain import plain, plain_caseless


def is_that_meeting(meeting: MeetingSummary, body: Body) -> bool:
    """The same host, start, title and visitors. `body` is a meeting's of the outbox."""
    listed = sorted((plain(one.first_name), plain(one.last_name)) for one in meeting.visitors)
    invited = sorted((plain(one["firstName"]), plain(one["lastName"])) for one in body.get("visitors", ()))
    return (
        meeting.starts == datetime.fromisoformat(body["startAt"])
        and plain(meeting.title) == plain(body["title"])
        and _is_person(meeting.host, body["hostId"])
        and listed == invited
    )


def is_that_ticket(ticket: TicketSummary, body: Body) -> bool:
    """The same title, notifier and reference. `body` is a ticket's of the outbox."""
    return (
        plain(ticket.title) == plain(body["title"])
        and _is_person(ticket.notifier, body["notifierId"])
        and plain(ticket.reference) == plain(body.get("reference", ""))
    )


def longest_plain_word(title: str) -> str:
    """The longest word of plain letters and figures in a title, "" when there is none. JSON writes these as they are,
    so it stands in the JSON of whatever has the title."""
    return max(re.findall("[A-Za-z0-9]+", title), key=len, default="")


def _is_person(person: PersonSummary | None, sent: str) -> bool:
    """Our own server takes a name in the place of an id and makes an id of it."""
    return person is not None and plain_caseless(sent) in map(plain_caseless, (person.id, person.name))
