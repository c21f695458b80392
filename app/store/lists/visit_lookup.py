"""A visit's row by its name: on the day in the name, or on the day to which its meeting was moved since."""

from __future__ import annotations

from datetime import date

from app.models.scans.code import is_code
from app.models.visit_row import VisitRow
from app.store.database import StoreConnection
from app.store.lists.day_reading import find_row
from app.store.lists.day_rows import days_with, make_lacking_day
from app.store.lists.names import called_now


def find_visit(connection: StoreConnection, account: int, visit: str) -> VisitRow | None:
    """The row of the visit on its own day; None when there is none, or `visit` is no name of one."""
    name = called_now(connection, account, visit)
    try:
        day = date.fromisoformat(name.partition("/")[0])
    except ValueError:
        return None
    return _on(connection, account, day, name)


def find_moved(connection: StoreConnection, account: int, visit: str, near: date) -> VisitRow | None:
    """The row of the same visitor of the same meeting on whichever day is nearest to `near`, a later one before an
    earlier; None when there is none. A visitor's code leads to their visit on any day whose rows are made."""
    if is_code(visit):
        return _coded(connection, account, visit, near)
    _, _, visitor = called_now(connection, account, visit).partition("/")
    if not visitor:
        return None
    days = sorted(
        days_with(connection, account, visitor.partition("/")[0]), key=lambda day: (abs(day - near), day < near)
    )
    rows = (_on(connection, account, day, f"{day.isoformat()}/{visitor}") for day in days)
    return next((row for row in rows if row is not None), None)


def _coded(connection: StoreConnection, account: int, code: str, near: date) -> VisitRow | None:
    rows = connection.execute(
        "select day, visitor from visit_row where place = ? and instr(body, cast(? as blob))",
        (account, f'"code":"{code}"'),
    )
    names = [(date.fromisoformat(day), f"{day}/{visitor}") for day, visitor in rows]
    nearest = min(names, key=lambda one: (abs(one[0] - near), one[0] < near), default=None)
    return find_row(connection, account, nearest[1]) if nearest else None


def _on(connection: StoreConnection, account: int, day: date, name: str) -> VisitRow | None:
    make_lacking_day(connection, account, day)
    return find_row(connection, account, name)
