"""What the server said, list by list, as raw JSON items.

An answer is applied with the revision that the file had when its question left. What an outcome of ours put into the
list since then is newer than the answer, and stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo

from msgspec import Struct

from app.models.lists import TICKETS, day_list
from app.models.moments import utc
from app.models.objects.summaries import (
    MeetingSummary,
    TicketSummary,
    meeting_summary,
    ticket_summary,
)
from app.models.objects.visit_summary import VisitSummary, visit_summary
from app.store.database import StoreConnection
from app.store.days.basis import basis_of
from app.store.lists.arrivals import follow_visits
from app.store.lists.day_rows import follow_meetings
from app.store.lists.ticket_pages import SENT_TICKETS, UNCOUNTED

Summary = MeetingSummary | VisitSummary | TicketSummary

SUMMARIES: Mapping[str, Callable[[bytes, tzinfo], Summary]] = {
    "meetings": meeting_summary,
    "visits": visit_summary,
    "tickets": ticket_summary,
}
"""How an item of each kind of list is read, in the site's zone; each raises ValueError."""


class Answer(Struct, frozen=True):
    """What the server said of the list `name`, to a question that left when the file had the revision `asked`.

    `pieces` are the items' JSON in the server's order, `digest` tells the whole answer from others. `heard_at` is in
    the site's zone. `day` is the day of the site's calendar that the list is about, None for tickets. `total` and
    `page_size` count items, as the server told them, None and 0 where it didn't; of a list that comes whole, both are
    its length.
    """

    name: str
    asked: int
    pieces: tuple[bytes, ...]
    digest: bytes
    heard_at: datetime
    day: date | None = None
    total: int | None = 0
    page_size: int = 0


TEACHING = ("meetings", "tickets")
"""The kinds of lists from whose items the desk learns people whom it may meet again."""


class Item(Struct, frozen=True):
    """One item as its row holds it. `id` is "" where it can't be read: then `fault` says why. `starts` is a meeting's,
    in UTC, else "". `met` says that there is nobody left in it to learn of."""

    key: str
    id: str
    piece: bytes
    starts: str
    fault: str
    met: bool


def heard_again(
    connection: StoreConnection, account: int, name: str, asked: int, digest: bytes, heard_at: datetime
) -> bool:
    """Whether the answer with this digest is the same as the last one, and the list still holds just that. Then the
    time of hearing is kept, and there is no need to apply it."""
    row = connection.execute(
        "select id, asked from list where place = ? and name = ? and asked <= ? and digest = ?"
        " and not exists (select 1 from item indexed by item_sent where list = list.id and sent)",
        (account, name, asked, digest),
    ).fetchone()
    if row is None:
        return False
    connection.execute("update list set heard_at = ?, asked = ? where id = ?", (utc(heard_at), asked, row[0]))
    if kind_of(name) == "tickets" and _sent_since(connection, account, row[1]):
        connection.touch(TICKETS)
    return True


def _sent_since(connection: sqlite3.Connection, account: int, asked: int) -> bool:
    """Whether tickets were sent since the revision `asked`: before a page asked for then they stand as extra rows, and
    a newer answer knows of them."""
    row = connection.execute(
        "select 1 from list cross join item indexed by item_sent on list.id = list"
        " where place = ? and name = ? and sent and sent > ? limit 1",
        (account, SENT_TICKETS, asked),
    ).fetchone()
    return row is not None


def apply_answer(connection: StoreConnection, account: int, answer: Answer) -> tuple[bytes, ...]:
    """Puts the answer into its list, and what follows from it into others. Gives the JSON of the items that are new or
    changed; () when a later question was answered before this one, and nothing is kept."""
    first = connection.execute(
        "select id, asked from list where place = ? and name = ?", (account, answer.name)
    ).fetchone()
    if first and first[1] > answer.asked:
        return ()
    about = (answer.day or answer.heard_at.date()).isoformat()
    (number,) = connection.execute(
        "insert into list (place, name, day, heard_at, total, asked, digest, page_size) values (?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (place, name) do update set heard_at = excluded.heard_at, total = excluded.total,"
        " day = excluded.day, asked = excluded.asked, digest = excluded.digest, page_size = excluded.page_size"
        " returning id",
        (
            account,
            answer.name,
            about,
            utc(answer.heard_at),
            UNCOUNTED if answer.total is None else answer.total,
            answer.asked,
            answer.digest,
            answer.page_size,
        ),
    ).fetchone()
    fresh, ids = _take(connection, number, answer, basis_of(connection, account).zone)
    _follow(connection, account, answer, ids, first=first is None)
    return fresh


def put_item(
    connection: StoreConnection, account: int, name: str, piece: bytes, identity: str, day: date | None = None
) -> None:
    """Puts an outcome of ours into a list: in the place of the item with the same id, else before all others.

    A list that was never heard is made for it, without a time of hearing: what else belongs into it isn't known.
    """
    number = _list(connection, account, name, day)
    revision = connection.touch()
    before = connection.execute(
        "select key, position from item indexed by item_id where list = ? and id = ? order by position limit 1",
        (number, identity),
    ).fetchone()
    if before is None:
        (position,) = connection.execute(
            "select min(0, coalesce(min(position), 0)) - 1 from item where list = ?", (number,)
        ).fetchone()
        connection.execute("update list set total = total + 1 where id = ?", (number,))
    else:
        position = before[1]
        connection.execute("delete from item where list = ? and key = ?", (number, before[0]))
    item = _item(kind_of(name), piece, set(), basis_of(connection, account).zone)
    _insert(connection, number, [(item, position, revision)])


def _list(connection: sqlite3.Connection, account: int, name: str, day: date | None) -> int:
    connection.execute(
        "insert or ignore into list (place, name, day, heard_at) values (?, ?, ?, '')",
        (account, name, day.isoformat() if day else ""),
    )
    return int(connection.execute("select id from list where place = ? and name = ?", (account, name)).fetchone()[0])


def _take(connection: StoreConnection, number: int, answer: Answer, zone: tzinfo) -> tuple[tuple[bytes, ...], set[str]]:
    """Writes what differs. Gives the fresh items, and the ids of all that came, changed or went."""
    rows = connection.execute(
        "select key, id, position, body, sent from item where list = ? order by position", (number,)
    ).fetchall()
    before = {body: (key, identity, position, sent) for key, identity, position, body, sent in rows}
    taken = {before[piece][0] for piece in answer.pieces if piece in before}
    newer = {identity for _, identity, _, _, sent in rows if sent > answer.asked}
    items, moved, ids = [], [], set[str]()
    kind, unchanged = kind_of(answer.name), set[str]()
    for position, piece in enumerate(answer.pieces):
        known = before.get(piece)
        if known is not None and known[0] not in unchanged:
            unchanged.add(known[0])
            if known[2] != position or known[3]:
                moved.append((position, 0, number, known[0]))  # an answer that says the same knows the outcome
            continue
        item = _item(kind, piece, taken, zone)
        if item.id in newer:
            continue
        taken.add(item.key)
        ids.add(item.id)
        items.append((item, position, 0))
    gone = [(number, key) for key, identity, _, _, sent in rows if key not in unchanged and identity not in newer]
    ids |= {identity for key, identity, _, _, _ in rows if key not in unchanged and identity not in newer}
    connection.executemany("delete from item where list = ? and key = ?", gone)
    connection.executemany("update item set position = ?, sent = ? where list = ? and key = ?", moved)
    _insert(connection, number, items)
    return tuple(item.piece for item, _, _ in items), ids


def _insert(connection: StoreConnection, number: int, items: Iterable[tuple[Item, int, int]]) -> None:
    connection.executemany(
        "insert or replace into item (list, key, id, position, met, body, starts, fault, sent)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, item.key, item.id, position, item.met, item.piece, item.starts, item.fault, sent)
            for item, position, sent in items
        ],
    )


def _item(kind: str, piece: bytes, taken: set[str], zone: tzinfo) -> Item:
    """The item of a list of that kind. `taken` are the keys of the list's other items: a server may list the same item
    twice."""
    identity = starts = fault = ""
    try:
        summary = SUMMARIES[kind](piece, zone)
    except ValueError as error:
        key, fault = "?", str(error)
    else:
        identity = key = summary.id
        if isinstance(summary, MeetingSummary):
            key, starts = summary.key, utc(summary.starts)
    while key in taken:
        key += "+"
    return Item(key, identity, piece, starts, fault, met=bool(fault) or kind not in TEACHING)


def _follow(connection: StoreConnection, account: int, answer: Answer, ids: set[str], *, first: bool) -> None:
    kind = kind_of(answer.name)
    if kind == "tickets":
        connection.touch(TICKETS)  # their order and their number count too
        return
    assert answer.day is not None
    if kind == "visits":
        follow_visits(connection, account, filter(None, ids))
        return
    if ids or first:
        connection.touch(day_list(answer.day))
    follow_meetings(connection, account, answer.day, filter(None, ids))


def kind_of(name: str) -> str:
    """The kind of the list of that name, a key of `SUMMARIES`."""
    return name.replace("?", "/").partition("/")[0]
