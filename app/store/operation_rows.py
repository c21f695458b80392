"""The outbox's rows as operations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from app.models.operations import Kind, Operation, State

Row = tuple[str | int, ...]

COLUMNS = (
    "position",
    "operation",
    "kind",
    "body",
    "state",
    "entered_at",
    "changed_at",
    "attempts",
    "looked",
    "status",
    "words",
    "known",
    "found",
    "made",
    "doubts",
    "accepted",
    "progress",
    "theirs",
)


def read_operations(
    connection: sqlite3.Connection, account: int, which: str = "state != 'sent'", values: Iterable[object] = ()
) -> tuple[Operation, ...]:
    """Those of which the SQL condition `which` is true, in the order in which they were entered; `values` fill its
    question marks. Without one, all that isn't sent."""
    rows = connection.execute(
        f"select {', '.join(COLUMNS)} from outbox where place = ? and {which} order by position", (account, *values)
    )
    return tuple(map(operation_in, rows))


def in_states(states: Iterable[State]) -> str:
    """The SQL condition that an operation is in one of these states."""
    return f"state in ({', '.join(repr(state.value) for state in states)})"


def operation_in(row: Row) -> Operation:
    """The operation of a row, which are the values of COLUMNS in their order. Raises ValueError when one can't be
    read."""
    (
        position,
        operation,
        kind,
        body,
        state,
        entered,
        changed,
        attempts,
        searches,
        status,
        words,
        known,
        candidates,
        made,
        doubts,
        accepted,
        progress,
        theirs,
    ) = row
    return Operation(
        position=int(position),
        id=str(operation),
        kind=Kind(kind),
        body=json.loads(str(body)),
        state=State(state),
        entered_at=datetime.fromisoformat(str(entered)),
        changed_at=datetime.fromisoformat(str(changed)),
        attempts=int(attempts),
        searches=int(searches),
        status=int(status),
        words=str(words),
        known=tuple(json.loads(str(known))),
        candidates=tuple(json.loads(str(candidates))),
        made=str(made),
        doubts=int(doubts),
        accepted=bool(accepted),
        progress=json.loads(str(progress)),
        theirs=str(theirs).encode(),
    )
