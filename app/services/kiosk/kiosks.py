"""The kiosks at this server: each says how it is, and the desks hear of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from app.errors import FoyerError
from app.models.listeners import Listeners
from app.models.objects.kiosk_trouble import LONGEST_NAME, LONGEST_TYPED, SILENT, Caller, Trouble
from app.services.connection import Connection, ConnectionState
from app.services.server_calls import ServerCalls
from app.services.site import Site

if TYPE_CHECKING:
    from app.api.api import Api
    from app.models.objects.kiosk import KioskList, ReceptionCall

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class Troubled(Struct, frozen=True):
    """What is wrong at a kiosk: what it said, or, once it says nothing any more, since when it is silent, in the site's
    zone."""

    name: str
    troubles: tuple[Trouble, ...]
    silent_since: datetime | None = None


class Kiosks:
    """`troubled` is what is wrong and `calls` who waits for the reception, as far as this desk heard; `on_change`
    listeners are told when it is something else.

    Nobody waits for any of this, so a server that can't be reached is no error here, and one that isn't our own is
    never asked.
    """

    def __init__(
        self,
        *,
        connection: Connection,
        site: Site,
        calls: ServerCalls,
        tells_changes: Callable[[], bool] = lambda: False,
    ) -> None:
        """`tells_changes` says whether the server tells this desk of each change by itself."""
        self.troubled: tuple[Troubled, ...] = ()
        self.calls: tuple[ReceptionCall, ...] = ()
        self._connection = connection
        self._site = site
        self._heard: KioskList | None = None
        self._calls = calls
        self._tells_changes = tells_changes
        self._fresh: tuple[datetime, timedelta] | None = None
        """Since when, and for how long, it is known how they are, as long as the server tells of changes. None when
        they have to be heard anew."""
        self._asking = object()
        """Stands for the time that they were asked for last."""
        self._changed = Listeners()
        connection.on_change(self._weigh)
        site.on_change(self._weigh)

    def on_change(self, tell: Callable[[], None]) -> None:
        self._changed.add(tell)

    @property
    def server_is_ours(self) -> bool:
        """Whether the server is known to be a desk server of ours."""
        return self._calls.exist is True

    async def report(self, name: str, troubles: Iterable[Trouble]) -> None:
        """This kiosk says how it is; no troubles is well."""
        reported = tuple(troubles)
        await self._asked(lambda api: api.kiosks.report(_fit(name), reported))

    async def remove(self, name: str) -> None:
        """This is no kiosk any more, so nobody is to wait for a word of it."""
        await self._asked(lambda api: api.kiosks.remove(_fit(name)))

    async def call_reception(self, call: str, kiosk: str, caller: Caller) -> bool:
        """A visitor at the kiosk of that name waits for somebody; `call` is an id for it. Says whether the server took
        it: if not, no desk hears of it."""
        name, company, host = (text.strip()[:LONGEST_TYPED] for text in (caller.name, caller.company, caller.host))
        fitting = Caller(name, company, host, caller.is_delivery)

        async def call_it(api: Api) -> bool:
            await api.kiosks.call_reception(call, _fit(kiosk), fitting)
            return True

        return bool(await self._asked(call_it))

    async def answer(self, call: str) -> None:
        """Somebody from this desk goes there."""
        await self._asked(lambda api: api.kiosks.answer(call))
        await self.refreshed()

    async def keep_fresh(self) -> None:
        """Hears how they are, unless the server tells of each change by itself. That a kiosk says nothing any more is
        no change, so when that may have come to be, they are heard."""
        if self._tells_changes() and self._fresh is not None:
            since, lasts = self._fresh
            if timedelta() <= self._site.moment() - since <= lasts:
                return
        await self.refreshed()

    async def refreshed(self) -> None:
        """Hears how they are. While the server is away, what was heard last stays; others find out when it is back."""
        self._fresh = None
        if self._connection.state in (ConnectionState.OFFLINE, ConnectionState.SIGN_IN_NEEDED):
            return
        asking = self._asking = object()
        heard = await self._asked(lambda api: api.kiosks.all())
        if heard is not None and asking is self._asking:  # one that was asked for before may arrive after
            self._heard = heard
            self._fresh = self._site.moment(), _lasts(heard)
            self._weigh()

    async def _asked(self, ask: Callable[[Api], Awaitable[Answer]]) -> Answer | None:
        try:
            return await self._connection.call(ask) if await self._calls.find_out() else None
        except FoyerError as error:
            log.info("Of kiosks nothing was said or heard: %s", type(error).__name__)
            return None

    def _weigh(self) -> None:
        before = self.troubled, self.calls
        self.troubled, self.calls = tuple(self._wrong()), self._heard.calls if self._heard else ()
        if before != (self.troubled, self.calls):
            self._changed()

    def _wrong(self) -> Iterator[Troubled]:
        """A kiosk's silence is the server's to tell, by its own clock; a desk that is cut off itself can't know."""
        if self._heard is None:
            return
        for kiosk in self._heard.kiosks:
            silent = self._heard.sent_at - kiosk.heard_at > SILENT
            if silent and self._connection.state is ConnectionState.ONLINE:
                yield Troubled(kiosk.name, (), self._site.local(kiosk.heard_at))
            elif kiosk.troubles:
                yield Troubled(kiosk.name, kiosk.troubles)


def _lasts(heard: KioskList) -> timedelta:
    """How long this is true as far as the server tells of no change: until the next kiosk counts as silent, if it says
    nothing more. Who waits for the reception gives up some time, so while somebody does it is soon old."""
    if heard.calls:
        return timedelta()
    left = (SILENT - (heard.sent_at - kiosk.heard_at) for kiosk in heard.kiosks)
    return min((one for one in left if one >= timedelta()), default=timedelta.max)


def _fit(name: str) -> str:
    """The name as the server takes one, whatever a person calls this PC."""
    return name.strip()[:LONGEST_NAME].strip() or "Kiosk"
