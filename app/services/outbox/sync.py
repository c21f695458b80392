"""Sends what waits in the outbox: in order, once each, through every failure that a network and a server can have."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial

from msgspec.structs import replace

from app.errors import (
    FoyerError,
    OnItsWay,
    Refused,
    SignInNeeded,
    StoreFailed,
)
from app.models.drafts import Body
from app.models.lists import WAITING, Change
from app.models.operations import Kind, Made, Operation, State, Write
from app.models.tickets.visit_link import link_to, visit_in
from app.services.connection import Connection
from app.services.meetings.lost_visits import takes_place_on
from app.services.outbox.attachment_sending import AttachmentSending
from app.services.outbox.backoff import AT_ONCE, IDLE, Backoff, Call, Rest
from app.services.outbox.change_sending import ChangeSending
from app.services.outbox.doubt import follow, is_contested, verdict
from app.services.outbox.failed_sending import NOT_HERE, after_failure
from app.services.outbox.senders.kinds import SENDERS, SENT_HERE
from app.services.outbox.senders.sender import SearchResult
from app.services.outbox.sending import Parts
from app.services.outbox.ticket_change_sending import TicketChangeSending
from app.services.outbox.visit_ids import names_of, same_visitors
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.changes.stored_changes import StoredChanges
from app.store.lists.lists import Lists
from app.store.outbox import Outbox, Outcome, VisitName
from app.store.tickets.attachment_files import AttachmentFiles

log = logging.getLogger(__name__)


class Sync:
    """Sends one at a time, first in, first out. A row that needs a person lets the ones behind it pass. `sleep` takes
    seconds; `jitter` gives a number from 0 up to 1; `desk` is this desk's name."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        connection: Connection,
        site: Site,
        calls: ServerCalls,
        stored: StoredChanges,
        files: AttachmentFiles,
        desk: str,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._lists = lists
        self._connection = connection
        self._site = site
        self._calls = calls
        self._stored = stored
        self._backoff = Backoff(sleep, jitter)
        parts = Parts(outbox, stored, connection, site, calls, self._backoff)
        self._changes = ChangeSending(parts)
        ticket_changes = TicketChangeSending(parts, desk)
        self._files = files
        self._steps: Mapping[Kind, Callable[[Operation], Awaitable[Rest]]] = {
            Kind.MEETING_CHANGE: self._changes.step,
            Kind.TICKET_CHANGE: ticket_changes.step,
            Kind.TICKET_ATTACHMENT: AttachmentSending(parts, files).step,
        }
        self.on_merged = self._changes.merged.add
        self.on_ticket_merged = ticket_changes.merged.add
        lists.on_change(self._on_change)

    async def put(self, operation: str, kind: Kind, body: Body, *, instead_of: str = "") -> Operation:
        """Keeps a write, durably, and sees to it that it is sent. Gives it as it is kept.

        Raises DiskFull or StoreFailed when it isn't kept.

        `instead_of` is the operation that was edited; raises OnItsWay when that, or the same before, is being sent or
        was sent, and StillOnSite when a visitor is in the building whom a meeting would no longer expect on that day.
        """
        replaced = await self._outbox.get(instead_of) if instead_of else None
        visit_aliases = same_visitors(replaced.body, replaced.id, body, operation) if replaced else {}
        write, zone = Write(operation, kind, body), self._site.zone

        def losing(inside: Iterable[VisitName]) -> tuple[str, ...]:
            lost = {one for day, one in inside if one not in visit_aliases or not takes_place_on(body, day, zone)}
            return names_of(replaced.body, replaced.id, lost) if replaced else ()

        waiting = await self._outbox.put(
            [write], self._site.now(), instead_of=instead_of, visit_aliases=visit_aliases, losing=losing
        )
        if not waiting:
            raise OnItsWay("the same was sent before")
        return waiting[0]

    async def discard(self, operation: str) -> None:
        """A person decided against it. Raises OnItsWay when it is being sent or was sent, StillOnSite while a visitor
        of it is in the building; DiskFull or StoreFailed when that isn't kept."""
        await self._outbox.discard(operation)
        await self._files.drop_unused()

    async def adopt(self, operation: str, made: str) -> bool:
        """A person said that `made`, an id on the server, is what the operation became. Gives False when the server
        doesn't list that any more: then the operation is searched for anew. Raises what `Connection.call` does, and
        DiskFull or StoreFailed when the outcome isn't kept."""
        row = await self._outbox.get(operation)
        if row is None or row.state is not State.UNCLEAR:
            return True
        if row.kind is Kind.MEETING_CHANGE:
            return await self._changes.adopt(row, made)
        result = await self._searched(row)
        match = next((one for one in result.matches if one.id == made), None)
        if match is None:
            await self._outbox.set_unknown(operation, self._site.now(), row.status, row.words)
        else:
            await self._sent(row, Made(match.id, match.piece))
        return match is not None

    async def resend(self, operation: str) -> None:
        """A person said that the server doesn't have it, or wants it to be asked once more. Raises DiskFull or
        StoreFailed when that isn't kept."""
        await self._outbox.set_again(operation, self._site.now())

    def wake(self) -> None:
        """Tries at once, because a person asked for it; even when the server wanted more time."""
        self._backoff.succeeded()
        self._backoff.call(Call.PERSON)

    def online_again(self) -> None:
        """Tries at once, because the network came back or somebody signed in; not when the server wanted more time."""
        self._backoff.call(Call.ONLINE)

    async def run(self) -> None:
        """Goes on until it is cancelled, and raises nothing else: while the file can't be used, it tries again later.
        What was being sent when the desk went down has an unknown outcome."""
        recovered = False
        while True:
            self._backoff.step_begins()
            try:
                if not recovered:
                    await self._outbox.recover(self._site.now(), SENT_HERE)
                    await self._files.drop_unused()
                    recovered = True
                rest = await self._step()
            except StoreFailed as error:
                log.error("The outbox can't be used, so nothing is sent: %s", error)
                rest = self._backoff.back_off()
            await self._backoff.take(rest)

    def _on_change(self, change: Change) -> None:
        if change.of(WAITING):
            self._backoff.call(Call.NEW_WORK)

    async def _step(self) -> Rest:
        """Does the next thing for the next row, and gives how long to rest before the next step."""
        row = await self._outbox.next_to_send(SENT_HERE)
        return await self._careful_step(row) if row else IDLE

    async def _careful_step(self, row: Operation) -> Rest:
        try:
            if step := self._steps.get(row.kind):
                return await step(row)
            return await (self._send(row) if row.state is State.WAITING else self._search(row))
        except StoreFailed:
            raise
        except Exception:
            log.exception("A step of the outbox met a bug: a person has to look at this row, the others go on")
            await self._outbox.set_unclear(row.id, self._site.now(), ())
            return AT_ONCE

    async def _send(self, row: Operation) -> Rest:
        sender = SENDERS[row.kind]
        try:
            fits = not sender.of_desk_server or await self._calls.find_out()
        except FoyerError as error:
            return self._backoff.after(error)
        if not fits and sender.names_a_visit:
            await self._outbox.drop(row.id)  # it stands in the journal
            return AT_ONCE
        body = await self._named(row)
        if not await self._outbox.set_sending(row.id, self._site.now()):
            return AT_ONCE  # a person discarded it a moment ago
        if not fits:
            await self._outbox.set_rejected(row.id, self._site.now(), 405, NOT_HERE)
            return AT_ONCE
        try:
            made = await self._connection.call(lambda api: sender.send(api, body, row.id))
        except FoyerError as error:
            return await after_failure(self._outbox, self._backoff, row, error, self._site.now())
        if made.piece:
            return await self._settle(row, made)
        await self._outbox.set_accepted(row.id, self._site.now(), made)
        return AT_ONCE

    async def _named(self, row: Operation) -> Body:
        """The body with the visit's name as the server knows it by now."""
        visit = row.body.get("visit")
        if SENDERS[row.kind].names_a_visit:
            return row.body | {"visit": await self._outbox.called_now(row.body["visit"])}
        if visit and row.kind is Kind.TICKET:
            return row.body | {"visit": link_to(await self._outbox.called_now(visit_in(visit)), visit["name"])}
        return row.body

    async def _searched(self, row: Operation) -> SearchResult:
        """What on the server may be the row's outcome, and isn't another's. Raises what `Connection.call` does."""
        search = SENDERS[row.kind].search
        if search is None:
            return SearchResult((), all_seen=True)
        named = replace(row, body=await self._named(row))
        result = await self._connection.call(lambda api: search(api, named))
        earlier = await self._outbox.made(row.kind)
        if row.kind is Kind.MEETING:
            earlier |= await self._stored.made()
        return replace(result, matches=tuple(one for one in result.matches if one.id not in earlier))

    async def _search(self, row: Operation) -> Rest:
        """The outcome is unknown: looks whether the server has it, twice, some seconds apart, before it is resent."""
        try:
            result = await self._searched(row)
        except StoreFailed:
            raise
        except FoyerError as error:
            if not isinstance(error, Refused) or isinstance(error, SignInNeeded):
                return self._backoff.after(error)
            log.warning("The server doesn't let the desk look for a lost write: %s", error.status)
            result = SearchResult((), all_seen=False)
        return await self._decide(row, result)

    async def _decide(self, row: Operation, result: SearchResult) -> Rest:
        now, contested = self._site.now(), bool(result.matches) and await self._is_contested(row)
        decided = verdict(row, result, SENDERS[row.kind], contested=contested)
        return await follow(decided, row, result, outbox=self._outbox, now=now, settle=partial(self._settle, row))

    async def _is_contested(self, row: Operation) -> bool:
        """What is found for this row may as well be the outcome of another of its title, of which nobody knows yet."""
        return not (row.made or SENDERS[row.kind].repeatable) and await is_contested(
            self._outbox, row, row.body["title"]
        )

    async def _settle(self, row: Operation, made: Made) -> Rest:
        """It is on the server: the answer is kept and the row goes, in one transaction."""
        await self._sent(row, made)
        self._backoff.succeeded()
        return AT_ONCE

    async def _sent(self, row: Operation, made: Made) -> None:
        visitors = SENDERS[row.kind].visitors(row.body, row.id, made.piece) if made.piece else {}
        await self._outbox.set_sent(row.id, self._site.now(), Outcome(made.id, made.piece, visitors))
        if made.piece:  # the list that has it has nothing new then, and would teach nothing
            await self._site.learn_from((made.piece,))
