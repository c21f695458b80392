"""What a person is still writing: it survives a crash and a restart."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from app.models.drafts import StoredDraft
from app.models.moments import utc
from app.models.text.writable import writable_json
from app.store.account import Account
from app.store.database import Database


class StoredDrafts:
    """Drafts of one place. `form` is "meeting" or "ticket"; `name` tells several drafts of one form apart."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    async def keep(self, draft: StoredDraft, now: datetime) -> None:
        """Keeps the form's state in the place of an earlier one, its texts as `writable` gives them. Raises DiskFull or
        StoreFailed: the form itself still has the words then."""
        body = writable_json(draft.body)
        await self._database.write(
            lambda connection: connection.execute(
                "insert or replace into draft (place, form, name, body, changed_at) values (?, ?, ?, ?, ?)",
                (self._account.id, draft.form, draft.name, body, utc(now)),
            )
        )

    async def drop(self, form: str, name: str) -> None:
        """One that there isn't is dropped already. Raises DiskFull or StoreFailed."""
        await self._database.write(
            lambda connection: connection.execute(
                "delete from draft where place = ? and form = ? and name = ?", (self._account.id, form, name)
            )
        )

    async def stored(self, form: str) -> tuple[StoredDraft, ...]:
        """Every draft of that form, the latest first. Raises StoreFailed."""
        return await self._database.read(lambda connection: _select(connection, self._account.id, form))

    def stored_now(self, form: str) -> tuple[StoredDraft, ...]:
        """The same, and the caller's thread waits: a form isn't shown without its words. Raises StoreFailed."""
        return self._database.read_now(lambda connection: _select(connection, self._account.id, form))


def _select(connection: sqlite3.Connection, account: int, form: str) -> tuple[StoredDraft, ...]:
    rows = connection.execute(
        "select form, name, body from draft where place = ? and form = ? order by changed_at desc", (account, form)
    )
    return tuple(StoredDraft(form, name, json.loads(body)) for form, name, body in rows)
