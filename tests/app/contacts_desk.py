"""A desk without a window that meets people in what a server tells of its days and tickets."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.services.people.contacts import Contacts
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists

NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
DAY = date(2026, 3, 12)


class ContactsDesk:
    """One run of the program; the next one over the same file begins where it was closed."""

    def __init__(self, file: Path, server: str = "https://api.example.com") -> None:
        self.database = Database(file)
        self.account = account_of(self.database, server, "CO-1")
        self.lists = Lists(self.database, self.account)
        self.contacts = Contacts(self.lists)

    async def hear(self, *told: dict[str, Any], name: str = f"meetings/{DAY}", day: date | None = DAY) -> None:
        """The server tells of that list, and the desk learns of whom."""
        await self.apply(*told, name=name, day=day)
        await self.contacts.learn()

    async def apply(self, *told: dict[str, Any], name: str = f"meetings/{DAY}", day: date | None = DAY) -> None:
        """The server tells of that list."""
        asked, _ = await self.lists.revision_and_digest(name)
        pieces = tuple(json.dumps(one).encode() for one in told)
        await self.lists.apply(Answer(name, asked, pieces, b"", NOW, day, len(pieces)))

    async def close(self) -> None:
        await asyncio.to_thread(self.database.close)
