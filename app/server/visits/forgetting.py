"""A visitor who wants to be forgotten is taken out of what people were told: as who was told it, and as whom it told
of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, or_, select, update

from app.models.notices.kinds import OF_VISITORS
from app.models.notices.states import TO_SEND
from app.models.text.identity import Identity
from app.models.text.redaction import FORGOTTEN, naming
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import ForgetRequest
from app.server.context import ServerContext
from app.server.notices.subjects import Subjects
from app.server.storage.changes import Kind, note
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.notices import notices as table

_AT_ONCE = 500
"""Rows in memory: a large site has some hundred thousand."""

_TEXTS = ("said", "subject", "text")


def forget_told(context: ServerContext, request: ForgetRequest) -> None:
    """That it was told stays, and when. Raises Refusal 409, and forgets nothing, while something has still to be sent
    to them."""
    who = Identity.of(request.name, request.company, request.email)
    with context.database.reading() as connection:
        if _is_something_to_send(connection, context, who):
            raise Refusal(409, "Something has still to be sent to this visitor")
        found = {row.number: (row, values) for row, values in _found(connection, who, request)}
    if not found:
        return
    with context.database.writing() as connection:
        for number, (_, values) in found.items():
            connection.execute(update(table).where(table.c.number == number).values(**values))
        for subject in {row.ticket or row.meeting or "" for row, _ in found.values()}:
            note(connection, Kind.NOTICE, subject)


def _is_something_to_send(connection: Connection, context: ServerContext, who: Identity) -> bool:
    waits = table.c.state.in_([state.value for state in TO_SEND])
    to_visitors = table.c.kind.in_([kind.value for kind in OF_VISITORS])
    rows = connection.execute(select(table).where(waits, to_visitors)).all()
    about = Subjects(connection, rows, int(context.now().timestamp()))
    return any(_is_to(who, row, row.name or about.whom(row)) for row in rows)


def _found(connection: Connection, who: Identity, request: ForgetRequest) -> Iterator[tuple[Row[Any], dict[str, str]]]:
    """The rows that name them, and what is written there instead."""
    words = naming(request.name, request.email)
    columns = [table.c[name] for name in ("number", "kind", "meeting", "ticket", "name", "address", *_TEXTS)]
    named = or_(*(table.c[name] != "" for name in ("name", "address", *_TEXTS)))
    some = select(*columns).where(named).order_by(table.c.number).limit(_AT_ONCE)
    rows = connection.execute(some).all()
    while rows:
        for row in rows:
            to_them = row.kind in OF_VISITORS and _is_to(who, row, row.name)
            if to_them or any(words.search(row._mapping[name]) for name in _TEXTS):
                reached = [row.address] if to_them else []  # a mail server's own words may quote it
                whole = naming(request.name, request.email, *reached, *_reached_at(connection, row.meeting, who))
                values = {name: whole.sub(FORGOTTEN, row._mapping[name]) for name in _TEXTS}
                yield row, values | (dict.fromkeys(("name", "address", "subject", "text"), "") if to_them else {})
        rows = connection.execute(some.where(table.c.number > rows[-1].number)).all()


def _reached_at(connection: Connection, meeting: str | None, who: Identity) -> list[str]:
    """The addresses and numbers that they have in a meeting."""
    columns = (meetings.c.document, meetings.c.cancelled_visitors)
    row = connection.execute(select(*columns).where(meetings.c.id == meeting)).one_or_none()
    if row is None:
        return []
    visitors = [*from_json(row.document)["visitors"], *(from_json(row.cancelled_visitors or b"[]"))]
    them = [visitor for visitor in visitors if Identity.read(visitor).is_same(who)]
    return [visitor.get(name) or "" for visitor in them for name in ("email", "mobile", "phone")]


def _is_to(who: Identity, row: Row[Any], name: str) -> bool:
    email = row.address if "@" in row.address else ""  # else it is a number
    return Identity.of(name, "", email).is_same(who)
