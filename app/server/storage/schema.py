"""How the database of an older Foyer becomes one of today.

Each step is in the transaction that writes the new version, so one that is interrupted begins again.
"""

from __future__ import annotations

from pydantic_core import from_json
from sqlalchemy import Connection, delete, insert, inspect, select, text, update

from app.errors import BadSetting
from app.models.scans.code import new_code
from app.server import occurrences
from app.server.bodies.wire import written
from app.server.storage.folded import folded_columns
from app.server.storage.tables import facts, meetings, tables, tickets

SCHEMA = 8
"""The version of the tables. A change of them raises it, and adds a step to `bring_up_to_date`."""


def bring_up_to_date(connection: Connection) -> None:
    """Makes the tables, and moves those of an older Foyer on. Raises BadSetting for a database of a newer one."""
    if connection.dialect.name == "postgresql":  # a big database takes longer than a call may
        connection.execute(text("SET LOCAL statement_timeout = 0"))
    tables.create_all(connection, tables=[facts])
    version = connection.scalar(select(facts.c.value).where(facts.c.name == "schema"))
    if version is not None and int(version) > SCHEMA:
        raise BadSetting("The database was written by a newer Foyer; please update this one.")
    connection.execute(delete(facts).where(facts.c.name == "schema"))  # from here on SQLite has a transaction too
    tables.create_all(connection)  # schema 2 and 3 were tables of their own
    if version is not None and int(version) < 4:
        _fold_tickets(connection)
    if version is not None and int(version) < 5:
        _list_occurrences(connection)
    if version is not None and int(version) < 6:
        _note_agreement(connection)
    if version is not None and int(version) < 7:
        _give_codes(connection)
    if version is not None and int(version) < 8:
        _tell_deliveries_apart(connection)
    connection.execute(insert(facts).values(name="schema", value=str(SCHEMA)))


def _note_agreement(connection: Connection) -> None:
    """Before schema 6 nobody told whether a visitor had signed the terms."""
    if not any(column["name"] == "agrees" for column in inspect(connection).get_columns("events")):
        connection.execute(text("ALTER TABLE events ADD COLUMN agrees BOOLEAN DEFAULT false NOT NULL"))


def _tell_deliveries_apart(connection: Connection) -> None:
    """Before schema 8 whoever called the reception was a visitor."""
    if not any(column["name"] == "delivery" for column in inspect(connection).get_columns("reception_calls")):
        connection.execute(text("ALTER TABLE reception_calls ADD COLUMN delivery BOOLEAN DEFAULT false NOT NULL"))


def _give_codes(connection: Connection) -> None:
    """Before schema 7 visitors had no codes: their ids stood on badges, and the next one's was easily guessed."""
    for identity, document in connection.execute(select(meetings.c.id, meetings.c.document)).all():
        meeting = from_json(document)
        meeting.setdefault("visitorCodes", {visitor["id"]: new_code() for visitor in meeting["visitors"]})
        connection.execute(update(meetings).where(meetings.c.id == identity).values(document=written(meeting)))


def _fold_tickets(connection: Connection) -> None:
    """Before schema 4 they were folded otherwise."""
    for identity, document in connection.execute(select(tickets.c.id, tickets.c.document)).all():
        columns = folded_columns(from_json(document))
        connection.execute(update(tickets).where(tickets.c.id == identity).values(**columns))


def _list_occurrences(connection: Connection) -> None:
    """When meetings take place becomes rows. Before, each meeting had its first start and last end, and a rule was
    followed whenever somebody asked."""
    connection.execute(delete(tables.tables["occurrences"]))
    rows = connection.execute(select(meetings.c.id, meetings.c.document)).yield_per(500)
    for identity, document in rows:
        occurrences.add(connection, identity, occurrences.spans_of_older(from_json(document)))
    if any(index["name"] == "meetings_in_time" for index in inspect(connection).get_indexes("meetings")):
        connection.execute(text("DROP INDEX meetings_in_time"))
    for column in ("starts_at", "ends_at"):
        connection.execute(text(f"ALTER TABLE meetings DROP COLUMN {column}"))
