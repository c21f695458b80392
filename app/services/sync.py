"""Sends what waits in the outbox: in order, once each, through every failure that a network and a server can have."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping

from app.errors import (
    Busy,
    FoyerError,
    NoAnswer,
    OnItsWay,
    Refused,
    ServerFailed,
    SignInNeeded,
    StoreFailed,
    Unreadable,
)
from app.models.drafts import Body
from app.models.terms import Signature
from app.services.connection import Connection
from app.services.rests import AT_ONCE, BETWEEN_LOOKS, IDLE, UNTIL_SIGNED_IN, Call, Rest, Rests
from app.services.sending import ARRIVAL, MEETING, TICKET, Looked, Made, Sender, lists_of
from app.services.site import Site
from app.services.visit_names import made_visitors, now_called, same_visitors, waits_for_meeting
from app.store.journal import Entry
from app.store.outbox import UNDER_WAY, Kind, Operation, Outbox, State, Unsent, Write

log = logging.getLogger(__name__)

LOOKS = 2
"""A write whose answer was lost is looked for so often, some seconds apart, before it is resent."""

SENDERS: Mapping[Kind, Sender] = {Kind.MEETING: MEETING, Kind.TICKET: TICKET, Kind.ARRIVAL: ARRIVAL}
TO_SEND = (State.WAITING, *UNDER_WAY)
NO_SUCH_CALL = (404, 405)
"""How a server answers that can't be told of arrivals. A visit that there isn't is 410."""
IN_DOUBT = (*UNDER_WAY, State.UNCLEAR)


class Sync:
    """One at a time, first in, first out. A row that needs a person lets the ones behind it pass.

    `pending` is the outbox as it stands on the disk. `on_change` listeners are told after each change of it.
    `became` gives the operation of a server's id, for those sent since the start: a row that stood for one stands for
    the other. `visitors` says of operation/number, a visitor whose meeting waited, who that is by now.
    `takes_arrivals` says whether the server can be told of them at all, None while nobody knows.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        connection: Connection,
        site: Site,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.pending: Unsent = outbox.unsent_now()
        self.became: dict[str, str] = {}
        self.visitors = outbox.became_now()
        self.takes_arrivals: bool | None = None
        self._outbox = outbox
        self._connection = connection
        self._site = site
        self._rests = Rests(sleep, jitter)
        self._told: list[Callable[[], None]] = []
        self._decisions: set[asyncio.Task[Unsent]] = set()

    def on_change(self, tell: Callable[[], None]) -> None:
        self._told.append(tell)

    async def put(self, operation: str, kind: Kind, body: Body, *, instead_of: str = "") -> Operation:
        """Keeps a write, durably, and sees to it that it is sent. Gives it as it is kept.

        Raises DiskFull or StoreFailed when it isn't kept.

        `instead_of` is the operation that was edited; raises OnItsWay when that, or the same before, is being sent or
        was sent.
        """
        replaced = next((row for row in self.pending if row.id == instead_of), None)
        became = same_visitors(replaced.body, replaced.id, body, operation) if replaced else {}
        write = Write(operation, kind, body)
        put = self._outbox.put([write], self._site.now(), instead_of=instead_of, became=became)
        kept = next((row for row in await self.decided(self._naming(put, became)) if row.id == operation), None)
        if kept is None:
            raise OnItsWay("the same was sent before")
        return kept

    async def keep(
        self,
        writes: Iterable[Write],
        entries: Iterable[Entry],
        then: Callable[[], None],
        *,
        signatures: Iterable[Signature] = (),
        without: Iterable[str] = (),
    ) -> None:
        """Keeps writes together with what the journal says and what was signed, durably. The operations `without` go
        with it, unless they are on their way. `then` is called when that is done, before anybody is told.

        Raises DiskFull or StoreFailed when nothing is kept.
        """

        async def keep() -> Unsent:
            now = self._site.now()
            pending = await self._outbox.put(writes, now, entries=entries, signatures=signatures, without=without)
            then()
            return pending

        await self.decided(keep())

    async def discard(self, operation: str) -> None:
        """A person decided against it. Raises OnItsWay when it is being sent or was sent."""
        await self.decided(self._outbox.discard(operation))

    async def adopt(self, operation: str, made: str) -> None:
        """A person said that the server's `made` is what this became. When that is gone, it is looked for anew."""
        row = next((row for row in self.pending if row.id == operation and row.state is State.UNCLEAR), None)
        if row is None:
            return
        looked = await self._connection.call(lambda api: SENDERS[row.kind].look(api, row))
        it = next((one for one in looked.found if one.id == made), None)
        await self.decided(self._sent(row, it) if it else self._outbox.set_unknown(operation, self._site.now()))

    async def resend(self, operation: str) -> None:
        """A person said that the server doesn't have it, or wants it to be asked once more."""
        await self.decided(self._outbox.set_again(operation, self._site.now()))

    def wake(self) -> None:
        """Tries at once, because a person asked for it; even when the server wanted more time."""
        self._rests.succeeded()
        self._rests.call(Call.PERSON)

    def online_again(self) -> None:
        """Tries at once, because the network came back or somebody signed in; not when the server wanted more time."""
        self._rests.call(Call.ONLINE)

    async def run(self) -> None:
        """Goes on until it is cancelled. What was being sent when the desk went down has an unknown outcome."""
        self._show(await self._outbox.recover(self._site.now()))
        while True:
            self._rests.step_begins()
            row = next(filter(self._is_next, self.pending), None)
            await self._rests.take(await self._step(row) if row else IDLE)

    async def decided(self, change: Coroutine[None, None, Unsent]) -> Unsent:
        """What a person decided is seen through and shown even when the page that asked for it goes away."""

        async def seen_through() -> Unsent:
            pending = await change
            self._show(pending)
            self._rests.call(Call.NEW_WORK)
            return pending

        task = asyncio.ensure_future(seen_through())
        self._decisions.add(task)
        task.add_done_callback(self._decisions.discard)
        return await asyncio.shield(task)

    def _show(self, pending: Unsent) -> None:
        self.pending = pending
        for tell in self._told:
            try:
                tell()
            except Exception:
                log.exception("Somebody who was told of the outbox met a bug; sending goes on")

    def _is_next(self, row: Operation) -> bool:
        """Whether it is to be sent to the server now: who came to a meeting has to wait for the meeting."""
        if row.state not in TO_SEND or row.kind not in SENDERS:
            return False
        return row.kind is not Kind.ARRIVAL or not waits_for_meeting(row.body["visit"], self.visitors, self.pending)

    async def _naming(self, put: Awaitable[Unsent], became: Mapping[str, str]) -> Unsent:
        pending = await put
        self.visitors.update(became)
        return pending

    async def _step(self, row: Operation) -> Rest:
        """Does the next thing for one row, and gives how long to rest before the next step."""
        try:
            return await self._careful_step(row)
        except StoreFailed as error:
            log.error("The outbox can't be written, so nothing is sent: %s", error)
            return self._rests.back_off()

    async def _careful_step(self, row: Operation) -> Rest:
        try:
            if row.state is State.WAITING:
                return await self._send(row)
            if row.kind is Kind.ARRIVAL:  # the same event again is the same event: nothing to look for
                return await self._again(row, AT_ONCE)
            return await self._look(row)
        except StoreFailed:
            raise
        except Exception:
            log.exception("A step of the outbox met a bug: a person has to look at this row, the others go on")
            self._show(await self._outbox.set_unclear(row.id, self._site.now(), ()))
            return AT_ONCE

    async def _send(self, row: Operation) -> Rest:
        known = () if row.attempts or row.kind is Kind.ARRIVAL else await self._known(row)
        self._show(await self._outbox.set_sending(row.id, self._site.now(), known))
        if not any(one.id == row.id and one.state is State.SENDING for one in self.pending):
            return AT_ONCE  # a person discarded it a moment ago
        try:
            made = await self._connection.call(lambda api: SENDERS[row.kind].send(api, self._named(row), row.id))
        except FoyerError as error:
            return await self._after(row, error)
        return await self._settle(row, made)

    async def _known(self, row: Operation) -> tuple[str, ...]:
        """What looks like this row's outcome before it was ever sent, and so isn't."""
        pieces = await self._outbox.kept(lists_of(row.kind, row.body))
        return await asyncio.to_thread(SENDERS[row.kind].equal_in, pieces, row.body)

    async def _after(self, row: Operation, error: FoyerError) -> Rest:
        """What a failed sending means for the row: the design's table, line by line."""
        now = self._site.now()
        match error:
            case SignInNeeded():
                self._show(await self._outbox.set_waiting(row.id, now))
                return UNTIL_SIGNED_IN
            case Busy():
                self._show(await self._outbox.set_waiting(row.id, now))
                return self._rests.asked(error)
            case Refused(status=status) if (
                row.kind is Kind.ARRIVAL and status in NO_SUCH_CALL and not self.takes_arrivals
            ):
                self.takes_arrivals = False
                self._show(await self._outbox.drop(row.id))
                return AT_ONCE
            case Refused():
                self._rests.succeeded()
                self._show(await self._outbox.set_rejected(row.id, now, error.status, error.words))
                return AT_ONCE
            case NoAnswer() | ServerFailed() | Unreadable() if row.kind is not Kind.ARRIVAL:
                self._show(await self._outbox.set_unknown(row.id, now))
                return self._rests.back_off()
            case _:  # Unreachable, or no way to the server could be opened: nothing was sent
                return await self._again(row, self._rests.back_off())

    async def _again(self, row: Operation, rest: Rest) -> Rest:
        self._show(await self._outbox.set_waiting(row.id, self._site.now()))
        return rest

    def _named(self, row: Operation) -> Body:
        """The body with the visit's name as the server knows it by now."""
        if row.kind is not Kind.ARRIVAL:
            return row.body
        return row.body | {"visit": now_called(row.body["visit"], self.visitors)}

    async def _look(self, row: Operation) -> Rest:
        """The outcome is unknown: looks whether the server has it, twice, some seconds apart, before it is resent."""
        try:
            looked = await self._connection.call(lambda api: SENDERS[row.kind].look(api, row))
        except SignInNeeded:
            return UNTIL_SIGNED_IN
        except Busy as busy:
            return self._rests.asked(busy)
        except Refused as refused:
            log.warning("The server doesn't let the desk look for a lost write: %s", refused.status)
            self._show(await self._outbox.set_unclear(row.id, self._site.now(), ()))
            return AT_ONCE
        except FoyerError:
            return self._rests.back_off()
        return await self._decide(row, looked)

    async def _decide(self, row: Operation, looked: Looked) -> Rest:
        earlier = await self._outbox.made(row.kind)
        candidates = [one for one in looked.found if one.id not in earlier]
        now = self._site.now()
        if len(candidates) == 1 and not self._is_contested(row):
            return await self._settle(row, candidates[0])
        if not candidates and row.looked + 1 < LOOKS:
            self._show(await self._outbox.set_looked(row.id, now))
            return BETWEEN_LOOKS
        if candidates or not looked.all_seen:
            self._show(await self._outbox.set_unclear(row.id, now, [one.id for one in candidates]))
        else:
            self._show(await self._outbox.set_waiting(row.id, now))
        return AT_ONCE

    def _is_contested(self, row: Operation) -> bool:
        """What is found for this row may as well be the outcome of another of its title, of which nobody knows yet."""
        return any(
            other.kind is row.kind and other.state in IN_DOUBT and other.body.get("title") == row.body["title"]
            for other in self.pending
            if other.id != row.id
        )

    async def _settle(self, row: Operation, made: Made) -> Rest:
        """It is on the server: the answer is kept and the row goes, in one transaction."""
        self._show(await self._sent(row, made))
        self._rests.succeeded()
        return AT_ONCE

    def _sent(self, row: Operation, made: Made) -> Coroutine[None, None, Unsent]:
        body, visitors = self._named(row), {}
        if row.kind is Kind.ARRIVAL:
            self.takes_arrivals = True
        else:
            self.became[made.id] = row.id
        if row.kind is Kind.MEETING:
            visitors = made_visitors(row.body, row.id, made.piece)
        lists = lists_of(row.kind, body)
        now = self._site.now()
        return self._naming(self._outbox.set_sent(row.id, now, made.id, made.piece, lists, became=visitors), visitors)
