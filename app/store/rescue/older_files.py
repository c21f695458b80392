"""What the rows of older files need to stand in today's tables, each a step of schema.py, and how those named
visitors."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable

from app.models.contacts import KnownVisitor
from app.models.moments import utc
from app.models.objects.summaries import (
    MeetingSummary,
    TicketSummary,
    meeting_summary,
    ticket_summary,
)
from app.models.objects.visit_summary import VisitSummary, visit_summary
from app.models.operations import visits_in
from app.models.values.json_fields import object_in
from app.store.contacts import HOSTS, MISREAD, SUPPLIERS, USERS, VISITORS


def key_items(connection: sqlite3.Connection) -> None:
    """Moves the items of lists into the table of today, where each has a key."""
    summaries: dict[str, Callable[[bytes], MeetingSummary | VisitSummary | TicketSummary]] = {
        "meetings": meeting_summary,
        "visits": visit_summary,
        "tickets": ticket_summary,
    }
    used: set[tuple[int, str]] = set()
    for number, name, position, body in connection.execute(
        "select list, name, position, body from item_without_key join list on list.id = list order by list, position"
    ).fetchall():
        identity, key, starts, fault = "", f"?{position}", "", ""
        try:
            summary = summaries[name.replace("?", "/").partition("/")[0]](body)
        except ValueError as error:
            fault = str(error)
        else:
            identity = summary.id
            key = identity
            if isinstance(summary, MeetingSummary):
                key, starts = summary.key, utc(summary.starts)
        while (number, key) in used:
            key += "+"
        used.add((number, key))
        connection.execute(
            "insert into item (list, key, id, position, met, body, starts, fault) values (?, ?, ?, ?, 1, ?, ?, ?)",
            (number, key, identity, position, body, starts, fault),
        )
    connection.execute("drop table item_without_key")


def name_visits(connection: sqlite3.Connection) -> None:
    """Writes down which visits the arrivals and mails of the outbox are about. Raises ValueError when a body is no
    JSON."""
    rows = connection.execute("select operation, body from outbox where kind in ('arrival', 'mail')").fetchall()
    for operation, body in rows:
        connection.executemany(
            "insert or ignore into concerns (operation, visit) values (?, ?)",
            [(operation, visit) for visit in visits_in(object_in(body.encode()))],
        )


def index_people(connection: sqlite3.Connection) -> None:
    """Writes down what everybody is found by. A damaged row is dropped: its person will be met again."""
    readers = {kind.name: kind.read for kind in (USERS, HOSTS, SUPPLIERS, VISITORS)}
    rows = connection.execute("select rowid, cast(kind as blob), cast(told as blob) from person").fetchall()
    for row, kind, body in rows:
        try:
            index = readers[kind.decode()](body).index()
        except MISREAD:
            connection.execute("delete from person where rowid = ?", (row,))
        else:
            connection.execute("update person set line = ?, whole = ? where rowid = ?", (index.line, index.key, row))


_FOLDED_BEFORE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def older_keys(visitor: KnownVisitor) -> tuple[str, str]:
    """The keys that this visitor may have had in a file of an earlier Foyer. Its forgotten visitors are known by the
    digests of such, which nobody can turn into those of today."""
    name, company, email = (" ".join(_folded_before(one).split()) for one in (visitor.name, visitor.detail, visitor.id))
    return email, f"{name}\n{company}"


def _folded_before(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_FOLDED_BEFORE)


def fold_people(connection: sqlite3.Connection) -> None:
    """Knows people by the folding of today, and visitors by the keys of today: of those who are one person by
    these, the latest word stays."""
    index_people(connection)
    rows = connection.execute(
        "select rowid, place, cast(told as blob) from person where kind = ? order by met_at desc", (VISITORS.name,)
    ).fetchall()
    latest: dict[tuple[int, str], int] = {}
    for row, account, body in rows:
        latest.setdefault((account, VISITORS.read(body).identity.key), row)
    connection.executemany(
        "delete from person where rowid = ?", [(row,) for row, *_ in rows if row not in latest.values()]
    )
    connection.executemany(
        "update person set key = ? where rowid = ?", [(key, row) for (_, key), row in latest.items()]
    )
