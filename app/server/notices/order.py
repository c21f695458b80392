"""Which notice goes next. Moments are seconds since 1970."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
)

from app.models.notices.kinds import OF_VISITS
from app.models.notices.states import TO_SEND, WAITING, State
from app.server.storage.tables.notices import notices as table

MOST_A_MINUTE = 10
"""To one address."""

_NOW = bindparam("now", type_=BigInteger)

_OF_VISITS = [kind.value for kind in OF_VISITS]


class Order:
    """In which what is due of `which` goes: the most urgent first, then what was tried least often, then the oldest.
    Nothing goes to an address while something is being sent there, nor before what the same reader is to be told before
    it of the same meeting or ticket. What is told of a visit waits for nothing.

    The statements are put together once: that takes longer than the database needs for them."""

    def __init__(self, *which: ColumnElement[bool]) -> None:
        self._first = [_first(state, which) for state in WAITING]
        waiting = table.c.state.in_([state.value for state in WAITING])
        self._next_at = select(func.min(table.c.next_at)).where(waiting, table.c.next_at > _NOW, *which)

    def next_due(self, connection: Connection, now: int) -> Row[Any] | None:
        """None when there is nothing to be sent now."""
        rows = (connection.execute(first, {_NOW.key: now}).one_or_none() for first in self._first)
        found = [row for row in rows if row is not None]
        return min(found, key=lambda row: (row.urgency, row.tries, row.number), default=None)

    def next_after(self, connection: Connection, now: int) -> int | None:
        """When the first is due of those that aren't yet; None when there is none."""
        due: int | None = connection.scalar(self._next_at, {_NOW.key: now})
        return due


def _first(state: State, which: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    due = table.c.next_at + 0 <= _NOW  # of thousands that are due one is asked for: not by the index of times
    busy = select(table.c.way, table.c.address).where(table.c.state == State.SENDING.value, table.c.address != "")
    free = tuple_(table.c.way, table.c.address).not_in(busy)
    first = or_(table.c.kind.in_(_OF_VISITS), ~or_(_follows("meeting", "visitor"), _follows("ticket", "to_id")))
    rows = select(table).where(table.c.state == state.value, due, *which, free, first)
    return rows.order_by(table.c.urgency, table.c.tries, table.c.number).limit(1)


def _follows(*names: str) -> ColumnElement[bool]:
    """Whether something that was queued before it, with the same in these columns, is still to be sent."""
    before = table.alias("before")
    same = [before.c[name] == table.c[name] for name in ("way", *names)]
    waits = before.c.state.in_([state.value for state in TO_SEND]) & before.c.kind.not_in(_OF_VISITS)
    return exists().where(and_(before.c.number < table.c.number, waits, *same))


def may_go_at(connection: Connection, address: str, now: int) -> int:
    """When the next one may go to this address, so that no more than MOST_A_MINUTE do."""
    went = or_(table.c.state == State.SENT.value, table.c.state == State.UNKNOWN.value)
    settled = func.max(table.c.settled_at)
    last = select(settled).where(table.c.address == address, went, table.c.settled_at > now - 60)
    times = connection.scalars(last.group_by(table.c.message).order_by(settled.desc()).limit(MOST_A_MINUTE)).all()
    return times[-1] + 60 if len(times) == MOST_A_MINUTE else now


def is_sent_to(connection: Connection, row: Row[Any], address: str) -> bool:
    """Whether another message than this row's is just being sent to the address on the same way."""
    others = (table.c.way == row.way, table.c.address == address, table.c.message != row.id)
    sending = select(table.c.number).where(table.c.state == State.SENDING.value, *others)
    return connection.execute(sending.limit(1)).first() is not None
