"""Who is in the building, and whom the running roll call asks for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import Struct

from app.models.entries import OF_ROLL_CALL, Entry, EntryKind
from app.models.text.folding import fold
from app.models.visit_row import Present, same_people
from app.store.journal import entries_of_kinds, person_in
from app.store.lists.arrivals import arrival_of
from app.store.lists.day_rows import decode_arrival
from app.store.lists.names import called_now

Row = tuple[str, str, bytes, str]


class _Named(Struct):
    """Of a person's JSON, of whom only the name is compared with thousands of others."""

    name: str = ""


_named = msgspec.json.Decoder(_Named).decode


class OnSite(Struct, frozen=True):
    """`present` has each visitor of a meeting once, in the order in which they came; whoever is in for several meetings
    stands there for each.

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
    return bool(visits_inside(connection, account, meeting))


def visits_inside(connection: sqlite3.Connection, account: int, meeting: str) -> list[tuple[date, str]]:
    """The visits to that meeting whose visitors are in the building: the day, and the visitor's id as the second part
    of their name, a number while the meeting waits."""
    rows = connection.execute(
        "select id, visitor from visit indexed by visit_on_site"
        " where place = ? and on_site and visitor >= ? and visitor < ?",
        (account, f"{meeting}/", f"{meeting}0"),  # the sign after the stroke is 0
    )
    return [(date.fromisoformat(visit.partition("/")[0]), visitor.partition("/")[2]) for visit, visitor in rows]


def others_inside(connection: sqlite3.Connection, account: int, visits: Iterable[str]) -> tuple[Present, ...]:
    """The other visits of those people that nobody checked out: of the same visitor on other days, and of the same
    person to other meetings. `visits` are given by any name that they have or had."""
    names = {called_now(connection, account, visit) for visit in visits}
    visitors = {name.partition("/")[2] for name in names}
    rows = [(row, fold(_named(row[1]).name)) for row in _rows(connection, account)]
    people = {name for row, name in rows if row[0] in names}
    namesakes = [_read(*row) for row, name in rows if name in people or row[0].partition("/")[2] in visitors]
    return tuple(
        one
        for group in same_people(_in_order(namesakes))
        for one in group
        if one.visit not in names
        and (one.visit.partition("/")[2] in visitors or not names.isdisjoint(other.visit for other in group))
    )


def _present(connection: sqlite3.Connection, account: int) -> tuple[Present, ...]:
    """A visitor who was never checked out and came again on another day is one person."""
    latest: dict[str, Present] = {}
    for one in _inside(connection, account):
        latest[one.visit.partition("/")[2]] = one
    return tuple(_in_order(latest.values()))


def _inside(connection: sqlite3.Connection, account: int) -> list[Present]:
    """Every visit that nobody ended, in the order in which they began."""
    return _in_order(_read(*row) for row in _rows(connection, account))


def _in_order(present: Iterable[Present]) -> list[Present]:
    return sorted(present, key=lambda one: (one.since, one.visit))


def _rows(connection: sqlite3.Connection, account: int) -> list[Row]:
    """Of every visit that nobody ended its id, person, arrival and desk."""
    return connection.execute(  # by itself SQLite goes through every visit of the account
        "select id, person, body, desk from visit indexed by visit_on_site where place = ? and on_site", (account,)
    ).fetchall()


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
