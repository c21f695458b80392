"""The saved views of one place, as the file has them."""

from __future__ import annotations

import json
import sqlite3

import msgspec

from app.models.lists import TICKETS
from app.models.objects.ticket_query import TicketQuery
from app.models.text.writable import writable, writable_json
from app.models.tickets.views import SavedView
from app.store.account import Account
from app.store.database import Database, StoreConnection


class StoredViews:
    """Each method may raise StoreFailed, and one that writes DiskFull too: then nothing was changed."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def all(self) -> tuple[SavedView, ...]:
        """In the order in which they were saved first."""
        return await self._database.read(lambda connection: tuple(_read(connection, self._account)))

    async def keep(self, view: SavedView) -> None:
        """In the place of the one of its name, if there is one."""

        def keep(connection: StoreConnection) -> None:
            connection.execute(
                "insert into saved_view (place, name, body) values (?, ?, ?)"
                " on conflict (place, name) do update set body = excluded.body",
                (self._account, writable(view.name), writable_json(msgspec.to_builtins(view.query))),
            )
            connection.touch(TICKETS)

        await self._database.write(keep)

    async def drop(self, name: str) -> None:
        """One that there isn't is dropped already."""

        def drop(connection: StoreConnection) -> None:
            connection.execute("delete from saved_view where place = ? and name = ?", (self._account, name))
            connection.touch(TICKETS)

        await self._database.write(drop)


def _read(connection: sqlite3.Connection, account: int) -> list[SavedView]:
    rows = connection.execute("select name, body from saved_view where place = ? order by rowid", (account,))
    return [SavedView(name, msgspec.convert(json.loads(body), TicketQuery)) for name, body in rows]
