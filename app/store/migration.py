"""How an older file becomes a newer one. `PRAGMA user_version` counts the steps taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from app.errors import StoreFailed
from app.store import schema


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Takes the steps that this file hasn't taken, each in a transaction of its own.

    Raises StoreFailed for a file of a later Foyer, which isn't touched. SQLite's own errors are the caller's.
    """
    (taken,) = connection.execute("pragma user_version").fetchone()
    if taken > len(schema.STEPS):
        raise StoreFailed("the desk's file was written by a newer Foyer; please update this one")
    for number, step in enumerate(schema.STEPS[taken:], taken + 1):
        connection.execute("begin immediate")
        try:
            _take(step, connection)
            connection.execute(f"pragma user_version = {number}")
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


def _take(step: schema.Step, connection: sqlite3.Connection) -> None:
    if isinstance(step, str):
        for statement in _statements(step):
            connection.execute(statement)
    else:
        step(connection)


def _statements(script: str) -> Iterator[str]:
    """One at a time, so that they stand in the transaction that is open: `executescript` would commit it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
