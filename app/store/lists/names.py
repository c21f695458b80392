"""How a visit is called: date/meeting/visitor, as on the wire. While its meeting waits to be sent nobody has given it
an id yet, so until then the operation stands in the place of the meeting, and the visitor's number in that of the
visitor.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from app.models.operations import Operation


def called_now(connection: sqlite3.Connection, account: int, visit: str) -> str:
    """The name that the visit has now: editing and sending its meeting give it others. A name that leads to no other
    comes back as it is, also one of another server's that isn't made of date, meeting and visitor."""
    day, _, visitor = visit.partition("/")
    seen = {visitor}
    while row := connection.execute(
        "select id from became where place = ? and visitor = ?", (account, visitor)
    ).fetchone():
        visitor = row[0]
        if visitor in seen:
            break
        seen.add(visitor)
    return f"{day}/{visitor}" if len(seen) > 1 else visit


def all_names(connection: sqlite3.Connection, account: int, visit: str) -> tuple[str, ...]:
    """The given name of a visit, and after it all that it had before."""
    day, _, visitor = visit.partition("/")
    rows = connection.execute(
        "with recursive called (name) as (values (?) union"
        " select visitor from became join called on id = name where place = ?) select name from called",
        (visitor, account),
    )
    return (visit, *(f"{day}/{name}" for (name,) in rows if name != visitor))


def operations_before(connection: sqlite3.Connection, account: int, operation: str) -> list[str]:
    """The operations that this one took the place of, when a person edited the meeting. Arrivals from before that still
    have their names."""
    rows = connection.execute(
        "with recursive earlier (operation) as (values (?) union"
        " select rtrim(rtrim(visitor, '0123456789'), '/') from became join earlier on place = ?"
        " and id >= operation || '/' and id < operation || '0') select operation from earlier",
        (operation, account),
    )
    return [earlier for (earlier,) in rows if earlier != operation]


def keep_names(connection: sqlite3.Connection, account: int, visit_aliases: Mapping[str, str]) -> None:
    """Keeps new names of visitors. Each leads from operation/number, a visitor of a meeting that waited, to the
    meeting/visitor that the server made of it, or to operation/number of the meeting that took its place by an edit."""
    connection.executemany(
        "insert or replace into became (place, visitor, id) values (?, ?, ?)",
        [(account, *names) for names in visit_aliases.items()],
    )


def meeting_of(connection: sqlite3.Connection, account: int, arrival: Operation) -> str:
    """The id that the meeting of an arrival has now: an operation's while it waits."""
    _, _, visitor = called_now(connection, account, arrival.body["visit"]).partition("/")
    return visitor.partition("/")[0]
