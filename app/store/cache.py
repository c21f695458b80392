"""What the server last said: lists of raw JSON items, kept as they came."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from app.store.database import Database
from app.store.place import Place


@dataclass(frozen=True, slots=True)
class Stored:
    """A list as it was heard at `heard_at` (aware). `total` is the server's own count where a list comes in pages."""

    pieces: tuple[bytes, ...]
    heard_at: datetime
    total: int


class Cache:
    """Lists by name. Keeping one again writes only the items that changed."""

    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place

    async def stored(self, name: str) -> Stored | None:
        """The list, or None when this desk never heard it."""
        return await self._database.read(lambda connection: _stored(connection, self._place.id, name))

    def stored_now(self, name: str) -> Stored | None:
        """The same for the first window, which waits for it."""
        return self._database.read_now(lambda connection: _stored(connection, self._place.id, name))

    async def keep(self, name: str, stored: Stored, day: date | None = None) -> None:
        """`day` is the calendar day that the list is about; a list without one counts from when it was heard."""
        about = (day or stored.heard_at.date()).isoformat()
        await self._database.write(lambda connection: keep_list(connection, self._place.id, name, stored, about))

    async def heard_again(self, name: str, heard_at: datetime) -> None:
        """The server said exactly the same once more."""
        await self._database.write(
            lambda connection: connection.execute(
                "update list set heard_at = ? where place = ? and name = ?",
                (heard_at.isoformat(), self._place.id, name),
            )
        )

    async def heard(self, name: str) -> datetime | None:
        """When the list was last heard."""
        found = await self._database.read(
            lambda connection: connection.execute(
                "select heard_at from list where place = ? and name = ?", (self._place.id, name)
            ).fetchone()
        )
        return datetime.fromisoformat(found[0]) if found else None

    async def forget_before(self, day: date) -> int:
        """Drops every list about a day before `day`, of every place. Gives how many."""
        return await self._database.write(
            lambda connection: connection.execute("delete from list where day < ?", (day.isoformat(),)).rowcount
        )


def _stored(connection: sqlite3.Connection, place: int, name: str) -> Stored | None:
    found = connection.execute(
        "select id, heard_at, total from list where place = ? and name = ?", (place, name)
    ).fetchone()
    if found is None:
        return None
    rows = connection.execute("select body from item where list = ? order by position", (found[0],))
    return Stored(tuple(body for (body,) in rows), datetime.fromisoformat(found[1]), found[2])


def keep_list(connection: sqlite3.Connection, place: int, name: str, stored: Stored, day: str) -> None:
    """Inside a transaction: sync keeps an answer together with what it answers."""
    (list_id,) = connection.execute(
        "insert into list (place, name, day, heard_at, total) values (?, ?, ?, ?, ?) on conflict (place, name)"
        " do update set heard_at = excluded.heard_at, total = excluded.total, day = excluded.day returning id",
        (place, name, day, stored.heard_at.isoformat(), stored.total),
    ).fetchone()
    kept = dict(connection.execute("select position, body from item where list = ?", (list_id,)))
    changed = [
        (list_id, position, piece) for position, piece in enumerate(stored.pieces) if kept.get(position) != piece
    ]
    connection.executemany("insert or replace into item (list, position, body) values (?, ?, ?)", changed)
    connection.execute(
        "delete from item where list = ? and (position < 0 or position >= ?)", (list_id, len(stored.pieces))
    )


def put_in_list(connection: sqlite3.Connection, place: int, name: str, item: str, piece: bytes) -> None:
    """Puts one into a list that is kept: in the place of what the list has of that id, else before all others.

    A list that was never heard stays unknown.
    """
    found = connection.execute("select id from list where place = ? and name = ?", (place, name)).fetchone()
    if found is None:
        return
    named = json.dumps(item, ensure_ascii=False).encode()
    naming = connection.execute("select position, body from item where list = ? and instr(body, ?)", (found[0], named))
    for position, body in naming.fetchall():
        if json.loads(body).get("id") == item:
            connection.execute("update item set body = ? where list = ? and position = ?", (piece, found[0], position))
            return
    connection.execute(
        "insert into item (list, position, body)"
        " select ?, min(0, coalesce(min(position), 0)) - 1, ? from item where list = ?",
        (found[0], piece, found[0]),
    )
    connection.execute("update list set total = total + 1 where id = ?", found)


def pieces_of(connection: sqlite3.Connection, place: int, name: str) -> tuple[bytes, ...]:
    """The kept list's items; none of a list that was never heard."""
    found = _stored(connection, place, name)
    return found.pieces if found else ()
