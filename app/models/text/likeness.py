"""Whether something on the server is what a write became, told by what it says. Servers change white space, how an
accent is written, and the case of an id; what differs in more is another."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, PersonSummary, TicketSummary


def is_that_meeting(meeting: MeetingSummary, body: Body) -> bool:
    """The same host, start, title and visitors."""
    listed = sorted((plain(one.first_name), plain(one.last_name)) for one in meeting.visitors)
    invited = sorted((plain(one["firstName"]), plain(one["lastName"])) for one in body.get("visitors", ()))
    return (
        meeting.starts == datetime.fromisoformat(body["startAt"])
        and plain(meeting.title) == plain(body["title"])
        and _is_person(meeting.host, body["hostId"])
        and listed == invited
    )


def is_that_ticket(ticket: TicketSummary, body: Body) -> bool:
    """The same title, notifier and reference."""
    return (
        plain(ticket.title) == plain(body["title"])
        and _is_person(ticket.notifier, body["notifierId"])
        and plain(ticket.reference) == plain(body.get("reference", ""))
    )


def longest_plain_word(title: str) -> str:
    """It stands in the JSON of whatever has the title: JSON writes such letters as they are. "" when there is none."""
    return max(re.findall("[A-Za-z0-9]+", title), key=len, default="")


def plain(text: str) -> str:
    """Without what servers change by themselves: they trim and fold white space, and compose accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_person(person: PersonSummary | None, sent: str) -> bool:
    """Our own server takes a name in the place of an id and makes an id of it."""
    return person is not None and plain(sent).casefold() in {plain(one).casefold() for one in (person.id, person.name)}
