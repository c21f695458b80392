"""What this desk's file has of several days at once: how many come on each, and whom somebody looks for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, takewhile

import msgspec

from app.models.lists import meetings_list
from app.models.moments import ONE_DAY
from app.models.text.sought import Way
from app.models.visit_row import DayCount, VisitRow
from app.store.account import Account
from app.store.database import Database
from app.store.days.making import make_days
from app.store.following.heard import heard_at
from app.store.lists.day_reading import is_known, read_row

_COUNT = """
    select
        count(*) filter (where coming),
        count(*) filter (where came),
        count(*) filter (where came and not gone),
        count(*) filter (where coming and not came and late_from <= :now)
    from (
        select
            visitor != '' and json_extract(cast(body as text), '$.cancelled') is null as coming,
            json_extract(cast(arrival as text), '$.arrived_at') is not null as came,
            json_extract(cast(arrival as text), '$.left_at') is not null as gone,
            json_extract(cast(body as text), '$.late_from') as late_from
        from visit_row where place = :account and day = :day
    )
"""


class StoredDays:
    """Of one place. Days are of the site's calendar; `first` and `last` are both included. Each method may raise
    DiskFull or StoreFailed: the rows of a day that has none are made."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def lacking(self, first: date, last: date) -> tuple[date, ...]:
        """The days of which the server never told: of a meeting that was sent from here, it told of that one alone."""

        def read(connection: sqlite3.Connection) -> tuple[date, ...]:
            heard = {
                name
                for (name,) in connection.execute(
                    "select name from list where place = ? and name >= ? and name <= ? and heard_at != ''",
                    (self._account, meetings_list(first), meetings_list(last)),
                )
            }
            return tuple(day for day in _days(first, last) if meetings_list(day) not in heard)

        return await self._database.read(read)

    async def count(self, day: date, now: datetime) -> DayCount | None:
        """How many come on the day; None when nothing of it was heard or entered."""
        await make_days(self._database, self._account, (day,))

        def read(connection: sqlite3.Connection) -> DayCount | None:
            if not is_known(connection, self._account, day):
                return None
            until = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"  # as the rows have it
            values = {"account": self._account, "day": day.isoformat(), "now": until}
            expected, arrived, on_site, late = connection.execute(_COUNT, values).fetchone()
            heard = heard_at(connection, self._account, meetings_list(day))
            return DayCount(day, expected, arrived, on_site, late, heard)

        return await self._database.read(read)

    async def find(
        self, ways: Sequence[Way], first: date, last: date, *, without: date, near: date, most: int
    ) -> tuple[VisitRow, ...]:
        """At most `most` visits of these days but `without` that any of the ways leads to, those on the days nearest to
        `near`, in the order of time."""
        await make_days(self._database, self._account, [*_days(first, last)])
        tests, values = zip(*map(_test, ways), strict=True)
        statement = (
            "select body, arrival, since from visit_row where place = ? and day = ?"
            f" and ({' or '.join(tests)}) order by expected limit ?"
        )
        days = sorted(_days(first, last), key=lambda day: (abs(day - near), day < near))

        def read(connection: sqlite3.Connection) -> list[VisitRow]:
            """Day by day: what many are called is found on the nearest, and the others needn't be looked through."""
            found: list[VisitRow] = []
            for day in days:
                if day != without and len(found) < most:
                    sought = (self._account, day.isoformat(), *chain.from_iterable(values), most - len(found))
                    found += (read_row(*row) for row in connection.execute(statement, sought))
            return found

        return tuple(sorted(await self._database.read(read), key=lambda row: (row.day, row.expected)))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * ONE_DAY for number in range((last - first).days + 1))


def _test(way: Way) -> tuple[str, list[str | bytes]]:
    """The condition in SQL, and its values. The JSON is taken apart only of rows in which the text stands somewhere, of
    numbers what they all end with."""
    tests = ["instr(body, ?) and instr(json_extract(cast(body as text), '$.searched'), ?)"] * len(way.words)
    values: list[str | bytes] = [one for word in way.words for one in (_in_json(word), word)]
    if way.numbers:
        signs = zip(*(reversed(number.strip()) for number in way.numbers), strict=False)
        end = "".join(one[0] for one in takewhile(lambda one: len({*one}) == 1, signs))[::-1]
        each = "instr(json_extract(cast(body as text), '$.numbers'), ?)"
        tests.append(f"instr(body, ?) and ({' or '.join([each] * len(way.numbers))})")
        values += (_in_json(end), *way.numbers)
    return f"({' and '.join(tests) or '0'})", values


def _in_json(text: str) -> bytes:
    return msgspec.json.encode(text)[1:-1]
