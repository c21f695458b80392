"""The visits that one person came to, on whichever day: what the history of a visitor is made of."""

from __future__ import annotations

import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, select

from app.models.text.identity import Identity
from app.models.visit_events import stands
from app.server.bodies.wire import Document
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.visits import events
from app.server.visits.single import known_visits
from app.server.visits.visit import as_json, events_of

MOST = 200
"""Visits of an answer: the latest."""


class Person(NamedTuple):
    """As a desk tells of them; "" is what it doesn't know."""

    name: str
    company: str = ""
    email: str = ""


def earlier_visits(connection: Connection, zone: ZoneInfo, person: Person) -> tuple[int, list[bytes]]:
    """How many visits there are that somebody came to who is that person or has that name, and the JSON of the latest
    of them, the latest first. Reads every meeting to which anybody came: it is asked for by hand, and seldom."""
    visitors = _visitors(connection, person)
    heard = events_of(connection, events.c.meeting.in_({meeting for meeting, _ in visitors}))
    of_person = (visit for visit in heard if (visit.meeting, visit.visitor) in visitors)
    came = sorted((visit for visit in of_person if stands(heard[visit]).arrived_at is not None), reverse=True)
    listed = [as_json(visit, zone) for visit in known_visits(connection, zone, came[:MOST])]
    return len(listed) + len(came[MOST:]), listed


def _visitors(connection: Connection, person: Person) -> dict[tuple[str, str], None]:
    """The meeting and the visitor of each who may be the person. A document is taken apart only where a part of the
    name or the address stands in it: that is fifty times as fast."""
    who = Identity.of(*person)
    parts = _parts(who)
    if not parts:
        return {}
    may_be = re.compile(b"|".join(parts), re.IGNORECASE)
    came = select(events.c.meeting).distinct()
    rows = connection.execute(
        select(meetings.c.id, meetings.c.document, meetings.c.cancelled_visitors).where(meetings.c.id.in_(came))
    )
    return {
        (row.id, visitor["id"]): None
        for row in rows
        for text in (row.document, row.cancelled_visitors)
        if text and may_be.search(text)
        for visitor in _of(from_json(text))
        if _may_be_meant(Identity.read(visitor), who)
    }


def _of(document: Document | list[Document]) -> list[Document]:
    """The visitors of a meeting, or those who were taken out of it."""
    return document if isinstance(document, list) else document["visitors"]


def _may_be_meant(whom: Identity, who: Identity) -> bool:
    """Whether it is the person, or another one of the same name, of whom a desk says so."""
    return whom.is_same(who) or bool(who.name and whom.name == who.name)


def _parts(who: Identity) -> list[bytes]:
    """What stands in a document that names the person, as patterns: the longest word of the name, each of its letters
    with whatever accents, or as another sign that may stand for it; and the address."""
    word = max(who.name.split(), key=len, default="")
    letters = (_letter(letter) for letter in word)
    return [part for part in (b"".join(letters), re.escape(who.email.encode())) if part]


def _letter(letter: str) -> bytes:
    accents = rb"[\x80-\xff]*"
    if letter.isascii():
        return rb"(?:%b|[\x80-\xff])%b" % (re.escape(letter.encode()), accents)
    return re.escape(letter.encode()) + accents
