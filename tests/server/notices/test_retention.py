"""What was written to whom goes after the days that the server is told; that it was sent stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import insert, select

from app.server.application import close, create
from app.server.storage.tables.notices import notices

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
NOWHERE = {"name": "", "address": "", "subject": "", "text": "", "said": "Ana Lima has no email address."}
FAR = 4_000_000_000


def keep(server: FastAPI, identity: str, state: str, days: int, **different: str) -> None:
    """One that got into that state so many days ago."""
    then = int((NOW - timedelta(days=days)).timestamp())
    row = {"id": identity, "kind": "invitation", "meeting": "ME-1", "visitor": "VI-1", "urgency": 1, "next_at": FAR}
    words = {"name": "Ana Lima", "address": "ana@lumen.example", "subject": "Welcome", "text": "Dear Ana"} | different
    with server.state.context.database.writing() as connection:
        connection.execute(insert(notices).values(**row, **words, state=state, made_at=then, settled_at=then))


def kept(server: FastAPI) -> dict[str, tuple[str, ...]]:
    columns = (notices.c.id, notices.c.state, notices.c.address, notices.c.subject, notices.c.text, notices.c.said)
    with server.state.context.database.reading() as connection:
        return {row.id: tuple(row)[1:] for row in connection.execute(select(*columns))}


def test_words_and_addresses_go_with_the_retention(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    server = create(url, now=lambda: NOW)
    for name, state, days in (("old", "sent", 31), ("new", "sent", 29), ("waits", "queued", 31)):
        keep(server, name, state, days)
    keep(server, "refused", "refused", 31, said="550 <ana@lumen.example>: No such mailbox")
    keep(server, "nowhere", "refused", 31, **NOWHERE)
    close(server)
    server = create(url, now=lambda: NOW, notice_days=30)
    whole = ("ana@lumen.example", "Welcome", "Dear Ana", "")
    close(server)  # the upkeep's first turn is over then
    server = create(url, now=lambda: NOW)
    assert kept(server) == {
        "old": ("sent", "", "", "", ""),
        "new": ("sent", *whole),
        "waits": ("queued", *whole),
        "refused": ("refused", "", "", "", ""),
        "nowhere": ("refused", "", "", "", ""),
    }
    close(server)
