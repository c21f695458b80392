"""The whole API of one server and company, as services are handed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct

from app.api.changes import ChangeCalls
from app.api.client import Client
from app.api.kiosks import KioskCalls
from app.api.meetings import MeetingCalls
from app.api.notices.notices import NoticeCalls
from app.api.sign_in.oauth import OAuthCalls
from app.api.statistics import StatisticsCalls
from app.api.tickets import TicketCalls
from app.api.visits import VisitCalls


class Api(Struct, frozen=True):
    """`close` lets go of every connection; whatever is asked after it raises Unreachable. `desk_server` gives the
    version of our own desk server, "" as long as no answer said that it is one."""

    meetings: MeetingCalls
    tickets: TicketCalls
    visits: VisitCalls
    kiosks: KioskCalls
    changes: ChangeCalls
    notices: NoticeCalls
    statistics: StatisticsCalls
    oauth: OAuthCalls
    close: Callable[[], Awaitable[None]]
    desk_server: Callable[[], str]

    @classmethod
    def over(cls, client: Client, close: Callable[[], Awaitable[None]] | None = None) -> Api:
        """Every call over one client; `close` is the client's own unless there is more to let go of."""
        return cls(
            meetings=MeetingCalls(client),
            tickets=TicketCalls(client),
            visits=VisitCalls(client),
            kiosks=KioskCalls(client),
            changes=ChangeCalls(client),
            notices=NoticeCalls(client),
            statistics=StatisticsCalls(client),
            oauth=client.oauth,
            close=close or client.close,
            desk_server=lambda: client.desk_server,
        )
