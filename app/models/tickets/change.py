"""What a person wants of a ticket that the server has, or will have."""

from __future__ import annotations

from msgspec import field

from app.models.drafts import Body
from app.models.merging.kept import Kept
from app.models.tickets.fields import Values
from app.models.tickets.steps import reopened, reopens, with_agent

STATUS, AGENT = "statusId", "agentId"


class TicketChange(Kept, frozen=True, omit_defaults=True):
    """What one operation of the outbox asks for. `ticket` is the server's id, or the operation that creates it.

    `base` is what the server had when the person began, as far as this desk knew, {} of a ticket that it hadn't; what
    `expected` holds was otherwise by then, because of earlier changes that waited here. `wanted` are the values that
    the person wants otherwise.
    """

    ticket: str
    title: str
    base: Values
    wanted: Values
    expected: Body = field(default_factory=dict)


def shown_on(before: Values, wanted: Values) -> Values:
    """What a ticket with the values `before` is once it is as wanted: an agent moves its status on, where nobody asks
    for another."""
    after = before | wanted
    if AGENT in wanted and STATUS not in wanted and str(before.get(STATUS, "")).isdecimal():
        after[STATUS] = str(with_agent(int(before[STATUS]), has_agent=bool(wanted[AGENT])))
    return after


def way_back(change: TicketChange) -> TicketChange:
    """The change that makes the ticket again what it was, when `change` has reached the server. What was solved is
    reopened, which isn't just what it was before."""
    before = change.base | change.expected
    after = shown_on(before, change.wanted)
    wanted = {name: before[name] for name in after if name in before and before[name] != after[name]}
    if STATUS in wanted and wanted[STATUS].isdecimal() and reopens(int(after[STATUS]), int(wanted[STATUS])):
        wanted[STATUS] = str(reopened(has_agent=bool(before.get(AGENT))))
    return TicketChange(change.ticket, change.title, after, wanted)
