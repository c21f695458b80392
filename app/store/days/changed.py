"""The outbox's changes of meetings that the server has, by the meetings that they are of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from app.models.operations import UNSENT, Operation, State
from app.store.operation_rows import in_states, read_operations

OF_MEETING = "kind = 'meeting-change' and json_extract(body, '$.meeting') = ?"
"""The SQL condition that an operation changes that meeting; an index answers it."""


def changes_of(
    connection: sqlite3.Connection, account: int, meeting: str, states: Iterable[State] = UNSENT
) -> tuple[Operation, ...]:
    """Those changes of the meeting that are in one of these states, the oldest first."""
    return read_operations(connection, account, f"{OF_MEETING} and {in_states(states)}", (meeting,))


def changed_meetings(connection: sqlite3.Connection, account: int) -> frozenset[str]:
    """The meetings of which a change waits, or was sent and isn't forgotten yet."""
    rows = connection.execute(
        "select distinct json_extract(body, '$.meeting') from outbox where place = ? and kind = 'meeting-change'",
        (account,),
    )
    return frozenset(meeting for (meeting,) in rows if meeting)


def changes_on(connection: sqlite3.Connection, account: int, day: date) -> list[str]:
    """The meetings that were changed here and are, or were, on that day by what was wanted then."""
    rows = connection.execute(
        "select distinct json_extract(body, '$.meeting') from outbox"
        " where place = ? and kind = 'meeting-change' and instr(body, ?)",
        (account, day.isoformat()),
    )
    return [meeting for (meeting,) in rows if meeting]
