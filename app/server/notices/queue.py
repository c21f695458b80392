"""Which notices wait, and what became of the others: so that each is sent once, whichever server sends it and however
often it starts. Moments are seconds since 1970."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from app.server.notices.kinds import MAIL, TO_SEND, NoticeKind, State
from app.server.storage.changes import Kind, note
from app.server.storage.tables.notices import notices as table

MOST_DOUBTS = 2
"""How often it is sent when nobody knows whether the mail server took it."""

LEASE = 2400
"""Seconds after which one that is being sent is taken up by another server: longer than any mail server is waited
for."""

PAUSES = (60, 300, 900, 1800)
"""Seconds until the next try after the first ones; then always the last."""

MOST_TRIES = 10
"""On every way but by mail: a service that is away for so long is given up."""

MOST_A_MINUTE = 10
"""To one address."""


class Queued(Struct, frozen=True, kw_only=True):
    """What is to be told, and on which way. A visitor is told of their `meeting`; `to_id` is the user, or the supplier,
    whom a `ticket` is told to. The lowest `urgency` goes first."""

    kind: NoticeKind
    way: str = MAIL
    meeting: str | None = None
    visitor: str | None = None
    ticket: str | None = None
    to_id: str = ""
    urgency: int = 1


def put(connection: Connection, now: int, queued: Sequence[Queued]) -> None:
    """Adds to a writing transaction that these are to be sent."""
    rows = [
        {
            "id": uuid4().hex,
            "kind": one.kind.value,
            "way": one.way,
            "meeting": one.meeting,
            "visitor": one.visitor,
            "ticket": one.ticket,
            "to_id": one.to_id,
            "urgency": one.urgency,
            "made_at": now,
            "next_at": now,
            "state": State.QUEUED.value,
        }
        for one in queued
    ]
    if rows:
        connection.execute(insert(table), rows)
    for subject in {one.ticket or one.meeting or "" for one in queued}:
        note(connection, Kind.NOTICE, subject)


def overtake(connection: Connection, now: int, why: str, *which: ColumnElement[bool]) -> None:
    """Those of `which` that weren't sent yet won't be."""
    waiting = table.c.state == State.QUEUED.value
    values = {"state": State.OVERTAKEN.value, "settled_at": now, "said": why}
    connection.execute(update(table).where(waiting, *which).values(values))


def next_due(connection: Connection, now: int) -> Row[Any] | None:
    """What is to be sent now, the most urgent first, then what was tried least often, then the oldest; None when there
    is nothing."""
    due = select(table).where(table.c.state.in_([state.value for state in TO_SEND]), table.c.next_at <= now)
    order = (table.c.urgency, table.c.tries, table.c.number)
    return connection.execute(due.order_by(*order).limit(1)).one_or_none()


def next_at(connection: Connection) -> int | None:
    """When the next one is due; None when none waits."""
    waiting = table.c.state.in_([state.value for state in TO_SEND])
    due: int | None = connection.scalar(select(func.min(table.c.next_at)).where(waiting))
    return due


def take_up(connection: Connection, identity: str, now: int) -> Row[Any] | None:
    """Has whoever asks send it: nobody else does so now. Gives it as it is then; None when another server was faster,
    or nobody knew too often whether it was taken."""
    row = connection.execute(select(table).where(table.c.id == identity)).one_or_none()
    if row is None or State(row.state) not in TO_SEND or row.next_at > now:
        return None
    doubts = row.doubts + (row.state == State.SENDING.value)  # it was being sent when a server went down
    if doubts >= MOST_DOUBTS:
        settle(connection, identity, State.UNKNOWN, now, "The server went down while it was being sent.")
        return None
    values = {"state": State.SENDING.value, "tries": row.tries + 1, "doubts": doubts, "next_at": now + LEASE}
    changed = update(table).where(table.c.id == identity).values(values).returning(table)
    return connection.execute(changed).one()


def keep_facts(connection: Connection, identity: str, *, name: str, address: str, told: str) -> None:
    """Writes to whom and where it is about to be sent, and a digest of what it tells."""
    values = {"name": name, "address": address, "told": told}
    connection.execute(update(table).where(table.c.id == identity).values(values))


def keep_words(connection: Connection, identity: str, *, subject: str, text: str) -> None:
    """Writes what was sent."""
    connection.execute(update(table).where(table.c.id == identity).values(subject=subject, text=text))


def settle(connection: Connection, identity: str, state: State, now: int, said: str = "") -> State:
    """Keeps what became of it, and why. Gives what it is now: of one in doubt too often, UNKNOWN. One that is QUEUED
    again, or in doubt, is tried again after a pause."""
    row = connection.execute(select(table).where(table.c.id == identity)).one()
    doubts = row.doubts + (state is State.IN_DOUBT)
    if state is State.IN_DOUBT and doubts >= MOST_DOUBTS:
        state = State.UNKNOWN
    if state is State.QUEUED and row.way != MAIL and row.tries >= MOST_TRIES:
        state = State.REFUSED
    pause = PAUSES[min(max(row.tries, 1), len(PAUSES)) - 1]
    values = {"state": state.value, "doubts": doubts, "next_at": now + pause, "settled_at": now, "said": said}
    connection.execute(update(table).where(table.c.id == identity).values(values))
    return state


def put_off(connection: Connection, row: Row[Any], until: int) -> None:
    """What `take_up` gave isn't sent before then, and this was no try."""
    values = {"state": State.QUEUED.value, "next_at": until, "tries": row.tries - 1}
    connection.execute(update(table).where(table.c.id == row.id).values(values))


def may_go_at(connection: Connection, address: str, now: int) -> int:
    """When the next one may go to this address, so that no more than MOST_A_MINUTE do."""
    went = or_(table.c.state == State.SENT.value, table.c.state == State.UNKNOWN.value)
    last = select(table.c.settled_at).where(table.c.address == address, went, table.c.settled_at > now - 60)
    times = connection.scalars(last.order_by(table.c.settled_at.desc()).limit(MOST_A_MINUTE)).all()
    return times[-1] + 60 if len(times) == MOST_A_MINUTE else now


def recover(connection: Connection) -> None:
    """This server starts and is the only one: what was being sent isn't any more."""
    connection.execute(update(table).where(table.c.state == State.SENDING.value).values(next_at=0))


def send_again(connection: Connection, identity: str, now: int) -> bool:
    """A person wants it sent once more, as a notice of its own. False for one that still waits, one that was overtaken
    and one that there isn't."""
    row = connection.execute(select(table).where(table.c.id == identity)).one_or_none()
    if row is None or State(row.state) not in (State.SENT, State.REFUSED, State.UNKNOWN):
        return False
    if row.state == State.REFUSED.value:
        values = {"state": State.OVERTAKEN.value, "settled_at": now, "said": f"{row.said} It was sent again."}
        connection.execute(update(table).where(table.c.id == identity).values(values))
    names = ("way", "meeting", "visitor", "ticket", "to_id", "urgency")
    put(connection, now, [Queued(kind=NoticeKind(row.kind), **{name: getattr(row, name) for name in names})])
    return True


def forget_texts(connection: Connection, before: int) -> None:
    """What was sent earlier than `before`: that it went is still known, and neither its words nor to whom."""
    values = {"subject": "", "text": "", "address": "", "name": ""}
    connection.execute(update(table).where(_has_texts(before)).values(values))


def has_texts(connection: Connection, before: int) -> bool:
    """Whether there is anything to forget."""
    return connection.execute(select(table.c.number).where(_has_texts(before)).limit(1)).first() is not None


def _has_texts(before: int) -> ColumnElement[bool]:
    settled = table.c.state.not_in([state.value for state in TO_SEND])
    return settled & (table.c.settled_at < before) & ((table.c.address != "") | (table.c.name != ""))
