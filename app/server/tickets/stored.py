"""A ticket as it is kept: its JSON, and the columns that follow from it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, case, insert, select, update

from app.models.objects.desk_vocabulary import STATUS_ACTIONS, STATUSES
from app.models.tickets.steps import DONE
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document, seconds, utc, written
from app.server.context import ServerContext
from app.server.storage.changes import Kind, note
from app.server.storage.folded import folded_columns
from app.server.storage.tables.tickets import ticket_documents, tickets
from app.server.tickets import log
from app.server.tickets.clock import Clock
from app.server.tickets.log import Entry


class TicketRow(NamedTuple):
    """A ticket's JSON without its revision, the revision, and its clock."""

    document: bytes
    revision: int
    clock: Clock


_KEPT = select(
    tickets.c.id, ticket_documents.c.document, tickets.c.revision, *(tickets.c[name] for name in Clock._fields)
).join(ticket_documents, ticket_documents.c.id == tickets.c.id)


def stored(connection: Connection, identity: str) -> TicketRow:
    """The ticket. Raises Refusal 404 when there is none of that id."""
    row = some(connection, [identity]).get(identity)
    if row is None:
        raise Refusal(404, f"There is no ticket {identity}")
    return row


def some(connection: Connection, ids: list[str]) -> dict[str, TicketRow]:
    """The tickets of these ids, by their id; those that are none are left out."""
    rows = connection.execute(_KEPT.where(tickets.c.id.in_(ids)))
    return {row.id: TicketRow(row.document, row.revision, Clock(*row[3:])) for row in rows}


def read(connection: Connection, identity: str) -> Document:
    """The ticket's JSON, to be changed. Raises Refusal 404 as above."""
    document: Document = from_json(stored(connection, identity).document)
    return document


def add(connection: Connection, ticket: Document, clock: Clock, desk: str = "") -> str:
    """Writes a whole ticket that was made at the desk of that name, and gives its id."""
    log.write(connection, ticket["id"], [Entry("created")], desk, seconds(ticket["createdAt"]))
    row = columns(ticket, clock) | {"revision": note(connection, Kind.TICKET, ticket["id"])}
    connection.execute(insert(tickets).values(**row))
    connection.execute(insert(ticket_documents).values(id=ticket["id"], document=written(ticket)))
    return str(ticket["id"])


def write(
    connection: Connection, context: ServerContext, ticket: Document, clock: Clock, desk: str, entries: list[Entry]
) -> None:
    """Writes a ticket as it is after a change at the desk of that name, and what the log says of it."""
    now = context.now()
    log.write(connection, ticket["id"], entries, desk, int(now.timestamp()))
    ticket = ticket | {"lastModifiedAt": utc(now), "logCount": ticket["logCount"] + len(entries)}
    row = columns(ticket, clock) | {"revision": note(connection, Kind.TICKET, ticket["id"])}
    if ticket["status"]["id"] in DONE:  # one that was solved and is closed now was solved then
        row["solved_at"] = case((tickets.c.status.in_(DONE), tickets.c.solved_at), else_=row["solved_at"])
    connection.execute(update(tickets).where(tickets.c.id == ticket["id"]).values(**row))
    kept = update(ticket_documents).where(ticket_documents.c.id == ticket["id"])
    connection.execute(kept.values(document=written(ticket)))


def status(number: int) -> Document:
    """The JSON object of a status, by one of the numbers of STATUSES."""
    return {"object": "status", "id": number, "action": STATUS_ACTIONS[number], "value": STATUSES[number]}


def columns(ticket: Document, clock: Clock) -> dict[str, Any]:
    """What it is searched and listed by."""
    return (
        folded_columns(ticket)
        | clock._asdict()
        | {
            "id": ticket["id"],
            "status": ticket["status"]["id"],
            "priority": ticket["priority"]["id"],
            "category": ticket["category"] and ticket["category"]["id"],
            "agent_id": ticket["agent"] and ticket["agent"]["id"],
            "supplier_id": ticket["supplier"] and ticket["supplier"]["id"],
            "creator_id": ticket["creator"]["id"],
            "due_at": ticket["dueAt"] and seconds(ticket["dueAt"]),
            "created_at": seconds(ticket["createdAt"]),
            "modified_at": seconds(ticket["lastModifiedAt"]),
            "archived": ticket["archived"],
            "favorite": bool(ticket["favorite"]),
            "solved_at": seconds(ticket["lastStatusChangedAt"]) if ticket["status"]["id"] in DONE else None,
        }
    )
