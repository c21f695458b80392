"""Whether something on the server is what a write became: compared as people read, since servers trim, fold, cut and
capitalise what they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from app.models.drafts import Body
from app.models.objects.summaries import MeetingSummary, PersonSummary, TicketSummary
from app.models.text.folding import fold

SAME_START = timedelta(minutes=1)
"""Starts that are nearer to each other than this may be one that a server rounded."""

LEAST_OF_TITLE = 10
"""Letters and figures that are left of a title at least where a server cuts it."""


class Likeness(Enum):
    """`CLOSE` differs in one detail: a person has to say whether it is that."""

    OTHER = 0
    CLOSE = 1
    SAME = 2


def meeting_likeness(meeting: MeetingSummary, body: Body) -> Likeness:
    """By start, title, host and visitors. `body` is a meeting's of the outbox."""
    apart = abs(meeting.starts - datetime.fromisoformat(body["startAt"]))
    visitors = body.get("visitors", ())
    title = _is_title(meeting.title, body["title"])
    if apart >= SAME_START or not (title or visitors):
        return Likeness.OTHER
    listed = sorted(_words(f"{one.first_name} {one.last_name}") for one in meeting.visitors)
    invited = sorted(_words(f"{one['firstName']} {one['lastName']}") for one in visitors)
    return _likeness((not apart, title, _is_person(meeting.host, body["hostId"]), listed == invited))


def ticket_likeness(ticket: TicketSummary, body: Body) -> Likeness:
    """By title, notifier and reference; one of another title is another. `body` is a ticket's of the outbox."""
    if not _is_title(ticket.title, body["title"]):
        return Likeness.OTHER
    same_reference = _words(ticket.reference) == _words(body.get("reference", ""))
    return _likeness((_is_person(ticket.notifier, body["notifierId"]), same_reference))


def plain_word(title: str) -> str:
    """The longest word of plain letters and figures at the beginning of a title, in small letters; "" when there is
    none. JSON writes these as they are, so it stands in the JSON of whatever has the title."""
    return max(re.findall("[a-z0-9]+", title[:LEAST_OF_TITLE].lower()), key=len, default="")


def _likeness(details: Iterable[bool]) -> Likeness:
    different = sum(not same for same in details)
    return (Likeness.SAME, Likeness.CLOSE)[different] if different < 2 else Likeness.OTHER


def _is_title(listed: str, sent: str) -> bool:
    there, here = _letters(listed), _letters(sent)
    return there == here or (len(there) >= LEAST_OF_TITLE and here.startswith(there))


def _is_person(person: PersonSummary | None, sent: str) -> bool:
    """Our own server takes a name in the place of an id and makes an id of it."""
    return person is not None and _words(sent) in map(_words, (person.id, person.name))


def _letters(text: str) -> str:
    """Letters and figures alone: servers drop or replace the other signs, such as an emoji or the dots of a cut."""
    folded = fold(text)
    return "".join(filter(str.isalnum, folded)) or " ".join(folded.split())


def _words(text: str) -> list[str]:
    """In one order, because servers put the last name first or last."""
    return sorted(fold(text).replace(",", " ").split())
