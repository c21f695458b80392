"""The people whom this desk met, over its restarts. The API has no call that lists them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.models.identity import digest
from app.store.database import Database, utc
from app.store.place import Place

VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody as JSON. `kind` is user, host, supplier or visitor, `key` what tells them from others of that kind."""

    kind: str
    key: str
    told: str
    met_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Everybody known, and by the digest of their key those who were forgotten, and when."""

    rows: tuple[Row, ...]
    forgotten: Mapping[str, datetime]


class People:
    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place

    async def kept(self) -> Kept:
        """All that can be read. A damaged row is as good as none: its person will be met again."""
        return await self._database.read(lambda connection: _kept(connection, self._place.id))

    async def keep(self, rows: Iterable[Row]) -> None:
        """The latest word about each. Nobody who was forgotten since they were met."""
        kept = tuple(rows)
        await self._database.write(lambda connection: _keep(connection, self._place.id, kept))

    async def forget_before(self, moment: datetime) -> int:
        """Drops whoever wasn't met since `moment`, of every place. Gives how many."""
        return await self._database.write(
            lambda connection: connection.execute("delete from person where met_at < ?", (utc(moment),)).rowcount
        )


def _kept(connection: sqlite3.Connection, place: int) -> Kept:
    # as blobs: a text that is no UTF-8 any more would end the reading of all others
    rows = connection.execute(
        "select kind, cast(key as blob), cast(told as blob), cast(met_at as blob) from person where place = ?", (place,)
    )
    return Kept(tuple(_readable(rows)), _forgotten(connection, place))


def _readable(rows: Iterable[tuple[str, bytes, bytes, bytes]]) -> Iterable[Row]:
    for kind, key, told, met_at in rows:
        try:
            yield Row(kind, key.decode(), told.decode(), datetime.fromisoformat(met_at.decode()))
        except ValueError:
            continue


def _forgotten(connection: sqlite3.Connection, place: int) -> dict[str, datetime]:
    rows = connection.execute("select digest, at from forgotten where place = ?", (place,))
    return {kept: datetime.fromisoformat(at) for kept, at in rows}


def _keep(connection: sqlite3.Connection, place: int, rows: tuple[Row, ...]) -> None:
    forgotten = _forgotten(connection, place)
    connection.executemany(
        "insert into person (place, kind, key, told, met_at) values (?, ?, ?, ?, ?) on conflict (place, kind, key)"
        " do update set told = excluded.told, met_at = max(met_at, excluded.met_at)",
        [
            (place, row.kind, row.key, row.told, utc(row.met_at))
            for row in rows
            if row.kind != VISITOR or not was_forgotten(digest(row.key), row.met_at, forgotten)
        ],
    )


def was_forgotten(key: str, met_at: datetime, forgotten: Mapping[str, datetime]) -> bool:
    """Whether the visitor whose key has that digest was forgotten after that moment."""
    at = forgotten.get(key)
    return at is not None and met_at <= at
