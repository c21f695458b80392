"""A meeting: it stands on its days while it waits, and on the server's lists of them once it was sent."""

from __future__ import annotations

import sqlite3

from app.models.lists import meetings_list
from app.models.operations import Operation, State, day_of
from app.store.database import StoreConnection
from app.store.days.basis import basis_of, days_of
from app.store.lists.alike import alike_meetings
from app.store.lists.answers import put_item
from app.store.lists.day_rows import follow_meetings, follow_operation
from app.store.writes.stored_kind import StoredKind


def _follow(connection: StoreConnection, account: int, row: Operation, gone: bool) -> None:
    follow_operation(connection, account, row, gone=gone or row.state is State.SENT)


def _keep(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    for day in days_of(row.body, basis_of(connection, account).zone):
        put_item(connection, account, meetings_list(day), piece, identity, day)
        follow_meetings(connection, account, day, (identity,))


def alike_to(connection: sqlite3.Connection, account: int, row: Operation) -> set[str]:
    """The ids of what the lists of its first day have that says the same as the meeting of that operation."""
    day_list = connection.execute(
        "select id from list where place = ? and name = ?", (account, meetings_list(day_of(row.body)))
    ).fetchone()
    return alike_meetings(connection, day_list[0], row, basis_of(connection, account).zone) if day_list else set()


MEETING = StoredKind(follow=_follow, keep=_keep, alike=alike_to)
