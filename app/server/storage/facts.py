"""What is known of the database as a whole: a text by its name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from app.server.storage.tables.site import facts


def fact(connection: Connection, name: str) -> str | None:
    """None when nothing is known by that name."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def put_fact(connection: Connection, name: str, value: str) -> None:
    """Adds it to a writing transaction, in the place of the one before."""
    connection.execute(delete(facts).where(facts.c.name == name))
    connection.execute(insert(facts).values(name=name, value=value))
