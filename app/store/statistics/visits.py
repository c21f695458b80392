"""The visits of several days, as the rows of those days tell them, to be counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from app.models.lists import meetings_list, visits_list
from app.models.moments import ONE_DAY, day_bounds
from app.models.objects.desk_vocabulary import WALK_IN
from app.models.statistics.counting import CountedVisit
from app.models.statistics.period import Period
from app.models.visit_row import Cancelled, Telling
from app.store.account import Account
from app.store.database import Database
from app.store.days.basis import basis_of
from app.store.following.heard import FOLLOWS
from app.store.lists.day_rows import decode_arrival, is_made, make_day


class _Row(msgspec.Struct, gc=False):
    """As much of a VisitRow as is counted."""

    day: date
    host: str
    company: str
    title: str
    starts: datetime
    ends: datetime
    expected: datetime
    cancelled: Cancelled | None = None


_decode = msgspec.json.Decoder(_Row).decode

Rows = Sequence[tuple[bytes, bytes | None]]
"""A VisitRow of a visitor, and an Arrival where anything was said."""


class StoredVisits:
    """Each method may raise StoreFailed, and one that writes DiskFull too."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def known(self, period: Period, today: date, *, tells: bool) -> tuple[date, ...]:
        """The days of the period of which the file has all, in order. Of one that is over that is so when the server
        told of its meetings on that day or later; and where it `tells` who came elsewhere, of that after the day."""
        return await self._database.read(
            lambda connection: tuple(_known(connection, self._account, period, today, tells=tells))
        )

    async def make(self, days: Sequence[date]) -> None:
        """Makes the rows of those days that have none, one after the other, so that others get their turns."""
        for day in await self._database.read(lambda connection: _unmade(connection, self._account, days)):
            await self._database.write(partial(make_day, account=self._account, day=day))

    async def rows(self, days: Sequence[date]) -> Rows:
        """The rows of days that are made: each visitor of a meeting once a day, at the earliest time."""
        return await self._database.read(lambda connection: _rows(connection, self._account, days))


def counted(rows: Rows, zone: ZoneInfo) -> list[CountedVisit]:
    """The visits that count, see app/models/statistics/figures.py. `zone` is the site's."""
    visits = []
    for body, said in rows:
        row = _decode(body)
        arrival = decode_arrival(said) if said else None
        came = arrival.arrived_at if arrival else None
        if not _counts(row, came, zone):
            continue
        left = arrival.left_at if arrival else None
        visits.append(
            CountedVisit(
                day=row.day,
                expected=int(row.expected.timestamp()),
                came=int(came.timestamp()) if came else None,
                left=int(left.timestamp()) if left else None,
                walk_in=came is not None and row.title == WALK_IN,
                host=row.host,
                company=row.company,
            )
        )
    return visits


def not_told(rows: Rows) -> int:
    """How many are in the building by this desk, and their host wasn't told."""
    said = (decode_arrival(arrival) for _, arrival in rows if arrival)
    return sum(one.on_site and one.telling is Telling.NOT_TOLD for one in said)


def _counts(row: _Row, came: datetime | None, zone: ZoneInfo) -> bool:
    """Whether it is a visit of its own."""
    if row.cancelled is not None and came is None:
        return False
    if row.expected == row.starts:
        return True
    first = day_bounds(row.day, zone)[0]  # of a later day than the one on which it began
    if came is None:
        return row.ends - row.starts > ONE_DAY
    return came >= first  # else the visitor is in since an earlier day, and counted there


def _known(connection: sqlite3.Connection, account: int, period: Period, today: date, *, tells: bool) -> Iterator[date]:
    heard = _heard(connection, account, period)
    zone = basis_of(connection, account).zone
    for day in period:
        meetings, visits = heard.get(meetings_list(day)), heard.get(visits_list(day))
        if meetings is None:
            continue
        if day >= today:
            yield day
            continue
        first, after = day_bounds(day, zone)
        if meetings >= first and (not tells or (visits is not None and visits >= after)):
            yield day


def _heard(connection: sqlite3.Connection, account: int, period: Period) -> dict[str, datetime]:
    """As of when the lists of these days are the server's, in UTC."""
    rows = connection.execute(
        f"select name, case when {FOLLOWS} then max(heard_at, followed_at) else heard_at end"
        " from list join place on place.id = list.place where place = ? and heard_at != ''"
        " and (name between ? and ? or name between ? and ?)",
        (account, *(name(day) for name in (meetings_list, visits_list) for day in (period.first, period.last))),
    )
    return {name: datetime.fromisoformat(at).astimezone(UTC) for name, at in rows}


def _unmade(connection: sqlite3.Connection, account: int, days: Sequence[date]) -> list[date]:
    return [day for day in days if not is_made(connection, account, day)]


def _rows(connection: sqlite3.Connection, account: int, days: Sequence[date]) -> Rows:
    rows: list[tuple[bytes, bytes | None]] = []
    for day in days:
        of_day = connection.execute(
            "select visitor, body, arrival from visit_row where place = ? and day = ? and visitor != ''"
            " order by expected desc, meeting, number desc",
            (account, day.isoformat()),
        )
        rows += {visitor: (body, arrival) for visitor, body, arrival in of_day}.values()
    return rows
