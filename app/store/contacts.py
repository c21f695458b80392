"""The people whom this desk knows: it met them, or the site gave them in a list. The API has no call for them."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from app.models.contacts import KnownPerson, KnownVisitor, Named, suppliers_in, users_in
from app.models.drafts import Body, VisitorDraft
from app.models.moments import utc
from app.models.text.folding import fold
from app.models.text.name_index import INITIALS, TURNED, WORD
from app.models.values.json_fields import object_in

One = TypeVar("One", KnownPerson, KnownVisitor)

Values = Mapping[str, object]

MISREAD = (ValueError, TypeError, KeyError, AttributeError, msgspec.DecodeError)
"""What reading a damaged row raises: other JSON than was written."""

_NOWHERE = f"{INITIALS}{INITIALS}"
"""Stands in no line."""

_read_known = msgspec.json.Decoder(KnownPerson).decode


def _read_visitor(text: bytes) -> KnownVisitor:
    return KnownVisitor(VisitorDraft.from_body(object_in(text)))


class ContactKind(Struct, Generic[One], frozen=True):
    """`name` is the kind in the file. `read` makes a person of the JSON that was kept, and raises one of `MISREAD` when
    that is damaged."""

    name: str
    read: Callable[[bytes], One]


USERS = ContactKind("user", _read_known)
"""Whoever works there; their keys are ids."""
HOSTS = ContactKind("host", _read_known)
"""Those of the users who were met as a meeting's host."""
LISTED = ContactKind("listed", _read_known)
"""Those of the site's own list of hosts; their keys are ids, or names of whom no server has an id yet."""
SUPPLIERS = ContactKind("supplier", _read_known)
VISITORS = ContactKind("visitor", _read_visitor)
"""Their keys are those of `Identity`: an email address and the name, or name and company."""


def find(
    connection: sqlite3.Connection, account: int, kind: ContactKind[One], typed: str, limit: int
) -> tuple[One, ...]:
    """At most `limit` of those whom `typed` may mean, the best first and by name among equals. For "" everybody, by
    name and without a limit.

    The order: whose key is `typed`; whose name starts with it; in whom each typed word starts a word; whose initials
    it is; in whom each typed word stands anywhere.
    """
    return tuple(one for _, _, one in _ranked(connection, account, kind, typed, limit))


def find_people(
    connection: sqlite3.Connection, account: int, kind: ContactKind[One], typed: str, limit: int
) -> tuple[One, ...]:
    """The same, and for users and hosts those of the site's list among them. Whoever was met and stands in the list,
    too, comes once, by the server's id, with what the list adds."""
    met: list[tuple[int, str, Any]] = _ranked(connection, account, kind, typed, limit)
    listed = _ranked(connection, account, LISTED, typed, limit) if kind in (USERS, HOSTS) else []
    if listed:
        by_key: dict[str, tuple[int, str, Any]] = {fold(place[2].id): place for place in listed}
        for number, (rank, line, person) in enumerate(met):
            if same := by_key.pop(fold(person.id), None) or by_key.pop(fold(person.name), None):
                met[number] = min(rank, same[0]), line, person.completed(same[2])
        met = sorted([*met, *by_key.values()], key=lambda place: place[:2])
    return tuple(one for _, _, one in (met[:limit] if typed.split() else met))


def _ranked(
    connection: sqlite3.Connection, account: int, kind: ContactKind[One], typed: str, limit: int
) -> list[tuple[int, str, One]]:
    """Those of `find`, each with the rank and the line by which they stand in that order."""
    words = fold(typed).encode(errors="replace").decode().split()  # half a letter is in nobody's name
    values = {"place": account, "kind": kind.name, "limit": limit}
    if not words:
        rows = connection.execute(
            "select cast(told as blob), 0, line from person where place = :place and kind = :kind order by line", values
        ).fetchall()
    else:
        rows = _starting(connection, " ".join(words), values)
        if len(rows) < limit:
            rows = _all(connection, words, values)
    return [(rank, line, one) for text, rank, line in rows for one in _readable(kind, ((text,),))]


def _starting(connection: sqlite3.Connection, whole: str, values: Values) -> list[tuple[bytes, int, str]]:
    """Those whose key it is or whose name starts with it: an index leads to them, however many there are."""
    return connection.execute(
        "select cast(told as blob), rank, name from ("
        " select rowid as number, line as name, 0 as rank from person indexed by person_whole"
        " where place = :place and kind = :kind and whole = :whole union all"
        " select * from (select rowid, line, 1 from person indexed by person_line"
        " where place = :place and kind = :kind and line >= :beginning and line < :after and whole != :whole"
        " order by line limit :limit)"
        ") join person on person.rowid = number order by rank, name limit :limit",
        {**values, "whole": whole, "beginning": WORD + whole, "after": f"{WORD}{whole}{chr(sys.maxunicode)}"},
    ).fetchall()


def _all(connection: sqlite3.Connection, words: list[str], values: Values) -> list[tuple[bytes, int, str]]:
    """Everybody is looked at, and whoever is found is ranked."""
    whole = " ".join(words)
    may_be_initials = len(whole) > 1 and whole.isalpha()
    numbers = range(len(words))
    holding = " and ".join(f"instr(line, :word{number})" for number in numbers)
    starting = " and ".join(f"instr(line, :start{number})" for number in numbers)
    inside = " and ".join(f"instr(line, :word{number}) < instr(line, :end)" for number in numbers)
    return connection.execute(
        "select cast(told as blob), rank, name from ("
        " select rowid as number, line as name, case when whole = :whole then 0"
        f" when substr(line, 1, :length) = :beginning then 1 when {starting} then 2"
        f" when instr(line, :initials) then 3 when instr(line, :turned) then 4 when {inside} then 5 else 6 end as rank"
        f" from person indexed by person_line where place = :place and kind = :kind and {holding}"
        " order by rank, line limit :limit"
        ") join person on person.rowid = number where rank < 6 order by rank, name",
        {
            **values,
            "whole": whole,
            "length": len(WORD + whole),
            "beginning": WORD + whole,
            "initials": INITIALS + whole if may_be_initials else _NOWHERE,
            "turned": TURNED + whole if may_be_initials else _NOWHERE,
            "end": INITIALS,
            **{f"word{number}": word for number, word in enumerate(words)},
            **{f"start{number}": WORD + word for number, word in enumerate(words)},
        },
    ).fetchall()


def one(connection: sqlite3.Connection, account: int, kind: ContactKind[One], key: str) -> One | None:
    """Whoever has that key; None when this desk doesn't know them, or their row is damaged."""
    return _by_key(connection, account, kind, (key,)).get(key)


def named_in(connection: sqlite3.Connection, account: int, *bodies: Body) -> Named:
    """Those whom these bodies of meetings and tickets name by id, as far as this desk knows them."""
    users = (key for body in bodies for key in users_in(body))
    suppliers = (key for body in bodies for key in suppliers_in(body))
    return Named(_by_key(connection, account, USERS, users), _by_key(connection, account, SUPPLIERS, suppliers))


def keep(
    connection: sqlite3.Connection, account: int, kind: ContactKind[One], key: str, contact: One, met_at: datetime
) -> bool:
    """Keeps `contact`, the latest word about somebody who was met at `met_at`. Gives whether it says anything else than
    before.

    Raises ValueError for a text that no file can hold: one with half a surrogate pair.
    """
    text, at = json.dumps(contact.body(), ensure_ascii=False), utc(met_at)
    before = connection.execute(
        "select cast(told as blob), met_at from person where place = ? and kind = ? and key = ?",
        (account, kind.name, key),
    ).fetchone()
    if before is not None and before[0] == text.encode():
        if before[1] < at:
            connection.execute(
                "update person set met_at = ? where place = ? and kind = ? and key = ?", (at, account, kind.name, key)
            )
        return False
    index = contact.index()
    connection.execute(
        "insert into person (place, kind, key, told, met_at, line, whole) values (?, ?, ?, ?, ?, ?, ?)"
        " on conflict (place, kind, key) do update set told = excluded.told, met_at = max(met_at, excluded.met_at),"
        " line = excluded.line, whole = excluded.whole",
        (account, kind.name, key, text, at, index.line, index.key),
    )
    return True


def forget_contacts(connection: sqlite3.Connection, moment: datetime) -> int:
    """Drops whoever was last met before `moment`, of every account. Gives how many."""
    return connection.execute("delete from person where met_at < ?", (utc(moment),)).rowcount


def _by_key(
    connection: sqlite3.Connection, account: int, kind: ContactKind[One], keys: Iterable[str]
) -> dict[str, One]:
    sought = sorted({*keys})
    contacts: dict[str, One] = {}
    for key in sought:
        row = connection.execute(
            "select cast(told as blob) from person where place = ? and kind = ? and key = ?", (account, kind.name, key)
        ).fetchone()
        for contact in _readable(kind, (row,) if row else ()):
            contacts[key] = contact
        if kind is USERS and (known := _listed(connection, account, key, contacts.get(key))):
            contacts[key] = known
    return contacts


def _listed(connection: sqlite3.Connection, account: int, key: str, met: Any) -> Any:
    """The user of that id, who was `met` or not, with what the site's list says of them; None when neither knows
    them."""
    keys = fold(key), fold(met.name) if met else fold(key)
    rows = connection.execute(
        "select cast(told as blob) from person indexed by person_whole"
        " where place = ? and kind = ? and whole in (?, ?) order by whole = ? desc limit 1",
        (account, LISTED.name, *keys, keys[0]),
    )
    same = next(iter(_readable(LISTED, rows)), None)
    return met.completed(same) if met and same else met or same


def _readable(kind: ContactKind[One], rows: Iterable[tuple[bytes]]) -> tuple[One, ...]:
    """A damaged row is as good as none: its person will be met again."""

    def readable() -> Iterator[One]:
        for (text,) in rows:
            try:
                yield kind.read(text)
            except MISREAD:
                continue

    return tuple(readable())
