"""The lists that this desk's file answers for, by name, and what a change of it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from msgspec import Struct

from app.models.objects.ticket_query import TicketQuery

ON_SITE = "on-site"
"""Who is in the building, and the roll call of them."""

WAITING = "waiting"
"""What waits to reach the server, or a mail server."""

TICKETS = "tickets"
"""Every page of tickets."""

PEOPLE = "people"
"""Whom this desk met."""

HEARD = "heard"
"""As of when the lists are that follow the server."""

EVERYTHING = "everything"
"""Every list there is: another file took the place of the one before."""


class Change(Struct, frozen=True):
    """What one transaction changed: the file's revision after it, and the names of the lists that it changed.

    Revisions only grow; they count no unit.
    """

    revision: int
    lists: frozenset[str]

    def of(self, *lists: str) -> bool:
        """Whether any of these lists changed."""
        return not self.lists.isdisjoint(lists) or EVERYTHING in self.lists


def day_list(day: date) -> str:
    """The name of the list of a day's visits, each with its arrival."""
    return f"day/{day.isoformat()}"


def meetings_list(day: date) -> str:
    """The name of the server's list of a day's meetings."""
    return f"meetings/{day.isoformat()}"


def visits_list(day: date) -> str:
    """The name of the server's list of a day's visits."""
    return f"visits/{day.isoformat()}"


def tickets_list(query: TicketQuery) -> str:
    """The name of one page of the server's tickets."""
    return "tickets?" + "&".join(f"{name}={value}" for name, value in query.parameters().items())


Row = TypeVar("Row")


def with_unchanged(rows: Iterable[Row], before: Iterable[Row], *, key: Callable[[Row], object]) -> tuple[Row, ...]:
    """The `rows`, each that equals the one of its key `before` replaced by that very object."""
    known = {key(one): one for one in before}
    return tuple(old if (old := known.get(key(one))) == one else one for one in rows)
