"""The whole API of one server and company, as services are handed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.api.meetings import Meetings
from app.api.tickets import Tickets
from app.api.visits import Visits


@dataclass(frozen=True, slots=True)
class Api:
    """`close` lets go of every connection; nothing may be asked after it."""

    meetings: Meetings
    tickets: Tickets
    visits: Visits
    close: Callable[[], Awaitable[None]]
