"""The people of the site's own list of hosts, as the file of that list last had them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from app.models.contacts import KnownPerson
from app.models.lists import PEOPLE
from app.store.contacts import LISTED, keep
from app.store.database import StoreConnection

AT_ONCE = 50
"""So many are kept in one transaction, because a check-in has to wait until it has ended."""


def keep_listed(connection: StoreConnection, account: int, people: Sequence[KnownPerson], at: datetime) -> None:
    """Each counts as met `at` that moment, so that they are kept for as long as the list is read."""
    changed = False
    for person in people:
        with suppress(ValueError):  # half a letter, which no file can hold
            changed |= keep(connection, account, LISTED, person.id, person, at)
    if changed:
        connection.touch(PEOPLE)


def drop_unlisted(connection: StoreConnection, account: int, people: Sequence[KnownPerson]) -> None:
    """Leaves none but these listed."""
    keys = {person.id for person in people}
    rows = connection.execute("select key from person where place = ? and kind = ?", (account, LISTED.name)).fetchall()
    gone = [(account, LISTED.name, key) for (key,) in rows if key not in keys]
    if gone:
        connection.executemany("delete from person where place = ? and kind = ? and key = ?", gone)
        connection.touch(PEOPLE)
