"""As of when each list is what the server has.

Where this desk follows the server's changes, a list that was asked for since it does is as of
the server's last word, and needs no asking. Pages of tickets are so only until a ticket changes: where in its pages it
stands then, only the server knows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from app.models.lists import HEARD, TICKETS
from app.models.moments import utc
from app.store.database import StoreConnection

FOLLOWS = (
    "follows_from > 0 and answered >= follows_from and (answered >= tickets_from or list.name not like 'tickets?%')"
)
"""What is true of a list that follows, in SQL over the tables `list` and `place`."""


def heard_at(connection: sqlite3.Connection, account: int, name: str) -> datetime | None:
    """As of when the list is the server's, in UTC; None when the server never told of it."""
    row = connection.execute(
        f"select case when {FOLLOWS} then max(heard_at, followed_at) else heard_at end"
        " from list join place on place.id = list.place where place = ? and name = ? and heard_at != ''",
        (account, name),
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def all_follow(connection: sqlite3.Connection, account: int, names: Iterable[str]) -> bool:
    """Whether each of these lists follows."""
    asked = {*names}
    (count,) = connection.execute(
        f"select count(*) from list join place on place.id = list.place where place = ? and {FOLLOWS}"
        f" and name in ({', '.join('?' * len(asked))})",
        (account, *asked),
    ).fetchone()
    return bool(count == len(asked))


def may_follow(connection: sqlite3.Connection, account: int, name: str, asked: int) -> bool:
    """Whether an answer to a question about the list that left at the revision `asked` will follow, if this desk does
    at all."""
    (begun,) = connection.execute(
        "select max(follows_from, case when ? like 'tickets?%' then tickets_from else 0 end) from place where id = ?",
        (name, account),
    ).fetchone()
    return bool(asked >= begun)


def follow_from(connection: StoreConnection, account: int, server_revision: int, at: datetime) -> None:
    """From now on this desk follows from that revision of the server. No list does until it is asked for anew: what was
    heard of each until now stays as of then."""
    _end(connection, account)
    connection.execute(
        "update place set follows_from = ?, followed_to = ?, followed_at = ? where id = ?",
        (connection.touch(HEARD), server_revision, utc(at), account),
    )


def end_following(connection: StoreConnection, account: int) -> None:
    """From now on this desk follows nothing: what was heard of each list until now stays as of then."""
    _end(connection, account)
    connection.execute("update place set follows_from = 0 where id = ?", (account,))
    connection.touch(HEARD)


def followed_to(connection: sqlite3.Connection, account: int) -> int | None:
    """The server's revision up to which all is known of the lists that follow; None when this desk follows nothing."""
    row = connection.execute("select followed_to from place where id = ? and follows_from > 0", (account,)).fetchone()
    return int(row[0]) if row else None


def go_on_to(connection: StoreConnection, account: int, server_revision: int, at: datetime) -> None:
    """All that follows is as of `at` now, when the server was at that revision."""
    (before,) = connection.execute("select followed_at from place where id = ?", (account,)).fetchone()
    connection.execute(
        "update place set followed_to = ?, followed_at = ? where id = ?", (server_revision, utc(at), account)
    )
    if before[:_MINUTES] != utc(at)[:_MINUTES]:
        connection.touch(HEARD)


def end_tickets(connection: StoreConnection, account: int) -> None:
    """No page of tickets follows until it is asked for anew."""
    _end(connection, account, "name like 'tickets?%'")
    connection.execute("update place set tickets_from = ? where id = ?", (connection.touch(TICKETS), account))


_MINUTES = len("2026-03-12T08:42")
"""As much of a moment as anybody reads."""


def _end(connection: sqlite3.Connection, account: int, which: str = "true") -> None:
    """The lists that follow until now keep in mind as of when they are."""
    connection.execute(
        "update list set heard_at = max(heard_at, followed_at) from place"
        f" where place.id = list.place and place = ? and heard_at != '' and {FOLLOWS} and {which}",
        (account,),
    )
