"""Where people are reached: at what the server knows of them, else at what the site's lists of hosts and of suppliers
say."""

from __future__ import annotations

from msgspec import Struct
from pydantic_core import from_json
from sqlalchemy import Connection, Table, select

from app.models.notices.notice_plan import NoticePlan
from app.server import people
from app.server.bodies.wire import Document
from app.server.storage.tables.site import suppliers, users


class Reader(Struct, frozen=True):
    """Whom a notice is for; `language` is a code of the API's, "" where nobody knows it, like the others."""

    name: str
    email: str
    phone: str = ""
    language: str = ""


def user_as_reader(person: Document, plan: NoticePlan) -> Reader:
    """A user out of a meeting or a ticket."""
    name = people.name_of(person)
    listed = plan.listed_host(person["id"], name)
    return Reader(
        name=name or (listed.name if listed else ""),
        email=person["email"] or (listed.email if listed else ""),
        phone=person["mobile"] or person["phone"] or (listed.phone if listed else ""),
        language=(person["language"] or {}).get("code", ""),
    )


def reader_of(connection: Connection, identity: str, plan: NoticePlan) -> Reader | None:
    """The user or the supplier of that id; None when there is none."""
    user = _known(connection, users, identity)
    if user is not None:
        return user_as_reader(user, plan)
    firm = _known(connection, suppliers, identity)
    return _supplier_as_reader(firm, plan) if firm is not None else None


def _supplier_as_reader(firm: Document, plan: NoticePlan) -> Reader:
    listed = plan.listed_supplier(firm["id"], firm["name"])
    return Reader(
        name=firm["name"] or (listed.name if listed else ""),
        email=firm["email"] or (listed.email if listed else ""),
        phone=firm["phone"] or (listed.phone if listed else ""),
    )


def _known(connection: Connection, table: Table, identity: str) -> Document | None:
    document = connection.scalar(select(table.c.document).where(table.c.id == identity))
    return from_json(document) if document else None
