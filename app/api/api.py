"""The whole API of one server and company, as services are handed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct

from app.api.client import Client
from app.api.kiosks import Kiosks
from app.api.meetings import Meetings
from app.api.tickets import Tickets
from app.api.visits import Visits


class Api(Struct, frozen=True):
    """`close` lets go of every connection; nothing may be asked after it."""

    meetings: Meetings
    tickets: Tickets
    visits: Visits
    kiosks: Kiosks
    close: Callable[[], Awaitable[None]]

    @classmethod
    def over(cls, client: Client, close: Callable[[], Awaitable[None]] | None = None) -> Api:
        """Every call over one client; `close` is the client's own unless there is more to let go of."""
        return cls(
            meetings=Meetings(client),
            tickets=Tickets(client),
            visits=Visits(client),
            kiosks=Kiosks(client),
            close=close or client.close,
        )
