"""The rows of several days, to be counted, and of which days the file has all."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from app.models.lists import meetings_list, visits_list
from app.models.moments import day_bounds
from app.models.statistics.period import Period
from app.store.account import Account
from app.store.database import Database
from app.store.days.basis import basis_of
from app.store.days.making import make_days
from app.store.following.heard import FOLLOWS

RowsOfDay = Collection[tuple[bytes, bytes | None, str]]
"""A VisitRow of each visitor, an Arrival where anything was said, and the id of the visit by which somebody is in since
an earlier day, "" for nobody."""

Rows = Mapping[date, RowsOfDay]


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
        await make_days(self._database, self._account, days)

    async def rows(self, days: Sequence[date]) -> Rows:
        """The rows of days that are made: each visitor of a meeting once a day, at the earliest time."""
        return await self._database.read(lambda connection: _rows(connection, self._account, days))


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


def _rows(connection: sqlite3.Connection, account: int, days: Sequence[date]) -> Rows:
    return {day: _rows_of(connection, account, day) for day in days}


def _rows_of(connection: sqlite3.Connection, account: int, day: date) -> RowsOfDay:
    of_day = connection.execute(
        "select visitor, body, arrival, since from visit_row where place = ? and day = ? and visitor != ''"
        " order by expected desc, meeting, number desc",
        (account, day.isoformat()),
    )
    return {visitor: (body, arrival, since) for visitor, body, arrival, since in of_day}.values()
