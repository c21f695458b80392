"""What the server said, list by list, as raw JSON items.

An answer is applied with the revision that the file had when its question left. What an outcome of ours put into the
list since then is newer than the answer, and stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.errors import Unreadable
from app.models.lists import TICKETS, day_list
from app.models.moments import day_bounds, is_within, utc
from app.models.objects.summaries import MeetingSummary, TicketSummary, meeting_summary, ticket_summary
from app.models.objects.visit_summary import VisitSummary, visit_summary
from app.store.database import StoreConnection
from app.store.days.basis import basis_of
from app.store.lists.arrivals import follow_visits
from app.store.lists.day_rows import follow_meetings
from app.store.lists.ticket_pages import SENT_TICKETS, UNCOUNTED

Summary = MeetingSummary | VisitSummary | TicketSummary

Row = tuple[str, str, int, bytes, int]
"""An item as the file has it: key, id, position, body, sent."""

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
    `page_size` count items, as told, None and 0 where they weren't; of a list that comes whole, both are its length.
    `says_cancelled`: the server says itself what was taken back, as our own does.
    """

    name: str
    asked: int
    pieces: tuple[bytes, ...]
    digest: bytes
    heard_at: datetime
    day: date | None = None
    total: int | None = 0
    page_size: int = 0
    says_cancelled: bool = True


class Part(Struct, frozen=True):
    """What the server said of some items of the list `name`: of those with these `ids` that list has `pieces`, the JSON
    of each, and no others. Of meetings there may be some of other days among them. `day` is as in an answer."""

    name: str
    day: date
    ids: frozenset[str]
    pieces: tuple[bytes, ...]


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
    noted = (utc(heard_at), asked, row[0])
    connection.execute("update list set heard_at = ?1, asked = ?2, answered = ?2 where id = ?3", noted)
    if kind_of(name) == "tickets" and _sent_since(connection, account, row[1]):
        connection.touch(TICKETS)
    return True


def _sent_since(connection: sqlite3.Connection, account: int, asked: int) -> bool:
    """Whether tickets were sent since the revision `asked`: before a page asked for then they stand as extra rows, and
    a newer answer knows of them."""
    newer = (
        "select 1 from list cross join item indexed by item_sent on list.id = list"
        " where place = ? and name = ? and sent and sent > ? limit 1"
    )
    return connection.execute(newer, (account, SENT_TICKETS, asked)).fetchone() is not None


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
        "insert into list (place, name, day, heard_at, total, asked, answered, digest, page_size)"
        " values (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8) on conflict (place, name) do update set"
        " heard_at = excluded.heard_at, total = excluded.total, day = excluded.day, asked = excluded.asked,"
        " answered = excluded.answered, digest = excluded.digest, page_size = excluded.page_size returning id",
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
    rows = connection.execute(f"{_ITEMS} order by position", (number,)).fetchall()
    zone = basis_of(connection, account).zone
    fresh, ids = _take(connection, number, rows, _Taking(kind_of(answer.name), answer.asked, answer.pieces, zone))
    _follow(connection, account, answer.name, answer.day, ids, first=first is None)
    return fresh


def apply_part(connection: StoreConnection, account: int, part: Part, asked: int) -> tuple[bytes, ...]:
    """Puts it into its list, and what follows from it into others, as an answer to a question that left when the file
    had the revision `asked`. Gives the JSON of the items that are new or changed. Raises Unreadable when one of the
    pieces can't be read."""
    row = connection.execute("select id from list where place = ? and name = ?", (account, part.name)).fetchone()
    if row is None:
        return ()  # it is too old by now, and was forgotten
    rows = connection.execute(
        f"{_ITEMS} and id in ({', '.join('?' * len(part.ids))}) order by position", (row[0], *part.ids)
    ).fetchall()
    zone = basis_of(connection, account).zone
    pieces = tuple(piece for piece in part.pieces if _belongs(piece, part, zone))
    (after,) = connection.execute("select coalesce(max(position), -1) + 1 from item where list = ?", row).fetchone()
    fresh, ids = _take(connection, row[0], rows, _Taking(kind_of(part.name), asked, pieces, zone, after))
    if ids:
        connection.execute("update list set digest = x'' where id = ?", row)  # it isn't the last whole answer any more
    _follow(connection, account, part.name, part.day, ids)
    return fresh


def _belongs(piece: bytes, part: Part, zone: ZoneInfo) -> bool:
    try:
        summary = SUMMARIES[kind_of(part.name)](piece, zone)
    except ValueError as error:
        raise Unreadable(str(error)) from error
    if summary.id not in part.ids:
        return False
    if not isinstance(summary, MeetingSummary):
        return True
    return is_within(summary.starts.astimezone(UTC), summary.ends.astimezone(UTC), day_bounds(part.day, zone))


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
    made = "insert or ignore into list (place, name, day, heard_at) values (?, ?, ?, '')"
    connection.execute(made, (account, name, day.isoformat() if day else ""))
    return int(connection.execute("select id from list where place = ? and name = ?", (account, name)).fetchone()[0])


_ITEMS = "select key, id, position, body, sent from item where list = ?"


class _Taking(Struct, frozen=True):
    """What is taken into a list: the pieces of a list of that kind, to a question that left when the file had the
    revision `asked`. The first of them gets the position `first`."""

    kind: str
    asked: int
    pieces: tuple[bytes, ...]
    zone: tzinfo
    first: int = 0


def _take(
    connection: StoreConnection, number: int, rows: Sequence[Row], taking: _Taking
) -> tuple[tuple[bytes, ...], set[str]]:
    """Writes what differs from `rows`, which are the items until now. Gives the fresh items, and the ids of all that
    came, changed or went."""
    before = {body: (key, identity, position, sent) for key, identity, position, body, sent in rows}
    taken = {before[piece][0] for piece in taking.pieces if piece in before}
    newer = {identity for _, identity, _, _, sent in rows if sent > taking.asked}
    items, moved, ids, unchanged = [], [], set[str](), set[str]()
    for position, piece in enumerate(taking.pieces, taking.first):
        known = before.get(piece)
        if known is not None and known[0] not in unchanged:
            unchanged.add(known[0])
            if known[2] != position or known[3]:
                moved.append((position, 0, number, known[0]))  # an answer that says the same knows the outcome
            continue
        item = _item(taking.kind, piece, taken, taking.zone)
        if item.id in newer:
            continue
        taken.add(item.key)
        ids.add(item.id)
        items.append((item, position, 0))
    gone = {key: identity for key, identity, *_ in rows if key not in unchanged and identity not in newer}
    connection.executemany("delete from item where list = ? and key = ?", [(number, key) for key in gone])
    connection.executemany("update item set position = ?, sent = ? where list = ? and key = ?", moved)
    _insert(connection, number, items)
    return tuple(item.piece for item, _, _ in items), ids | {*gone.values()}


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


def _follow(
    connection: StoreConnection, account: int, name: str, day: date | None, ids: set[str], *, first: bool = False
) -> None:
    kind = kind_of(name)
    if kind == "tickets":
        connection.touch(TICKETS)  # their order and their number count too
        return
    assert day is not None
    if kind == "visits":
        follow_visits(connection, account, filter(None, ids))
        return
    if ids or first:
        connection.touch(day_list(day))
    follow_meetings(connection, account, day, filter(None, ids))


def kind_of(name: str) -> str:
    """The kind of the list of that name, a key of `SUMMARIES`."""
    return name.replace("?", "/").partition("/")[0]
