"""Users and suppliers. The API has no call that makes them, so they come about when somebody names them.

Where the API takes an id, this server takes three things: an id that it has met is that person; an id that it hasn't
met is accepted, a person without a name; and anything else is a name, which makes a person of that name once. The
last is our own extension, so that a desk without an account can write "Sofia Marchetti". An answer tells who is new by
it: their `createdAt` is that of what named them.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import cast

from pydantic_core import from_json
from sqlalchemy import Connection, Table, insert, select

from app.models.text.plain import plain_caseless
from app.server import ids
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document, utc, written
from app.server.storage.tables.site import suppliers, users

LONGEST_NAME = 200
"""Characters."""

_BRIEF = (
    "object",
    "id",
    "firstname",
    "lastname",
    "companyName",
    "email",
    "phone",
    "mobile",
    "language",
    "pictureUrl",
    "createdAt",
    "lastModifiedAt",
)


def user(connection: Connection, id_or_name: str, field: str, now: datetime) -> Document:
    """The user whom `id_or_name` means, made when there is none yet. Raises Refusal 400, which names `field`, when it
    is too long to be anybody, or holds no letter and no digit."""
    known = _met(connection, users, "US", id_or_name, field)
    if known:
        return known
    if _is_id(id_or_name, "US"):
        return add_user(connection, new_user(id_or_name.upper(), now))
    first, _, last = " ".join(id_or_name.split()).partition(" ")
    made = new_user(_free(connection, users, "US"), now)
    return add_user(connection, made | {"firstname": first, "lastname": last})


def supplier(connection: Connection, id_or_name: str, field: str) -> Document:
    """The supplier whom `id_or_name` means, made when there is none yet. Raises Refusal 400 as `user` does."""
    known = _met(connection, suppliers, "SU", id_or_name, field)
    if known:
        return known
    if _is_id(id_or_name, "SU"):
        return add_supplier(connection, new_supplier(id_or_name.upper(), ""))
    return add_supplier(connection, new_supplier(_free(connection, suppliers, "SU"), " ".join(id_or_name.split())))


def brief(person: Document) -> Document:
    """A user as the page shows them inside tickets: without function, car and dates of employment."""
    return {key: person[key] for key in _BRIEF}


def name_of(person: Document) -> str:
    """First and last name, "" when there is neither."""
    return f"{person['firstname']} {person['lastname']}".strip()


def new_user(identity: str, now: datetime) -> Document:
    """A user of whom nothing is known yet, with every attribute of the page's example."""
    return {
        "object": "user",
        "id": identity,
        "firstname": "",
        "lastname": "",
        "companyName": "",
        "email": "",
        "phone": "",
        "mobile": "",
        "language": None,
        "pictureUrl": None,
        "createdAt": utc(now),
        "lastModifiedAt": utc(now),
        "function": None,
        "about": None,
        "licensePlate": None,
        "birthday": None,
        "entryDate": None,
        "lastLoggedAt": None,
        "assistant": None,
        "isAssistantOf": None,
    }


def new_supplier(identity: str, name: str) -> Document:
    """A supplier of whom nothing but the name is known."""
    return {"object": "supplier", "id": identity, "name": name, "email": "", "phone": ""}


def add_user(connection: Connection, person: Document) -> Document:
    """Writes a user whose id is new, and gives them back."""
    return _add(connection, users, person, name_of(person))


def add_supplier(connection: Connection, firm: Document) -> Document:
    """Writes a supplier whose id is new, and gives them back."""
    return _add(connection, suppliers, firm, firm["name"])


def _add(connection: Connection, table: Table, document: Document, name: str) -> Document:
    row = {"id": document["id"], "name": plain_caseless(name) or None, "document": written(document)}
    connection.execute(insert(table).values(**row))
    return document


def _met(connection: Connection, table: Table, kind: str, id_or_name: str, field: str) -> Document | None:
    if _is_id(id_or_name, kind):
        same = table.c.id == id_or_name.upper()
    elif len(id_or_name) > LONGEST_NAME:
        raise Refusal(400, f"{field} is neither an id such as {kind}-G606 nor a name: it is too long")
    elif not any(map(str.isalnum, id_or_name)):
        raise Refusal(400, f"{field} is neither an id such as {kind}-G606 nor a name: it has no letter")
    else:
        same = table.c.name == plain_caseless(id_or_name)
    document = connection.scalar(select(table.c.document).where(same))
    return cast(Document, from_json(document)) if document else None


def _is_id(id_or_name: str, kind: str) -> bool:
    return re.fullmatch(rf"{kind}-[A-Z0-9]{{1,30}}", id_or_name, re.ASCII | re.IGNORECASE) is not None


def _free(connection: Connection, table: Table, kind: str) -> str:
    """An id that nobody has: people may be named by ids that were never made here, so a new one may be taken."""
    while True:
        (identity,) = ids.reserve(connection, kind)
        if connection.scalar(select(table.c.id).where(table.c.id == identity)) is None:
            return identity
