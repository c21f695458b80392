"""Which meeting came from which event of a calendar file, so that a later version of the event finds it."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from app.models.moments import utc
from app.models.text.writable import writable
from app.models.values.calendar_origin import CalendarOrigin, OriginatedMeeting
from app.store.account import Account
from app.store.database import Database

_COLUMNS = "meeting, uid, occurrence, sequence, written, starts_at"


class CalendarOrigins:
    """Of one place. Each method may raise StoreFailed, and `keep` DiskFull too."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    async def keep(self, meeting: str, origin: CalendarOrigin, starts: datetime, over: datetime) -> None:
        """The event's meeting is that one from now on: the server's id, or the operation's. It begins at `starts` and
        is over for good at `over`; then this is forgotten with its list."""
        values = (writable(origin.uid), origin.occurrence, meeting, origin.sequence, origin.written)
        await self._database.write(
            lambda connection: connection.execute(
                "insert or replace into calendar_origin (place, uid, occurrence, meeting, sequence, written, starts_at,"
                " over_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                (self._account.id, *values, utc(starts), utc(over)),
            )
        )

    async def of_event(self, uid: str, occurrence: str) -> OriginatedMeeting | None:
        """The meeting that was made of that event, None when none was, or it was discarded before it was sent."""
        return await self._one("uid = ? and occurrence = ?", writable(uid), occurrence)

    async def of_meeting(self, meeting: str) -> OriginatedMeeting | None:
        """The event that the meeting came from, None when it came from none."""
        return await self._one("meeting = ?", meeting)

    async def days_of(self, meeting: str) -> tuple[date, ...]:
        """The days of this desk's lists on which the meeting stands, in order."""

        def select(connection: sqlite3.Connection) -> set[str]:
            listed = connection.execute(
                "select distinct name from list cross join item indexed by item_id on list.id = list"
                " where place = ? and name like 'meetings/%' and item.id = ?",
                (self._account.id, meeting),
            )
            made = connection.execute(
                "select distinct day from visit_row where place = ? and meeting = ?", (self._account.id, meeting)
            )
            return {name.rpartition("/")[2] for (name,) in (*listed, *made)}

        return tuple(sorted(map(date.fromisoformat, await self._database.read(select))))

    async def _one(self, which: str, *values: str) -> OriginatedMeeting | None:
        def select(connection: sqlite3.Connection) -> tuple[str, str, str, int, str, str] | None:
            row: tuple[str, str, str, int, str, str] | None = connection.execute(
                f"select {_COLUMNS} from calendar_origin where place = ? and {which}", (self._account.id, *values)
            ).fetchone()
            return row

        row = await self._database.read(select)
        return OriginatedMeeting(row[0], CalendarOrigin(*row[1:5]), row[5]) if row else None


def follow_meeting(connection: sqlite3.Connection, account: int, before: str, now: str) -> None:
    """The meeting is called `now`: it was sent, or another one took its place."""
    if now:
        connection.execute(
            "update calendar_origin set meeting = ? where place = ? and meeting = ?", (now, account, before)
        )


def drop_meeting(connection: sqlite3.Connection, account: int, meeting: str) -> None:
    """The meeting was discarded before it was sent."""
    connection.execute("delete from calendar_origin where place = ? and meeting = ?", (account, meeting))


def forget_origins(connection: sqlite3.Connection, moment: datetime) -> None:
    """Drops those of meetings that were over before `moment`, of every account."""
    connection.execute("delete from calendar_origin where over_at < ?", (utc(moment),))
