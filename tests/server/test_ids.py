"""Ids never repeat, not even when two letters no longer suffice."""

from __future__ import annotations

import re

from sqlalchemy import insert

from app.server import ids
from app.server.storage.database import ServerDatabase
from app.server.storage.tables.site import counters


def test_ids_differ_and_keep_their_shape():
    database = ServerDatabase("sqlite://")
    with database.writing() as connection:
        made = ids.reserve(connection, "M", 3000) + ids.reserve(connection, "M", 3000)
    database.close()
    assert len(set(made)) == 6000
    assert all(re.fullmatch(r"M-[A-Z]{2}\d{3}", identity) for identity in made)


def test_after_two_letters_come_three():
    database = ServerDatabase("sqlite://")
    with database.writing() as connection:
        connection.execute(insert(counters).values(kind="T", last=26**2 * 1000 - 1))
        last, first = ids.reserve(connection, "T", 2)
    database.close()
    assert re.fullmatch(r"T-[A-Z]{2}\d{3}", last)
    assert re.fullmatch(r"T-[A-Z]{3}\d{3}", first)
