"""What somebody looks for in the tickets again and again."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from app.models.objects.ticket_query import URGENCY, TicketQuery
from app.models.tickets.steps import ON_HOLD


class SavedView(Struct, frozen=True):
    """`name` tells it from the others. `query` is of the first page, whatever page size it has."""

    name: str
    query: TicketQuery


_OPEN = TicketQuery(sort_by=URGENCY, is_open=True)

MINE = "Mine"

BUILT_IN = (
    SavedView("Overdue", replace(_OPEN, overdue=True)),
    SavedView("Unassigned", replace(_OPEN, unassigned=True)),
    SavedView("Waiting for supplier", replace(_OPEN, status=str(ON_HOLD))),
    SavedView("Favourites", TicketQuery(sort_by=URGENCY, favorite=True)),
    SavedView("Archived", TicketQuery(archived=True)),
)
"""Those that every desk has on our own server, beside what is one's own."""


def mine(agent: str) -> SavedView:
    """What the agent of that id has to do; of "" nobody knows yet whose it is."""
    return SavedView(MINE, replace(_OPEN, agent_id=agent))
