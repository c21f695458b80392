"""The list of a day's visitors, as they are expected when it is sent."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from app.models.notices.mail import Mail
from app.server.context import ServerContext
from app.server.notices.content.composed import Composed, NoAddress, Overtaken, TooLate
from app.server.notices.content.expected import expected_on
from app.server.storage.tables.notices import notices as table

OVER = "The day was over before it could be sent."
FOLLOWED = "The list of the next day followed."
FORGOTTEN = "To whom it was to go isn't known any more."


def list_of_day(connection: Connection, context: ServerContext, row: Row[Any]) -> Composed:
    """What this row of the table of notices tells. On its day, too, those are expected who come later. Raises
    Overtaken, NoAddress and TooLate."""
    day = date.fromisoformat(row.day)
    if context.now().astimezone(context.zone).date() > day:
        raise TooLate(f"{row.said} {OVER}".strip())
    if not row.address:
        raise NoAddress(FORGOTTEN)
    later = (table.c.kind == row.kind, table.c.address == row.address, table.c.day > row.day)
    if connection.execute(select(table.c.number).where(*later).limit(1)).first():
        raise Overtaken(FOLLOWED)  # it was on its way when that was queued
    return Composed(row.address, "", partial(_letter, context, day, row.id, row.address))


def _letter(context: ServerContext, day: date, identity: str, to: str) -> Mail:
    """All meetings of the day are read here: that takes too long for who composes it."""
    from app.server.notices.letters.list_letter import list_letter  # a server without such lists writes no XLSX

    with context.database.reading() as connection:
        sheet = expected_on(connection, context, day)
    return list_letter(sheet, day, identity=identity, to=to)
