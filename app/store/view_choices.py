"""How people arranged what this desk shows, as the file has it: of the whole desk, whichever server it is connected
to."""

from __future__ import annotations

import json
import sqlite3

from app.models.text.writable import writable_json
from app.store.database import Database


class StoredViewChoices:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all_now(self) -> dict[str, object]:
        """Every choice by its name, but damaged ones. The caller's thread waits: a table isn't shown in one way and
        then in another. Raises StoreFailed."""
        return self._database.read_now(_read)

    async def keep(self, name: str, choice: object) -> None:
        """In the place of the earlier one of that name. `choice` is anything that JSON can hold. Raises DiskFull or
        StoreFailed."""
        body = writable_json(choice)
        await self._database.write(
            lambda connection: connection.execute(
                "insert or replace into view_choice (name, body) values (?, ?)", (name, body)
            )
        )


def _read(connection: sqlite3.Connection) -> dict[str, object]:
    choices: dict[str, object] = {}
    for name, body in connection.execute("select name, body from view_choice"):
        try:
            choices[name] = json.loads(body)
        except (ValueError, TypeError):
            continue
    return choices
