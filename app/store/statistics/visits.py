"""The visits of several days, as the rows of those days tell them, to be counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from app.models.lists import meetings_list, visits_list
from app.models.moments import ONE_DAY, day_bounds
from app.models.objects.desk_vocabulary import WALK_IN
from app.models.statistics.counting import CountedVisit
from app.models.statistics.period import Period
from app.models.visit_row import Telling
from app.store.account import Account
from app.store.database import Database
from app.store.days.basis import basis_of
from app.store.following.heard import FOLLOWS
from app.store.lists.day_rows import decode_arrival, is_made, make_day


class _Row(msgspec.Struct, gc=False):
    """As much of a VisitRow as is counted; moments as they are written there."""

    host: str
    company: str
    title: str
    starts: str
    ends: str
    expected: str
    cancelled: msgspec.Raw = msgspec.Raw()


class _Arrival(msgspec.Struct, gc=False):
    """As much of an Arrival."""

    arrived_at: datetime | None = None
    left_at: datetime | None = None


_row = msgspec.json.Decoder(_Row).decode
_arrival = msgspec.json.Decoder(_Arrival).decode

_NOT_COME = _Arrival()

Rows = Mapping[date, Collection[tuple[bytes, bytes | None]]]
"""By the day, a VisitRow of each visitor, and an Arrival where anything was said."""


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
    for day, of_day in rows.items():
        first = day_bounds(day, zone)[0]
        moments: dict[str, int] = {}
        for body, said in of_day:
            row, arrival = _row(body), _arrival(said) if said else _NOT_COME
            came, left = arrival.arrived_at, arrival.left_at
            if row.cancelled and came is None:
                continue
            if row.expected != row.starts and not _is_later_visit(row, came, first):
                continue
            if row.expected not in moments:
                moments[row.expected] = int(datetime.fromisoformat(row.expected).timestamp())
            visits.append(
                CountedVisit(
                    day,
                    moments[row.expected],
                    int(came.timestamp()) if came else None,
                    int(left.timestamp()) if left else None,
                    came is not None and row.title == WALK_IN,
                    row.host,
                    row.company,
                )
            )
    return visits


def not_told(rows: Rows) -> int:
    """How many are in the building by this desk, and their host wasn't told."""
    said = (decode_arrival(arrival) for of_day in rows.values() for _, arrival in of_day if arrival)
    return sum(one.on_site and one.telling is Telling.NOT_TOLD for one in said)


def _is_later_visit(row: _Row, came: datetime | None, first: datetime) -> bool:
    """Whether it is a visit of its own on a day that begins at `first`, and isn't the one on which the meeting began.
    Else the visitor is in since an earlier day, and counted there."""
    if came is not None:
        return came >= first
    starts, ends = map(datetime.fromisoformat, (row.starts, row.ends))
    return ends - starts > ONE_DAY


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
    return {day: _rows_of(connection, account, day) for day in days}


def _rows_of(connection: sqlite3.Connection, account: int, day: date) -> Collection[tuple[bytes, bytes | None]]:
    of_day = connection.execute(
        "select visitor, body, arrival from visit_row where place = ? and day = ? and visitor != ''"
        " order by expected desc, meeting, number desc",
        (account, day.isoformat()),
    )
    return {visitor: (body, arrival) for visitor, body, arrival in of_day}.values()
