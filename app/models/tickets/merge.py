"""A change of a ticket on top of what the server has by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from msgspec import Struct

from app.models.merging.comparison import NOTHING_CHOSEN, Choices, Comparison
from app.models.merging.conflict import FieldConflict
from app.models.tickets.change import TicketChange
from app.models.tickets.fields import ATTRIBUTES, Values, identified, people_in, values_in
from app.models.values.json_fields import Fields, list_under, text_in


class Merged(Struct, frozen=True):
    """`wanted` is what is left to be changed, in which of every conflict yours stands. `adopted` are the names of what
    only they changed, and which stays so."""

    wanted: Values
    conflicts: tuple[FieldConflict, ...]
    adopted: tuple[str, ...]


def merge(change: TicketChange, ticket: Fields, zone: tzinfo, choices: Choices = NOTHING_CHOSEN) -> Merged:
    """`ticket` is what the server has, `zone` the site's. `choices` says of conflicts, by their names, which side is
    taken."""
    people, compared = people_in(ticket), Comparison(choices)
    before, expected, asked = (identified(one, people) for one in (change.base, change.expected, change.wanted))
    wanted: Values = {}
    for name, there in values_in(ticket, zone).items():
        base = before.get(name, there)
        if name in expected and expected[name] == there:
            base = there  # this desk's own earlier change, which was sent meanwhile
        value = compared.of_three(name, name, base, there, asked.get(name, base))
        if value != there:
            wanted[name] = value
    return Merged(wanted, tuple(compared.conflicts), tuple(compared.adopted))


def changed_by_others(ticket: Fields, names: Iterable[str], *, own: str) -> Mapping[str, str]:
    """Those of these values that another desk than `own` changed last, and which by the ticket's log, "" where that
    doesn't tell: what the server changes as well when this desk changes something was nobody else."""
    last = {text_in(one, "what"): text_in(one, "by") for one in list_under(ticket, "log") if isinstance(one, dict)}
    desks = {name: last.get(ATTRIBUTES.get(name, name), "") for name in names}
    return {name: desk for name, desk in desks.items() if desk != own}
