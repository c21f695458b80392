"""How a visit is called: date/meeting/visitor, as on the wire. While its meeting waits to be sent nobody has given it
an id yet, so until then the operation stands in the place of the meeting, and the visitor's number in that of the
visitor.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from app.models.operations import Operation


def called_now(connection: sqlite3.Connection, account: int, visit: str) -> str:
    """The visit's name after its meeting was edited and sent, as far as that has happened. A name of another server's
    making, which may be no date, meeting and visitor at all, stays as it is."""
    day, _, visitor = visit.partition("/")
    seen = {visitor}
    while found := connection.execute(
        "select id from became where place = ? and visitor = ?", (account, visitor)
    ).fetchone():
        visitor = found[0]
        if visitor in seen:
            break
        seen.add(visitor)
    return f"{day}/{visitor}" if len(seen) > 1 else visit


def all_names(connection: sqlite3.Connection, account: int, visit: str) -> tuple[str, ...]:
    """Every name that the visit had, the given one first."""
    day, _, visitor = visit.partition("/")
    rows = connection.execute(
        "with recursive called (name) as (values (?) union"
        " select visitor from became join called on id = name where place = ?) select name from called",
        (visitor, account),
    )
    return (visit, *(f"{day}/{name}" for (name,) in rows if name != visitor))


def operations_before(connection: sqlite3.Connection, account: int, operation: str) -> list[str]:
    """Those whose visitors became this one's, when it was edited: arrivals from before that bear their names."""
    rows = connection.execute(
        "with recursive earlier (operation) as (values (?) union"
        " select rtrim(rtrim(visitor, '0123456789'), '/') from became join earlier on place = ?"
        " and id >= operation || '/' and id < operation || '0') select operation from earlier",
        (operation, account),
    )
    return [earlier for (earlier,) in rows if earlier != operation]


def keep_names(connection: sqlite3.Connection, account: int, visit_aliases: Mapping[str, str]) -> None:
    """operation/number of a visitor whose meeting waited, and meeting/visitor that the server made of it; also
    operation/number again, where the meeting was edited before it was sent."""
    connection.executemany(
        "insert or replace into became (place, visitor, id) values (?, ?, ?)",
        [(account, *names) for names in visit_aliases.items()],
    )


def meeting_of(connection: sqlite3.Connection, account: int, arrival: Operation) -> str:
    """The meeting to which somebody came, by the id that it has now: an operation's while it waits."""
    _, _, visitor = called_now(connection, account, arrival.body["visit"]).partition("/")
    return visitor.partition("/")[0]
