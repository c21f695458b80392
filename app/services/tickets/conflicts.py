"""What a person chooses where two changed the same of a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from msgspec.structs import replace

from app.models.contacts import Named
from app.models.merging.conflict import GONE, Conflict
from app.models.operations import Operation
from app.models.tickets.change import TicketChange
from app.models.tickets.fields import people_in, values_in
from app.models.tickets.merge import merge
from app.models.values.json_fields import object_of


def conflict_in(row: Operation, zone: tzinfo, named: Named) -> Conflict | None:
    """Why the change needs a person, None when it isn't for either of these reasons. `named` are those whom it
    names."""
    change = TicketChange.of(row.body)
    if not row.theirs:
        return Conflict(change.title, (), gone=True) if row.status in GONE else None
    theirs = object_of(row.theirs, "ticket")
    here = {sent: one.name for sent, one in {**named.users, **named.suppliers}.items()}
    people = {**here, **people_in(theirs)}
    return Conflict(change.title, merge(change, theirs, zone).conflicts, people=people)


def resolved(row: Operation, choices: Mapping[str, str], zone: tzinfo) -> TicketChange | None:
    """What is left to be changed after the choices, from what the server had then; None for nothing."""
    change = TicketChange.of(row.body)
    if not row.theirs:
        return change
    theirs = object_of(row.theirs, "ticket")
    wanted = merge(change, theirs, zone, choices).wanted
    return replace(change, base=values_in(theirs, zone), expected={}, wanted=wanted) if wanted else None
