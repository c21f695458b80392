"""What a call of a change did, in the days' lists: until the server tells of a day anew, they hold what it answered.

An answer to a question that left before doesn't know of it: such lists aren't taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from app.models.lists import meetings_list
from app.models.meetings.changes import Call, MeetingChange, PlannedCall, Progress
from app.models.moments import utc
from app.models.objects.summaries import meeting_summary
from app.models.operations import Operation
from app.store.database import StoreConnection
from app.store.days.basis import basis_of, days_between
from app.store.lists.answers import put_item
from app.store.lists.day_rows import follow_meetings

Item = tuple[int, str, str, bytes]
"""Of an item of a list of meetings: the list's number and name, the item's key and body."""


def follow_call(connection: StoreConnection, account: int, row: Operation, progress: Progress, piece: bytes) -> None:
    """Puts what came of the last call that `progress` counts as done into the lists; `piece` is the meeting's JSON as
    the server answered it."""
    if not progress.done:
        return
    change, call = MeetingChange.of(row.body), progress.calls[progress.done - 1]
    lists = _Lists(connection, account)
    if call.call is Call.CREATE:
        if piece and change.wanted is not None and call is progress.calls[-1]:
            if change.restores:
                lists.drop([item for item in lists.items(change.meeting) if _is_of(call, change, item[3])])
            lists.put(change, piece, repeats="recurrence" in (call.body or {}))
        return
    items = [item for item in lists.items(change.meeting) if _is_of(call, change, item[3])]
    if change.cancels:
        lists.cross_out(items, row, change)
    else:
        lists.drop(items)
        if call.call in (Call.UPDATE, Call.TAKE_IN) and piece:
            lists.put(change, piece, repeats=bool(change.occurrence))


def _is_of(call: PlannedCall, change: MeetingChange, body: bytes) -> bool:
    """Whether the call was about this item: a series that was closed or made shorter keeps the times before."""
    if call.call in (Call.UPDATE, Call.CANCEL) and not change.occurrence:
        return True
    try:
        return change.is_of(meeting_summary(body).starts)
    except ValueError:
        return False


class _Lists:
    """The account's lists of meetings, in the running transaction."""

    def __init__(self, connection: StoreConnection, account: int) -> None:
        self._connection = connection
        self._account = account
        self._zone = basis_of(connection, account).zone

    def items(self, meeting: str) -> list[Item]:
        rows = self._connection.execute(
            "select list.id, name, key, body from list cross join item indexed by item_id on list.id = list"
            " where place = ? and name >= 'meetings/' and name < 'meetings0' and item.id = ?",
            (self._account, meeting),
        )
        return rows.fetchall()

    def drop(self, items: Iterable[Item]) -> None:
        for number, _, key, _ in items:
            self._connection.execute("delete from item where list = ? and key = ?", (number, key))
            self._connection.execute("update list set total = max(0, total - 1) where id = ?", (number,))
            self._outdate(number)

    def cross_out(self, items: Iterable[Item], row: Operation, change: MeetingChange) -> None:
        """As our own desk server tells of what was taken back."""
        revision = self._connection.touch()
        for number, _, key, body in items:
            told = json.loads(body)
            told.setdefault("cancelledAt", utc(row.entered_at))
            told.setdefault("cancelledBy", change.by)
            self._connection.execute(
                "update item set body = ?, sent = ? where list = ? and key = ?",
                (json.dumps(told, ensure_ascii=False).encode(errors="replace"), revision, number, key),
            )
            self._outdate(number)

    def put(self, change: MeetingChange, piece: bytes, *, repeats: bool) -> None:
        """On the days where it is now; of a series on those that are near."""
        told, made = json.loads(piece), meeting_summary(piece, self._zone)
        times = change.shows if repeats else ((made.starts.isoformat(), made.ends.isoformat()),)
        for starts, ends in times:
            one = piece
            if repeats:
                one = json.dumps(told | {"startAt": starts, "endAt": ends}, ensure_ascii=False).encode(errors="replace")
            for day in days_between(starts, ends, self._zone):
                put_item(self._connection, self._account, meetings_list(day), one, made.id, day)
                follow_meetings(self._connection, self._account, day, (made.id,))

    def _outdate(self, number: int) -> None:
        """No answer to a question that left before now is taken, nor one that is the same as before taken for known."""
        revision = self._connection.touch()
        self._connection.execute("update list set asked = max(asked, ?), digest = x'' where id = ?", (revision, number))
