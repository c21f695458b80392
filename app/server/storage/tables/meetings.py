"""Meetings, and when they take place."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, false

from app.server.storage.tables.metadata import tables

meetings = Table(
    "meetings",
    tables,
    Column("id", String, primary_key=True),
    Column("repeats", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("revision", BigInteger, nullable=False, server_default="1"),  # of its last change
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("cancelled_visitors", LargeBinary),  # a JSON array of those who were taken out of it; null for none
)

occurrences = Table(
    "occurrences",
    tables,
    Column("reach", Integer, primary_key=True, autoincrement=False),  # one of occurrences.REACHES
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("meeting", String, primary_key=True),
    Column("ends_at", BigInteger, nullable=False),
    Index("occurrences_of_a_meeting", "meeting"),
    sqlite_with_rowid=False,
)
"""When each meeting takes place: once, or for each time that it repeats. No rule is followed to list a day."""

former_occurrences = Table(
    "former_occurrences",
    tables,
    Column("meeting", String, primary_key=True),
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("gone_at", BigInteger, nullable=False),
    Column("cancelled_by", String),  # the desk's name, "" for one that says none; null when it is at another time now
    Index("former_occurrences_in_time", "ends_at", "starts_at"),
)
"""When meetings were to take place before they were cancelled, or moved."""
