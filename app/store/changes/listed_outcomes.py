"""What a call of a change did, in the days' lists: until the server tells of a day anew, they hold what it answered."""

from __future__ import annotations

from app.models.meetings.changes import Progress
from app.models.operations import Operation
from app.store.database import StoreConnection


def follow_call(connection: StoreConnection, account: int, row: Operation, progress: Progress, piece: bytes) -> None:
    """Puts what came of the last call that `progress` counts as done into the lists."""
