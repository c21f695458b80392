"""Where a visitor stands in this desk's file, whichever server they came from, and how they are taken out of it."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime
from typing import Any

from msgspec import Struct

from app.errors import StillWaiting
from app.models.lists import EVERYTHING
from app.models.moments import utc
from app.models.operations import Kind, visits_in
from app.models.text.identity import Identity, digest
from app.models.text.redaction import naming, without
from app.models.text.writable import writable_json
from app.store.contacts import VISITORS
from app.store.database import Database, StoreConnection
from app.store.lists.arrivals import follow_all_visits
from app.store.lists.day_rows import drop_days


class PersonalData:
    """What this desk's file holds of visitors, of every account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remove(self, who: Identity, written: tuple[str, ...], now: datetime) -> None:
        """Takes the visitor out of everything, in one transaction, and keeps in mind that they were forgotten.

        `written` are the name and the email address as they stand in texts. Raises, and removes nothing: StillWaiting
        when something of theirs has still to be sent, DiskFull or StoreFailed.
        """
        removal = _Removal(who, naming(*written))
        await self._database.write(lambda connection: removal.run(connection, utc(now)))

    async def wipe(self) -> None:
        """Writes the file anew, so that nothing of what was removed can be read in its free pages. Takes seconds for a
        large file. Raises DiskFull or StoreFailed: then call it again."""
        await self._database.write_anew()


class _Removal(Struct, frozen=True):
    """Rows are searched as parsed JSON, not as text: JSON may write the same name in several ways."""

    who: Identity
    words: re.Pattern[str]

    def run(self, connection: StoreConnection, now: str) -> None:
        visits = self._journal(connection)
        self._check_sent(connection, visits)
        self._lists(connection)
        self._sent(connection, visits)
        self._given(connection, visits)
        self._drafts(connection)
        digests = self.who.digests | self._people(connection)
        connection.executemany(
            "insert or replace into forgotten (place, digest, at) select id, ?, ? from place",
            [(one, now) for one in digests],
        )
        for (account,) in connection.execute("select id from place").fetchall():
            follow_all_visits(connection, account)
            drop_days(connection, account)
        connection.touch(EVERYTHING)

    def _check_sent(self, connection: sqlite3.Connection, visits: set[str]) -> None:
        for row in connection.execute("select body, progress, theirs from outbox where state != 'sent'"):
            values = [json.loads(text) for text in row if text]
            if any(map(self._is_in, values)) or not visits.isdisjoint(visits_in(values[0])):
                raise StillWaiting("something of theirs has still to be sent")

    def _journal(self, connection: sqlite3.Connection) -> set[str]:
        """What happened stays, for times and counts; the person is taken out of it. Gives the visits that were
        theirs."""
        visits = set()
        for position, visit, text in connection.execute("select position, visit, person from journal").fetchall():
            person = json.loads(text)
            if Identity.read(person).is_same(self.who):
                visits.add(visit)
                left: Any = {}
            else:
                left = {**person, "meeting": self._without(person.get("meeting", ""))} if person else person
            if left != person:
                connection.execute("update journal set person = ? where position = ?", (_json(left), position))
        return visits

    def _lists(self, connection: sqlite3.Connection) -> None:
        for number, key, body in connection.execute("select list, key, body from item").fetchall():
            item = _read(body)
            left = self._without(item)
            if left is None:
                connection.execute("delete from item where list = ? and key = ?", (number, key))
                connection.execute("update list set total = max(0, total - 1) where id = ?", (number,))
            elif left != item:
                connection.execute(
                    "update item set body = ? where list = ? and key = ?", (_json(left).encode(), number, key)
                )
        connection.execute("update list set digest = x''")  # the same answer again has to be taken anew

    def _sent(self, connection: sqlite3.Connection, visits: set[str]) -> None:
        """The row stays, because what it became must not be taken for the outcome of another write. Of a mail about
        them the whole body goes: it tells more of a visitor than the name. So does that of a change of their meeting,
        with how it was sent."""
        rows = connection.execute("select position, kind, body from outbox where state = 'sent'").fetchall()
        for position, kind, body in rows:
            value = json.loads(body)
            if kind == Kind.MEETING_CHANGE.value:
                if self._is_in(value):
                    gone = "update outbox set body = '{}', progress = '{}' where position = ?"
                    connection.execute(gone, (position,))
                continue
            left = self._without(value) if visits.isdisjoint(visits_in(value)) else {}
            if left != value:
                connection.execute("update outbox set body = ? where position = ?", (_json(left or {}), position))

    def _is_in(self, value: Any) -> bool:
        """Whether the visitor is named anywhere in it: of a change there are several meetings in one."""
        if isinstance(value, dict) and any(isinstance(one, dict | list) and self._is_in(one) for one in value.values()):
            return True
        if isinstance(value, list) and any(self._is_in(one) for one in value):
            return True
        return bool(self._without(value) != value)

    def _given(self, connection: sqlite3.Connection, visits: set[str]) -> None:
        """What was signed and answered at the kiosk."""
        for table in ("signature", "answer"):
            connection.executemany(f"delete from {table} where visit = ?", [(visit,) for visit in visits])

    def _drafts(self, connection: sqlite3.Connection) -> None:
        for table in ("draft", "saved_view"):
            for row, body in connection.execute(f"select rowid, body from {table}").fetchall():
                value = json.loads(body)
                left = self._without(value)
                if left is None:
                    connection.execute(f"delete from {table} where rowid = ?", (row,))
                elif left != value:
                    connection.execute(f"update {table} set body = ? where rowid = ?", (_json(left), row))
        named = [(row,) for row, name in connection.execute("select rowid, name from saved_view") if self._is_in(name)]
        connection.executemany("delete from saved_view where rowid = ?", named)

    def _people(self, connection: sqlite3.Connection) -> frozenset[str]:
        """Gives the digests of the keys by which they were known."""
        rows = connection.execute("select rowid, key, told from person where kind = ?", (VISITORS.name,)).fetchall()
        gone = [(row, key) for row, key, value in rows if Identity.read(json.loads(value)).is_same(self.who)]
        connection.executemany("delete from person where rowid = ?", [(row,) for row, _ in gone])
        return frozenset(digest(key) for _, key in gone)

    def _without(self, value: Any) -> Any:
        return without(value, self.who, self.words)


def _read(body: bytes) -> Any:
    """A server's item may be no JSON at all: then it is a text that may hold a name."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")


def _json(value: Any) -> str:
    return writable_json(value)
