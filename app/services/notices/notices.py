"""*Notices*: who was told of what by our own server, as it says when it is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from app.errors import NotFound, Refused
from app.models.listeners import Listeners
from app.models.notices.kinds import NoticeKind
from app.models.notices.notice import NoticeList, Told
from app.models.notices.ways import Ways
from app.services.changes.subscription import Subscription
from app.services.connection import Connection, ConnectionState
from app.services.server_calls import ServerCalls

if TYPE_CHECKING:
    from app.api.api import Api

NONE = NoticeList(mail=False)


class Notices:
    """Nothing of them is kept here but whether the server can mail. Each method that asks raises what
    `Connection.call` does; a server that isn't ours is never asked, and nobody is told of anything by it that this desk
    knows of.

    `mails` says whether our own server can mail, as it said last; None where it never said so. `sms` says whether it
    can tell people by SMS. `kept` says that this is in the desk's file; `keep` keeps both there, and may raise DiskFull
    or StoreFailed.
    """

    def __init__(
        self,
        *,
        connection: Connection,
        calls: ServerCalls,
        subscription: Subscription,
        mails: bool | None,
        sms: bool,
        kept: bool,
        keep: Callable[[NoticeList], Awaitable[object]],
    ) -> None:
        self.mails = mails
        self._sms = sms
        self._kept = kept
        self._connection = connection
        self._calls = calls
        self._keep = keep
        self._away = True
        self._changed = Listeners()
        connection.on_change(self._on_connection)
        subscription.on_notices(self._changed)

    @property
    def of_arrivals(self) -> bool:
        """Whether the server tells hosts of arrivals, as far as that is known."""
        return self.exist and self.mails is True

    @property
    def exist(self) -> bool:
        """Whether the server is our own, as far as that is known."""
        return bool(self._calls.likely)

    def ways(self) -> Ways:
        """By which ways the server tells people, as far as that is known by now."""
        return Ways(ours=True, email=self.mails is not False, sms=self._sms) if self.exist else Ways()

    def on_change(self, tell: Callable[[frozenset[str] | None], object]) -> None:
        """`tell` is called with the ids of the meetings and tickets whose notices stand otherwise on the server, ""
        among them for what is told of neither; with None when it may be any, also because the server wasn't reached for
        a while."""
        self._changed.add(tell)

    async def find_out(self) -> None:
        """Learns whether the server can mail."""
        await self._listed(lambda api: api.notices.none())

    async def of(self, told: Told) -> NoticeList:
        """What a visitor was told, or what was told of a ticket, and what is to be: the newest first."""
        return await self._listed(lambda api: api.notices.of(told))

    async def unsent(self) -> NoticeList:
        """What waits at the server, after what it lately couldn't send."""
        return await self._listed(lambda api: api.notices.unsent())

    async def unsent_lists(self) -> NoticeList:
        """The same of the list of tomorrow's visitors alone."""
        return await self._listed(lambda api: api.notices.unsent(NoticeKind.TOMORROW_LIST))

    async def send_again(self, notice: str) -> bool:
        """Has it sent once more. False where that can't be any more: it waits already, or is no longer true."""
        operation = uuid4().hex
        try:
            await self._connection.call(lambda api: api.notices.send_again(notice, operation))
        except Refused as error:
            if error.status != 409:
                raise
            return False
        return True

    async def _listed(self, ask: Callable[[Api], Awaitable[NoticeList]]) -> NoticeList:
        listed = NONE
        if await self._calls.find_out():
            with suppress(NotFound):  # an older one of ours has no such call, and mails nothing
                listed = await self._connection.call(ask)
        told = listed.mail, listed.sms
        self._kept = self._kept and told == (self.mails, self._sms)
        self.mails, self._sms = told
        if not self._kept:
            self._kept = True
            await self._keep(listed)
        return listed

    def _on_connection(self) -> None:
        was_away, self._away = self._away, self._connection.state is not ConnectionState.ONLINE
        if was_away and not self._away:
            self._changed(None)
