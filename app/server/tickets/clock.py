"""The clock of a ticket: how much of the time that its priority allows was worked. It stands while the ticket is on
hold or done. What a person says it is due by always wins, and the clock goes on beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from app.models.tickets.due_times import DueTimes
from app.models.tickets.steps import DONE, ON_HOLD
from app.server.bodies.wire import Document, local
from app.server.context import ServerContext


class Clock(NamedTuple):
    """As it is kept, by the names of its columns: seconds that are allowed, null for a ticket without a clock; those
    that were used until it last stood; since when it runs, in seconds since 1970, null while it stands; and whether a
    person gave the day."""

    clock_allowed: int | None = None
    clock_used: int = 0
    clock_since: int | None = None
    due_given: bool = False

    def shown(self, context: ServerContext) -> Document | None:
        """As it is answered."""
        if self.clock_allowed is None:
            return None
        used, runs = self.clock_used + self._running(context), self.clock_since is not None
        return {"allowed": self.clock_allowed, "used": used, "runs": runs}

    def _running(self, context: ServerContext) -> int:
        if self.clock_since is None or context.due_times is None:
            return 0
        return context.due_times.calendar.worked(datetime.fromtimestamp(self.clock_since, UTC), context.now())


def begun(context: ServerContext, ticket: Document) -> tuple[Clock, Document]:
    """The clock of a new ticket, and the ticket with the due time that follows."""
    return _set(context, ticket, Clock(due_given=ticket["dueAt"] is not None))


def followed(context: ServerContext, clock: Clock, before: Document, after: Document) -> tuple[Clock, Document]:
    """The clock of a ticket that is changed, and the ticket with the due time that follows."""
    if before["dueAt"] != after["dueAt"]:
        clock = clock._replace(due_given=after["dueAt"] is not None)
    elif before["priority"]["id"] == after["priority"]["id"] and _runs(before) == _runs(after):
        return clock, after
    used = clock.clock_used + clock._running(context)
    return _set(context, after, clock._replace(clock_used=used, clock_since=None))


def _runs(ticket: Document) -> bool:
    return ticket["status"]["id"] not in (*DONE, ON_HOLD)


def _due(context: ServerContext, times: DueTimes, left: int) -> str | None:
    """When what is left of the time will have been worked; None where hardly anything is worked."""
    try:
        return local(times.calendar.due_after(context.now(), left), context.zone)
    except ValueError:
        return None


def _set(context: ServerContext, ticket: Document, clock: Clock) -> tuple[Clock, Document]:
    """Sets a clock that stands, as the ticket has it."""
    times, runs = context.due_times, _runs(ticket)
    allowed = times.allowed(ticket["priority"]["id"]) if times else None
    if times is None or allowed is None:
        computed = clock.clock_allowed is not None and not clock.due_given
        return clock._replace(clock_allowed=None), ticket | ({"dueAt": None} if computed else {})
    clock = clock._replace(clock_allowed=allowed, clock_since=int(context.now().timestamp()) if runs else None)
    due: dict[str, Any] = {}
    if not clock.due_given and runs:
        due = {"dueAt": _due(context, times, allowed - clock.clock_used)}
    elif not clock.due_given and ticket["status"]["id"] == ON_HOLD:
        due = {"dueAt": None}
    return clock, ticket | due
