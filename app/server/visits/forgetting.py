"""A visitor who wants to be forgotten is taken out of what people were told: as who was told it, and as whom it told
of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

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
from app.server.storage.tables.notices import notices as table

_AT_ONCE = 500
"""Rows in memory: a large site has some hundred thousand."""

_TEXTS = ("said", "subject", "text")


def forget_told(context: ServerContext, request: ForgetRequest) -> None:
    """That it was told stays, and when. Raises Refusal 409, and forgets nothing, while something has still to be sent
    to them."""
    who = Identity.of(request.name, request.company, request.email)
    words = naming(request.name, request.email)
    with context.database.reading() as connection:
        if _is_something_to_send(connection, context, who):
            raise Refusal(409, "Something has still to be sent to this visitor")
        found = {row.number: (row, values) for row, values in _found(connection, who, words)}
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


def _found(connection: Connection, who: Identity, words: re.Pattern[str]) -> Iterator[tuple[Row[Any], dict[str, str]]]:
    """The rows that name them, and what is written there instead."""
    columns = [table.c[name] for name in ("number", "kind", "meeting", "ticket", "name", "address", *_TEXTS)]
    named = or_(*(table.c[name] != "" for name in ("name", "address", *_TEXTS)))
    some = select(*columns).where(named).order_by(table.c.number).limit(_AT_ONCE)
    rows = connection.execute(some).all()
    while rows:
        for row in rows:
            values = {name: words.sub(FORGOTTEN, row._mapping[name]) for name in _TEXTS}
            if row.kind in OF_VISITORS and _is_to(who, row, row.name):
                values |= {"name": "", "address": "", "subject": "", "text": ""}
            if any(row._mapping[name] != value for name, value in values.items()):
                yield row, values
        rows = connection.execute(some.where(table.c.number > rows[-1].number)).all()


def _is_to(who: Identity, row: Row[Any], name: str) -> bool:
    email = row.address if "@" in row.address else ""  # else it is a number
    return Identity.of(name, "", email).is_same(who)
