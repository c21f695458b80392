"""Tickets are listed by their titles with an index, in which the beginning of each has room, and in SQLite's order
whatever PostgreSQL's locale is."""

from __future__ import annotations

from alembic import op

revision = "24"
down_revision = "23"


def upgrade() -> None:
    op.execute("UPDATE tickets SET title = substr(title, 1, 200) WHERE length(title) > 200")
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE tickets ALTER COLUMN title TYPE text COLLATE "C"')
    op.create_index("tickets_by_title", "tickets", ["archived", "title", "number"])
