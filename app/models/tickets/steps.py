"""Which steps a ticket can take from one status to another: the desk offers them, and our server refuses the others."""

from __future__ import annotations

from collections.abc import Mapping

REQUESTED, QUALIFIED, ASSIGNED, IN_PROGRESS, ON_HOLD, SOLVED, CLOSED = 1, 6, 2, 3, 4, 5, 7
"""Numbers of STATUSES, in the order in which a ticket goes through them."""

OPEN = (REQUESTED, QUALIFIED, ASSIGNED, IN_PROGRESS, ON_HOLD)
DONE = (SOLVED, CLOSED)

STEPS: Mapping[int, tuple[int, ...]] = {
    REQUESTED: (QUALIFIED, ASSIGNED, IN_PROGRESS, ON_HOLD, SOLVED, CLOSED),
    QUALIFIED: (REQUESTED, ASSIGNED, IN_PROGRESS, ON_HOLD, SOLVED, CLOSED),
    ASSIGNED: (REQUESTED, QUALIFIED, IN_PROGRESS, ON_HOLD, SOLVED, CLOSED),
    IN_PROGRESS: (REQUESTED, QUALIFIED, ASSIGNED, ON_HOLD, SOLVED, CLOSED),
    ON_HOLD: (REQUESTED, QUALIFIED, ASSIGNED, IN_PROGRESS, SOLVED, CLOSED),
    SOLVED: (CLOSED, REQUESTED, IN_PROGRESS),
    CLOSED: (REQUESTED, IN_PROGRESS),
}


def can_step(before: int, after: int, *, has_agent: bool) -> bool:
    """Whether a ticket may go from one status to the other, or stay; only one that has an agent is assigned."""
    return (before == after or after in STEPS[before]) and (has_agent or after != ASSIGNED)


def reopens(before: int, after: int) -> bool:
    """Whether this step takes up again what was done."""
    return before in DONE and after in OPEN


def reopened(*, has_agent: bool) -> int:
    """The status to which *Reopen ticket* takes it."""
    return IN_PROGRESS if has_agent else REQUESTED


def with_agent(status: int, *, has_agent: bool) -> int:
    """The status of a ticket in `status` whose agent was given or taken, when nobody asks for another."""
    if has_agent:
        return ASSIGNED if status in (REQUESTED, QUALIFIED) else status
    return QUALIFIED if status == ASSIGNED else status
