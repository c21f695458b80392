"""An index of all runs of three signs in what tickets are searched in, where the database can have one: SQLite's FTS5,
or PostgreSQL's extension pg_trgm. Without it every word is looked through, and what is found is the same.

It follows from the table, so no revision makes it: a server that starts does where it is missing. PostgreSQL keeps it
in step as any index, SQLite by triggers, in the transaction of whoever writes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Integer, Select, String, column, select, table
from sqlalchemy.exc import DBAPIError

FEWEST = 3
"""Signs of a word that it finds."""

_THERE = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = 'ticket_words_gone'",
    "postgresql": "SELECT count(*) FROM pg_class WHERE oid = to_regclass('tickets_by_words')",
}

_MADE = {
    "sqlite": (
        "DROP TABLE IF EXISTS ticket_words",
        "CREATE VIRTUAL TABLE ticket_words USING fts5("
        "words, content='', columnsize=0, tokenize='trigram case_sensitive 1')",
        "INSERT INTO ticket_words (rowid, words) SELECT number, words FROM tickets WHERE NOT archived",
        """
        CREATE TRIGGER ticket_words_made AFTER INSERT ON tickets WHEN NOT new.archived BEGIN
            INSERT INTO ticket_words (rowid, words) VALUES (new.number, new.words);
        END
        """,
        """
        CREATE TRIGGER ticket_words_changed AFTER UPDATE OF words, archived ON tickets
        WHEN old.words <> new.words OR old.archived <> new.archived BEGIN
            INSERT INTO ticket_words (ticket_words, rowid, words)
            SELECT 'delete', old.number, old.words WHERE NOT old.archived;
            INSERT INTO ticket_words (rowid, words) SELECT new.number, new.words WHERE NOT new.archived;
        END
        """,
        """
        CREATE TRIGGER ticket_words_gone AFTER DELETE ON tickets WHEN NOT old.archived BEGIN
            INSERT INTO ticket_words (ticket_words, rowid, words) VALUES ('delete', old.number, old.words);
        END
        """,
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX tickets_by_words ON tickets USING gin (words gin_trgm_ops)",
    ),
}

_GIVEN_UP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS ticket_words_{when}" for when in ("made", "changed", "gone")],
    "postgresql": [],
}
"""So that tickets can still be written where a SQLite without FTS5 opens the file."""

_USABLE = {"sqlite": "SELECT 1 FROM ticket_words LIMIT 0", "postgresql": "SELECT 1"}


def settle(connection: Connection) -> str:
    """Makes it where it isn't there yet, within the connection's transaction. Gives why there is none, "" when there
    is."""
    database = connection.dialect.name
    try:
        with connection.begin_nested():
            if not connection.exec_driver_sql(_THERE[database]).scalar():
                for statement in _MADE[database]:
                    connection.exec_driver_sql(statement)
            connection.exec_driver_sql(_USABLE[database])
    except DBAPIError as error:
        for statement in _GIVEN_UP[database]:
            connection.exec_driver_sql(statement)
        return str(error.orig).splitlines()[0]
    return ""


def hits(connection: Connection, words: Sequence[str]) -> Select[int] | None:
    """The numbers of the tickets that aren't archived and in which all `words` stand, of FEWEST signs or more each.
    None without words. SQLite's alone: PostgreSQL finds the way through its index by itself."""
    if not words:
        return None
    number, index = column("rowid", Integer), column("ticket_words", String)
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in words)
    return select(number).select_from(table("ticket_words", number, index)).where(index.op("MATCH")(phrases))
