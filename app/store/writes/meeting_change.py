"""A change of a meeting that the server has: until it is sent, its wanted times and words stand on the days' lists in
the place of the server's."""

from __future__ import annotations

from app.models.meetings.changes import MeetingChange
from app.models.operations import Operation
from app.store.database import StoreConnection
from app.store.lists.day_rows import follow_change
from app.store.writes.stored_kind import StoredKind


def _follow(connection: StoreConnection, account: int, row: Operation, gone: bool) -> None:
    """Whether it is gone, the outbox itself says."""
    follow_change(connection, account, MeetingChange.of(row.body))


MEETING_CHANGE = StoredKind(follow=_follow)
