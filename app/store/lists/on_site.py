"""Who is in the building, and whom the running roll call asks for."""

from __future__ import annotations

import json
import sqlite3

from msgspec import Struct

from app.models.entries import OF_ROLL_CALL, Entry, EntryKind
from app.models.visit_row import Present
from app.store.journal import entries_of_kinds, person_in
from app.store.lists.arrivals import arrival_of
from app.store.lists.day_rows import decode_arrival
from app.store.lists.names import called_now


class OnSite(Struct, frozen=True):
    """`present` has each person once, in the order in which they came.

    `roll_call` are the journal's entries of the running roll call in the order of time, its beginning first; () when
    none is running. Their visits have the names of now. `asked` are those whom it asks for and who aren't present.
    """

    present: tuple[Present, ...]
    roll_call: tuple[Entry, ...] = ()
    asked: tuple[Present, ...] = ()


def read_on_site(connection: sqlite3.Connection, account: int) -> OnSite:
    """Who is in the building, as far as this desk knows, and the running roll call."""
    present = _present(connection, account)
    roll_call = _roll_call(connection, account)
    inside = {one.visit for one in present}
    asked = [
        _asked(connection, account, entry)
        for entry in roll_call
        if entry.kind is EntryKind.ROLL_CALL and entry.visit and entry.visit not in inside
    ]
    return OnSite(present, roll_call, tuple(asked))


def is_anybody_inside(connection: sqlite3.Connection, account: int, meeting: str) -> bool:
    """Whether a visitor of that meeting is in the building. `meeting` is the operation's id while it waits."""
    row = connection.execute(
        "select 1 from visit indexed by visit_on_site"
        " where place = ? and on_site and visitor >= ? and visitor < ? limit 1",
        (account, f"{meeting}/", f"{meeting}0"),  # the sign after the stroke is 0
    ).fetchone()
    return row is not None


def others_inside(connection: sqlite3.Connection, account: int, visit: str) -> tuple[Present, ...]:
    """Visits of the same visitor on other days that nobody checked out. By any name of the visit."""
    now = called_now(connection, account, visit)
    rows = connection.execute(
        "select id, person, body, desk from visit indexed by visit_visitor"
        " where place = ? and on_site and visitor = ? and id != ?",
        (account, now.partition("/")[2], now),
    )
    return tuple(_read(*row) for row in rows)


def _present(connection: sqlite3.Connection, account: int) -> tuple[Present, ...]:
    """A visitor who was never checked out and came again on another day is one person."""
    rows = connection.execute(  # by itself SQLite goes through every visit of the place
        "select id, person, body, desk, visitor from visit indexed by visit_on_site where place = ? and on_site",
        (account,),
    )
    latest: dict[str, Present] = {}
    for *columns, visitor in rows:
        one = _read(*columns)
        if visitor not in latest or latest[visitor].since < one.since:
            latest[visitor] = one
    return tuple(sorted(latest.values(), key=lambda one: (one.since, one.visit)))


def _read(visit: str, person: str, body: bytes, desk: str) -> Present:
    arrival = decode_arrival(body)
    assert arrival.arrived_at is not None
    return Present(visit, person_in(json.loads(person)), arrival.arrived_at, arrival, desk)


def _roll_call(connection: sqlite3.Connection, account: int) -> tuple[Entry, ...]:
    entries = sorted(
        entries_of_kinds(connection, account, OF_ROLL_CALL),
        # a clock may be so coarse that whom it asks for has the time of its beginning
        key=lambda entry: (entry.at, entry.visit),
    )
    running: list[Entry] = []
    for entry in entries:
        if entry.kind is EntryKind.ROLL_CALL_ENDED:
            running = []
        elif running or (entry.kind is EntryKind.ROLL_CALL and not entry.visit):
            running.append(entry)
    return tuple(_renamed(connection, account, entry) for entry in running)


def _renamed(connection: sqlite3.Connection, account: int, entry: Entry) -> Entry:
    visit = called_now(connection, account, entry.visit) if entry.visit else ""
    return Entry(entry.id, entry.kind, visit, entry.at, entry.desk, entry.person, entry.undoes)


def _asked(connection: sqlite3.Connection, account: int, entry: Entry) -> Present:
    arrival = arrival_of(connection, account, entry.visit)
    return Present(entry.visit, entry.person, arrival.arrived_at or entry.at, arrival, entry.desk)
