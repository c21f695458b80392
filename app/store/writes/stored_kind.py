"""What the file has to know of a kind of write. Everything is done inside the transaction that is running."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from msgspec import Struct

from app.models.operations import Operation
from app.store.database import StoreConnection


def in_no_list(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    """Of what has no place in a list."""


def before_nothing(connection: sqlite3.Connection, account: int, row: Operation) -> str:
    """Of what can be sent at any time."""
    return ""


def nothing_alike(connection: sqlite3.Connection, account: int, row: Operation) -> set[str]:
    """Of what is its own for good: sent twice, it is the same."""
    return set()


class StoredKind(Struct, frozen=True):
    """`follow` says on every list how it stands with an operation now, which may be gone (sent or discarded). `keep`
    puts the other end's answer into the lists: its id, and its JSON as it came. `alike` gives the ids of what this desk
    knows to be on the server and that says the same. `takes_long`: it is sent piece by piece, and others pass it.
    `after` gives the operation before whose end it can't be sent; "", or an id of the server's, for none.
    """

    follow: Callable[[StoreConnection, int, Operation, bool], None]
    keep: Callable[[StoreConnection, int, Operation, str, bytes], None] = in_no_list
    alike: Callable[[sqlite3.Connection, int, Operation], set[str]] = nothing_alike
    takes_long: bool = False
    after: Callable[[sqlite3.Connection, int, Operation], str] = before_nothing
