"""How it stands with a listed ticket: its status as one of our own server's numbers, and what it can become."""

from __future__ import annotations

from app.models.objects.summaries import TicketSummary
from app.models.tickets.steps import DONE, REQUESTED, STEPS, can_step, reopened

_ORDER = tuple(STEPS)


def status_number(ticket: TicketSummary) -> int:
    """Of a ticket that waits to be created, or of a status that nobody knows, that of a new one."""
    number = ticket.status.id if ticket.status else ""
    return int(number) if number.isdecimal() and int(number) in STEPS else REQUESTED


def is_done(ticket: TicketSummary) -> bool:
    return status_number(ticket) in DONE


def steps_of(ticket: TicketSummary) -> tuple[int, ...]:
    """The statuses that it can go to now, in the order in which a ticket goes through them. Of one that is done, the
    one that it is reopened to is among them, and no other that is open."""
    now, has_agent = status_number(ticket), ticket.agent is not None
    others = (one for one in _ORDER if one != now and can_step(now, one, has_agent=has_agent))
    if now not in DONE:
        return tuple(others)
    return tuple(one for one in others if one in DONE or one == reopened(has_agent=has_agent))


def may_step(ticket: TicketSummary, status: int) -> bool:
    """Whether it can go to that status now, and isn't there already."""
    return status in steps_of(ticket)
