"""The rows of several days, made where they aren't yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import partial

from app.store.database import Database
from app.store.days.basis import basis_of
from app.store.lists.day_rows import make_lacking_day


async def make_days(database: Database, account: int, days: Sequence[date]) -> None:
    """One day after the other, so that nobody waits for all of them. Raises DiskFull or StoreFailed."""

    def unmade(connection: sqlite3.Connection) -> list[date]:
        made = connection.execute(
            "select day from day where place = ? and basis = ? and day >= ? and day <= ?",
            (account, basis_of(connection, account).name, min(days).isoformat(), max(days).isoformat()),
        )
        known = {day for (day,) in made}
        return [day for day in days if day.isoformat() not in known]

    for day in await database.read(unmade) if days else ():
        await database.write(partial(make_lacking_day, account=account, day=day))
