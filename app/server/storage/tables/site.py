"""What the server keeps of the site as a whole: its facts, people and devices, and what it did."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, false

from app.server.storage.tables.metadata import tables

alembic_version = Table("alembic_version", tables, Column("version_num", String(32), primary_key=True))
"""The last revision, in a row that Alembic writes."""

facts = Table("facts", tables, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

counters = Table("counters", tables, Column("kind", String, primary_key=True), Column("last", Integer, nullable=False))

changes = Table(
    "changes",
    tables,
    Column("revision", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),  # a word of changes.Kind
    Column("object", String, nullable=False),  # its id
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("days", Text),  # of the site's calendar, with spaces between them; null for any
)
"""What each write changed, and which time it has to do with: the last ones, see changes.py."""

kiosks = Table(
    "kiosks",
    tables,
    Column("name", String, primary_key=True),
    Column("troubles", String, nullable=False),  # their words, with spaces between them
    Column("heard_at", BigInteger, nullable=False),
)

reception_calls = Table(
    "reception_calls",
    tables,
    Column("id", String, primary_key=True),
    Column("kiosk", String, nullable=False),
    Column("name", String, nullable=False),
    Column("company", String, nullable=False),
    Column("host", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("delivery", Boolean, nullable=False, server_default=false()),
)
"""Visitors who wait at a kiosk for somebody from the reception, and what was brought, as they typed it. A row goes when
a desk answers."""


def _known_by_name(name: str) -> Table:
    return Table(
        name,
        tables,
        Column("id", String, primary_key=True),
        Column("name", String, unique=True),  # without regard to case; null for an id of which no name is known
        Column("document", LargeBinary, nullable=False),
    )


users = _known_by_name("users")

suppliers = _known_by_name("suppliers")

done = Table(
    "done",
    tables,
    Column("key", String, primary_key=True),  # the Idempotency-Key of a write that was done
    Column("digest", String, nullable=False),
    Column("made", String, nullable=False),  # the id of what it made
    Column("done_at", BigInteger, nullable=False, server_default="0"),
    Index("done_in_time", "done_at"),
)
