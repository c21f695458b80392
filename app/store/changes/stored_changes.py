"""Changes of meetings, as the file has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import Body
from app.models.lists import meetings_list
from app.models.meetings.changes import Progress
from app.models.moments import utc
from app.models.operations import EDITABLE, UNDER_WAY, Kind, Operation, State
from app.models.text.writable import writable, writable_json
from app.store import outbox_rows
from app.store.account import Account
from app.store.calendar_origins import follow_meeting
from app.store.changes.listed_outcomes import follow_call
from app.store.database import Database, StoreConnection
from app.store.days.changed import changes_of
from app.store.lists.on_site import visits_inside
from app.store.operation_rows import read_operations
from app.store.outbox import Outcome
from app.store.writes.meeting import alike_to

ANEW = (
    ", attempts = 0, doubts = 0, looked = 0, accepted = 0, status = 0, words = '', found = '[]', theirs = '', made = ?"
)
"""What SQL sets where another call of a change begins; its value is the id that the change made, "" until all of it is
done."""


class VisitInside(Struct, frozen=True):
    """Somebody who came to a meeting on that day, and is in the building. `visitor` is their id in the meeting or, of
    one that waits to be created, their number. `change` is the change that waits and by which alone they are expected:
    as somebody whom it added, or at a time that it made a meeting of its own; "" for none."""

    day: date
    visitor: str
    change: str = ""


class StoredMeeting(Struct, frozen=True):
    """What the file has of a meeting. `piece` is the server's JSON of the one on the day that was asked for, b"" when
    it lists none there. `create` is its operation while it waits to be created, `changes` are those of it that aren't
    sent, the oldest first. `inside` are those of its visitors who are in the building. `earliest` is the first of its
    times that any list has, in UTC."""

    piece: bytes
    create: Operation | None
    changes: tuple[Operation, ...]
    inside: tuple[VisitInside, ...]
    earliest: datetime | None


class StoredChanges:
    """The changes of one place. Each method may raise StoreFailed."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def meeting(self, meeting: str, day: date, starts: datetime | None = None) -> StoredMeeting:
        """What the file has of the meeting, by its id or by the operation that creates it. Of a series that takes place
        several times on the day, the time that begins at `starts`."""
        return await self._database.read(lambda connection: _read(connection, self._account, meeting, day, starts))

    async def of(self, operation: str) -> Operation | None:
        """The change of that id, whether it was sent or not; None when there is none any more."""
        rows = await self._database.read(
            lambda connection: read_operations(
                connection, self._account, f"operation = ? and kind = '{Kind.MEETING_CHANGE.value}'", (operation,)
            )
        )
        return rows[0] if rows else None

    async def made(self) -> frozenset[str]:
        """The ids of all meetings that changes have created: none of those is the outcome of a later create."""
        rows = await self._database.read(
            lambda connection: connection.execute(
                "select progress from outbox where place = ? and kind = 'meeting-change' and progress != '{}'",
                (self._account,),
            ).fetchall()
        )
        return frozenset(made for (text,) in rows for made in json.loads(text).get("made", {}).values())

    async def set_planned(self, operation: str, progress: Progress) -> None:
        """By which calls it reaches the server. It is being sent."""

        def plan(connection: StoreConnection) -> None:
            (row,) = read_operations(connection, self._account, "operation = ?", (operation,))
            _keep_progress(connection, self._account, row, progress)

        await self._database.write(plan)

    async def set_done(self, operation: str, now: datetime, progress: Progress, outcome: Outcome) -> bool:
        """One more of its calls was done, and `progress` counts it: what came of it goes into the lists. After the last
        one the change was sent; else the next call waits. Gives whether it moved, as the methods of `Outbox` do."""

        def settle(connection: StoreConnection) -> bool:
            out_of = (*UNDER_WAY, State.UNCLEAR)
            to = State.WAITING if progress.next else State.SENT
            made = writable(outcome.id) if to is State.SENT else ""
            row = outbox_rows.move(connection, self._account, operation, now, to, out_of, ANEW, made)
            if row is None:
                return False
            _keep_progress(connection, self._account, row, progress)
            follow_call(connection, self._account, row, progress, outcome.piece)
            if to is State.SENT and row.body.get("scope") != "one":
                follow_meeting(connection, self._account, row.body["meeting"], made)
            outbox_rows.name(connection, self._account, outcome.visit_aliases)
            outbox_rows.follow(connection, self._account, row)
            return True

        return await self._database.write(settle)

    async def set_conflict(self, operation: str, now: datetime, status: int, theirs: bytes, body: Body) -> bool:
        """A person has to choose: `theirs` is what the server has, as JSON, b"" when it doesn't have it any more;
        `status` says which, 412, 404 or 410. `body` is that of the change, with all ids that are known by now."""

        def move(connection: StoreConnection) -> bool:
            more, text = ", status = ?, words = '', found = '[]', theirs = ?, body = ?", theirs.decode(errors="replace")
            values = (status, writable(text), writable_json(body))
            row = outbox_rows.move(
                connection, self._account, operation, now, State.UNCLEAR, (State.SENDING,), more, *values
            )
            if row is not None:
                outbox_rows.follow(connection, self._account, row)
            return row is not None

        return await self._database.write(move)

    async def set_resolved(self, operation: str, now: datetime, body: Body) -> bool:
        """A person chose, and `body` is what is left to be changed."""

        def move(connection: StoreConnection) -> bool:
            more, text = f"{ANEW}, body = ?, progress = '{{}}'", writable_json(body)
            row = outbox_rows.move(
                connection, self._account, operation, now, State.WAITING, (State.UNCLEAR,), more, "", text
            )
            if row is not None:
                outbox_rows.follow(connection, self._account, row)
            return row is not None

        return await self._database.write(move)


def _keep_progress(connection: StoreConnection, account: int, row: Operation, progress: Progress) -> None:
    """With it, what says the same as the meeting that is created next and was there before: none of that is it."""
    call, known = progress.next, set[str]()
    if call is not None and call.body is not None:
        known = alike_to(connection, account, replace(row, kind=Kind.MEETING, body=call.body))
    connection.execute(
        "update outbox set progress = ?, known = ? where operation = ?",
        (writable_json(progress.body()), json.dumps(sorted(known)), row.id),
    )


def _read(connection: StoreConnection, account: int, meeting: str, day: date, starts: datetime | None) -> StoredMeeting:
    create = read_operations(connection, account, "operation = ? and kind = 'meeting' and state != 'sent'", (meeting,))
    changes = changes_of(connection, account, meeting)
    rows = connection.execute(
        "select name, starts, body from list cross join item indexed by item_id on list.id = list"
        " where place = ? and name like 'meetings/%' and item.id = ? and fault = '' order by starts",
        (account, meeting),
    ).fetchall()
    wanted = utc(starts) if starts else ""
    here = [(begins != wanted, begins, body) for name, begins, body in rows if name == meetings_list(day)]
    inside = [VisitInside(*visit) for visit in visits_inside(connection, account, meeting)]
    for change in changes:
        for on, number in visits_inside(connection, account, change.id):
            inside.append(VisitInside(on, _id_in(change, number), change.id))
    return StoredMeeting(
        piece=min(here)[2] if here else b"",
        create=create[0] if create else None,
        changes=changes,
        inside=tuple(inside),
        earliest=datetime.fromisoformat(rows[0][1]) if rows else None,
    )


def _id_in(change: Operation, number: str) -> str:
    """The id of a visitor who came by what a change wants: operation/number for somebody whom it added."""
    visitors = (change.body.get("wanted") or {}).get("visitors", ())
    known = visitors[int(number)].get("id", "") if number.isdecimal() and int(number) < len(visitors) else ""
    return known or f"{change.id}/{number}"


def replaceable(changes: Iterable[Operation]) -> Operation | None:
    """The one of these changes whose place another may take: the last, if nothing of it has left this desk."""
    last = max(changes, key=lambda one: one.position, default=None)
    return last if last is not None and last.state in EDITABLE and not last.progress.get("done") else None
