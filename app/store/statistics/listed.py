"""The rows of several days, to be listed."""

from __future__ import annotations

from app.models.visit_row import VisitRow
from app.store.lists.day_reading import read_row
from app.store.statistics.visits import Rows


def listed(rows: Rows) -> list[VisitRow]:
    """In the order of time. Thousands take their time: it is for a thread of its own."""
    visits = [read_row(*row) for of_day in rows.values() for row in of_day]
    return sorted(visits, key=lambda one: (one.day, one.expected, one.meeting, one.number))
