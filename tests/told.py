"""Notices of the desk server as its worker leaves them behind, and a mail server that nobody sends to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from app.models.notices.mail import Mail
from app.server.storage.changes import Kind, note
from app.server.storage.tables.notices import notices
from tests.faults import NOW, FaultyServer

FAR = 4_000_000_000
"""Seconds since 1970, long after all tests."""


class NoPost:
    """The server can mail, and nothing is."""

    async def take(self, mail: Mail) -> None:
        raise AssertionError(f"{mail.subject} went out")


def tell(server: FaultyServer, state: str = "sent", *, at: datetime = NOW, **different: Any) -> str:
    """One in that state since then, which desks hear of. Gives its id."""
    row = {"id": uuid4().hex, "kind": "invitation", "state": state, "urgency": 1, "next_at": FAR} | different
    moments = {"made_at": int(at.timestamp()), "settled_at": int(at.timestamp())}
    with server.context.database.writing() as connection:
        connection.execute(insert(notices).values(**row, **moments))
        note(connection, Kind.NOTICE, str(row.get("ticket") or row.get("meeting")))
    return str(row["id"])
