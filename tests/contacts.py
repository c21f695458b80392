"""Whom a desk knows before a test begins, and waiting until it has said whom it knows."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from typing import Any

from app.services.people.contacts import Contacts
from app.store.account import Account
from app.store.database import Database, StoreConnection
from app.store.lists.answers import Answer, apply_answer
from app.store.lists.contacts_met import learn

LONG_AGO = date(2000, 1, 1)


def meet(database: Database, account: Account, *told: dict[str, Any], of: str = "meetings") -> None:
    """The server once told of these meetings, or `of` "tickets", on a day that nobody looks at any more."""
    name = f"meetings/{LONG_AGO}" if of == "meetings" else f"{of}?"

    def met(connection: StoreConnection) -> None:
        for pieces in (tuple(json.dumps(one).encode() for one in told), ()):
            asked = connection.touch()
            heard_at = datetime.now(UTC)
            apply_answer(connection, account.id, Answer(name, asked, pieces, b"", heard_at, LONG_AGO))
            while learn(connection, account.id):
                pass

    database.write_now(met)


async def answered(contacts: Contacts) -> None:
    """Until all that was asked of them so far is answered and shown."""
    await asyncio.sleep(0)
    await contacts.user("nobody")
    for _ in range(3):
        await asyncio.sleep(0)
