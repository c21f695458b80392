"""What waits to reach the server, or a mail server."""

from __future__ import annotations

import sqlite3
from collections import Counter
from operator import attrgetter

from app.models.entries import VisitorSnapshot
from app.models.lists import with_unchanged
from app.models.operations import Kind, Operation, State
from app.models.pending import Waiting
from app.store.contacts import named_in
from app.store.journal import entries_of_visits
from app.store.lists.names import all_names
from app.store.operation_rows import read_operations
from app.store.writes.kinds import KINDS


def read_waiting(connection: sqlite3.Connection, account: int, known: Waiting | None = None) -> Waiting:
    """All that waits, the oldest first. Operations of `known`, an earlier reading, that haven't changed are the same
    objects; `known` itself when nothing has."""
    earlier = known.operations if known else ()
    operations = with_unchanged(read_operations(connection, account), earlier, key=attrgetter("id"))
    arrivals = [one for one in operations if one.kind is Kind.ARRIVAL]
    people = {one.id: _whom(connection, account, one, known) for one in arrivals}
    after = {one.id: KINDS[one.kind].after(connection, account, one) for one in operations}
    ids = {one.id for one in operations}
    before = {operation: other for operation, other in after.items() if other in ids}
    named = named_in(connection, account, *(one.body for one in operations))
    waiting = Waiting(operations, people, before, named)
    return known if known == waiting and known is not None else waiting


def count_waiting(connection: sqlite3.Connection, account: int) -> Counter[State]:
    """How many operations that wait are in each state."""
    rows = connection.execute(
        "select state, count(*) from outbox where place = ? and state != 'sent' group by state", (account,)
    )
    return Counter({State(state): count for state, count in rows})


def _whom(connection: sqlite3.Connection, account: int, arrival: Operation, known: Waiting | None) -> VisitorSnapshot:
    if known and arrival.id in known.people:
        return known.people[arrival.id]
    names = all_names(connection, account, arrival.body["visit"])
    entries = entries_of_visits(connection, account, names)
    return next((entry.person for entry in entries if entry.id == arrival.id), VisitorSnapshot())
