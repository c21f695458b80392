"""What a meeting's visitors are to be told: what they were told of it so far beside what it is now.

It is worked out after each write of a meeting, from these two alone. So it doesn't matter what was done to the meeting
and in how many steps, and what was changed back before it was told is not told.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from typing import Any

from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, Row, select

from app.models.notices.kinds import MAIL, OF_INVITATIONS, SMS, NoticeKind
from app.models.notices.states import PERHAPS_TOLD, TO_SEND, WAITING, State
from app.server import occurrences, people
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.meeting_changes import times
from app.server.notices import queue
from app.server.notices.queue import Queued
from app.server.storage.tables.notices import notices as table

GONE = "The visitor is not expected any more."
NOT_WANTED = "The visitor is not to be told in this way any more."
BACK = "The visitor is expected again."

TICKS = {MAIL: "mailReminder", SMS: "smsReminder"}
"""The attribute of a visitor that says whether they are told on a way."""

ADDRESSES = {MAIL: "email", SMS: "mobile"}

Notices = list[Row[Any]]
"""Rows of one visitor and one way, in the order in which they were queued."""


def follow_invitations(connection: Connection, context: ServerContext, meeting: Document, *, stands: bool) -> None:
    """Queues in a writing transaction what follows for its visitors from the meeting as it is now; `stands` unless it
    was cancelled. Of one that is over nobody is told, but that no more times of a series come."""
    now = int(context.now().timestamp())
    told = _told(connection, meeting["id"])
    expected = {visitor["id"]: visitor for visitor in meeting["visitors"]} if stands else {}
    if not told and not any(is_told(visitor, way) for visitor in expected.values() for way in TICKS):
        return
    over = is_over(connection, meeting["id"], now, stands=stands)
    news: list[Queued] = []
    for identity, way in product(dict.fromkeys((*expected, *(visitor for visitor, _ in told))), TICKS):
        visitor, notices = expected.get(identity), told.get((identity, way), [])
        lost = over and stands and _is_rest_lost(connection, meeting, now, notices)
        if lost:
            visitor = None
        which = (table.c.meeting == meeting["id"], table.c.visitor == identity, table.c.way == way)
        invited = [one for one in notices if one.kind != NoticeKind.CANCELLATION]
        if visitor is None:
            queue.overtake(connection, now, GONE, *which, table.c.kind != NoticeKind.CANCELLATION.value)
            queue.give_up(connection, now, GONE, invited)
            kind = _cancellation(notices)
        elif not is_told(visitor, way):
            queue.overtake(connection, now, NOT_WANTED, *which)
            queue.give_up(connection, now, NOT_WANTED, invited)
            kind = None
        else:
            queue.overtake(connection, now, BACK, *which, table.c.kind == NoticeKind.CANCELLATION.value)
            kind = _invitation(meeting, visitor, way, notices)
        if kind and (lost or not over):
            queue.give_up(connection, now, queue.SENT_AGAIN, notices)
            news.append(Queued(kind=kind, way=way, meeting=meeting["id"], visitor=identity))
    queue.put(connection, now, news)


def _cancellation(notices: Notices) -> NoticeKind | None:
    """For a visitor who isn't expected any more."""
    waits = any(one.kind == NoticeKind.CANCELLATION and State(one.state) in TO_SEND for one in notices)
    return NoticeKind.CANCELLATION if knows_of_it(notices) and not waits else None


def is_told(visitor: Document, way: str) -> bool:
    """Whether a visitor is to be told on that way, one of TICKS."""
    return bool(visitor[TICKS[way]])


def _invitation(meeting: Document, visitor: Document, way: str, notices: Notices) -> NoticeKind | None:
    """For a visitor who is expected and is told on that way."""
    if any(State(one.state) in WAITING and one.kind != NoticeKind.CANCELLATION for one in notices):
        return None  # it is put together when it is sent, from what is true then
    facts = digest(meeting, visitor, way)
    if not knows_of_it(notices):
        refused = bool(notices) and notices[-1].state == State.REFUSED and notices[-1].told == facts
        return None if refused else NoticeKind.INVITATION
    last = last_heard(notices)
    if last.told == facts:
        return None
    moved = last.address not in ("", visitor[ADDRESSES[way]])  # "" once it is forgotten how they were reached
    return NoticeKind.INVITATION if moved else NoticeKind.CHANGE


def digest(meeting: Document, visitor: Document, way: str) -> str:
    """Of what a visitor is told of a meeting on that way: while it is the same there is nothing to tell them anew."""
    facts = [meeting[name] for name in ("title", "description", "startAt", "endAt", "recurrence", "timezone")]
    whole = [*facts, people.name_of(meeting["host"]), visitor[ADDRESSES[way]], people.name_of(visitor)]
    return sha256(to_json(whole)).hexdigest()[:32]


def knows_of_it(notices: Notices) -> bool:
    """Whether the visitor may expect the meeting after all of these."""
    last = last_heard(notices)
    return last is not None and last.kind != NoticeKind.CANCELLATION


def last_heard(notices: Notices) -> Any:
    """The last one of which the visitor may have heard, None when there is none."""
    return next((one for one in reversed(notices) if State(one.state) in PERHAPS_TOLD), None)


def of_visitor(connection: Connection, meeting: str, visitor: str, way: str) -> Notices:
    """What a visitor was told, or is to be told, of a meeting on that way, without reminders and what was overtaken."""
    return _told(connection, meeting, table.c.visitor == visitor).get((visitor, way), [])


def is_over(connection: Connection, meeting: str, now: int, *, stands: bool) -> bool:
    """Whether the meeting ended for the last time before `now`, in seconds since 1970; of a cancelled one, whether it
    would have."""
    spans = occurrences.of(connection, meeting) if stands else times.ever(connection, meeting)
    return all(span.ends <= now for span in spans)


def _is_rest_lost(connection: Connection, meeting: Document, now: int, notices: Notices) -> bool:
    """Whether a series has lost what was to come of it since a visitor last heard of it."""
    last = last_heard(notices)
    if last is None or not (meeting["recurrence"] or "closedAt" in meeting):
        return False
    return any(span.ends > now for span in times.lost_last(connection, meeting["id"], last.settled_at or 0))


def _told(connection: Connection, meeting: str, *only: ColumnElement[bool]) -> dict[tuple[str, str], Notices]:
    """By the visitor and the way."""
    kinds = table.c.kind.in_([kind.value for kind in OF_INVITATIONS])
    rows = select(table).where(table.c.meeting == meeting, kinds, table.c.state != State.OVERTAKEN.value, *only)
    told: dict[tuple[str, str], Notices] = {}
    for row in connection.execute(rows.order_by(table.c.number)):
        told.setdefault((row.visitor, row.way), []).append(row)
    return told
