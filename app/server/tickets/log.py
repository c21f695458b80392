"""A ticket's log: who did what and when. Rows are added and never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from app.models.tickets.fields import FLAGS
from app.server import people
from app.server.bodies.wire import Document, utc
from app.server.storage.tables.tickets import ticket_log

LONGEST_WORDS = 200
"""Characters that the log repeats of a text."""


class Entry(NamedTuple):
    """What was done: the wire name of the attribute, and its words before and after; None for nothing."""

    what: str
    before: str | None = None
    after: str | None = None


def differences(before: Document, after: Document, names: tuple[str, ...]) -> list[Entry]:
    """What the log says of a ticket that became another, of the attributes of these names."""
    return [
        Entry(name, _words(name, before[name]), _words(name, after[name]))
        for name in names
        if _identity(before[name]) != _identity(after[name])
    ]


def write(connection: Connection, ticket: str, entries: list[Entry], desk: str, at: int) -> None:
    """Adds rows to the log of the ticket of this id; `at` is in seconds since 1970."""
    rows = [{"ticket": ticket, "at": at, "desk": desk} | entry._asdict() for entry in entries]
    if rows:
        connection.execute(insert(ticket_log), rows)


def of(connection: Connection, ticket: str) -> list[Document]:
    """The JSON of the whole log, in its order."""
    rows = connection.execute(select(ticket_log).where(ticket_log.c.ticket == ticket).order_by(ticket_log.c.number))
    return [
        {
            "id": str(row.number),
            "at": stamp(row.at),
            "by": row.desk,
            "what": row.what,
            "from": row.before,
            "to": row.after,
        }
        for row in rows
    ]


def shortened(text: str) -> str:
    """As much of a text as the log repeats."""
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"


def stamp(at: int) -> str:
    """A moment of a column as it is answered."""
    return utc(datetime.fromtimestamp(at, UTC))


def _words(name: str, value: Any) -> str | None:
    """A ticket's attribute as a person reads it; None when it is empty."""
    if name in FLAGS:
        return "yes" if value else "no"
    if value in (None, "", []):
        return None
    if isinstance(value, dict):
        return str(value.get("value") or value.get("name") or _name(value) or value["id"])
    if isinstance(value, list):
        return f"{len(value)} fields" if len(value) > 1 else "1 field"
    if name == "dueAt":
        return f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M}"
    return shortened(str(value))


def _name(value: Document) -> str:
    return people.name_of(value) if "firstname" in value else ""


def _identity(value: Any) -> Any:
    """What makes it another: of an object its id, since a person's other facts may change meanwhile."""
    return value["id"] if isinstance(value, dict) else value
