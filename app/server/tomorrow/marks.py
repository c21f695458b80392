"""Which of the mails about tomorrow were sent: a row a day and an address, so that nobody gets one twice, whichever
server sends it and however often it starts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from app.models.notices.unsent_list import UnsentList
from app.server.notices.attempts import LEASE, MOST_DOUBTS, pause_after
from app.server.storage.changes import Kind, note
from app.server.storage.tables.site import tomorrow_mails as table

KEPT = timedelta(days=30)

SHOWN = timedelta(days=3)
"""What became of a list is told until the next one, and no longer than so long after its day."""


class State(Enum):
    """SENDING too after a crash in the middle of it. The last four stay."""

    SENDING = "sending"
    WAITING = "waiting"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NOBODY = "nobody expected"


_LOST = (State.WAITING, State.IN_DOUBT, State.REFUSED, State.UNKNOWN)
_STAY = (State.SENT, State.REFUSED, State.UNKNOWN, State.NOBODY)


def is_due(connection: Connection, day: date, address: str, now: int) -> bool:
    """Whether it is to be sent now. `now` is in seconds since 1970."""
    row = connection.execute(select(table).where(*_of(day, address))).one_or_none()
    return row is None or (State(row.state) not in _STAY and row.next_at <= now)


def take_up(connection: Connection, day: date, address: str, now: int) -> bool:
    """The same, and whoever asks has to send it: nobody else does so now."""
    if not is_due(connection, day, address, now):
        return False
    row = connection.execute(select(table).where(*_of(day, address))).one_or_none()
    if row is None:
        values = {"state": State.SENDING.value, "tries": 1, "doubts": 0, "next_at": now + LEASE, "said": ""}
        connection.execute(insert(table).values(day=day.isoformat(), address=address, **values))
        return True
    doubts = row.doubts + (row.state == State.SENDING.value)  # it was being sent when a server went down
    after = State.SENDING if doubts < MOST_DOUBTS else State.UNKNOWN
    values = {"state": after.value, "tries": row.tries + 1, "doubts": doubts, "next_at": now + LEASE}
    connection.execute(update(table).where(*_of(day, address)).values(**values))
    return after is State.SENDING


def settle(connection: Connection, day: date, address: str, state: State, now: int, said: str = "") -> State:
    """Keeps what became of it, and why. Gives what it is now: of one in doubt too often, UNKNOWN."""
    row = connection.execute(select(table).where(*_of(day, address))).one()
    doubts = row.doubts + (state is State.IN_DOUBT)
    if state is State.IN_DOUBT and doubts >= MOST_DOUBTS:
        state = State.UNKNOWN
    values = {"state": state.value, "doubts": doubts, "next_at": now + pause_after(row.tries), "said": said}
    connection.execute(update(table).where(*_of(day, address)).values(**values))
    note(connection, Kind.MAIL, address)
    return state


def unsent(connection: Connection, today: date) -> list[UnsentList]:
    """Those of the last list that didn't go, by their addresses; none once it is old, as where nobody wants any more of
    them."""
    recent = select(func.max(table.c.day)).where(table.c.day >= (today - SHOWN).isoformat()).scalar_subquery()
    lost = table.c.state.in_([state.value for state in _LOST])
    rows = connection.execute(select(table).where(table.c.day == recent, lost).order_by(table.c.address))
    return [_unsent(row) for row in rows]


def _unsent(row: Row[Any]) -> UnsentList:
    at, again_at = row.next_at - pause_after(row.tries), row.next_at if State(row.state) not in _STAY else None
    moment = partial(datetime.fromtimestamp, tz=UTC)
    again = None if again_at is None else moment(again_at)
    return UnsentList(date.fromisoformat(row.day), row.address, row.state, row.said, moment(at), again)


def recover(connection: Connection) -> None:
    """This server starts and is the only one: what was being sent isn't any more."""
    connection.execute(update(table).where(table.c.state == State.SENDING.value).values(next_at=0))


def forget(connection: Connection, today: date) -> None:
    connection.execute(delete(table).where(table.c.day < (today - KEPT).isoformat()))


def _of(day: date, address: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.day == day.isoformat(), table.c.address == address
