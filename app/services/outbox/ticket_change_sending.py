"""Sends changes of tickets. What the server has is asked for before each, so one that was done and whose answer was
lost isn't done again."""

from __future__ import annotations

from app.errors import ChangedMeanwhile, FoyerError, Gone, NotFound
from app.models.listeners import Listeners
from app.models.merging.conflict import CHANGED
from app.models.operations import Operation, State
from app.models.tickets.change import TicketChange
from app.models.tickets.merge import changed_by_others, merge
from app.models.values.json_fields import object_of, text_in
from app.services.outbox.backoff import AT_ONCE, Rest
from app.services.outbox.sending import Parts, Sending
from app.store.outbox import Outcome


class TicketChangeSending(Sending):
    """`merged` is told the title of each change that was sent on top of somebody else's, and what of theirs stayed, by
    the names of a request, and which desks that was."""

    def __init__(self, parts: Parts, desk: str) -> None:
        super().__init__(parts)
        self.merged = Listeners()
        self._desk = desk

    async def step(self, row: Operation) -> Rest:
        """Does the next thing for a change, and gives how long to rest before the next step."""
        if row.state is not State.WAITING:
            return await self._again(row)
        if not await self._outbox.set_sending(row.id, self._site.now()):
            return AT_ONCE  # a person took it back a moment ago
        change = TicketChange.of(row.body)
        try:
            await self._need_our_server()
            _, piece = await self._connection.call(lambda api: api.tickets.one(change.ticket))
        except (NotFound, Gone) as error:
            return await self._ask_a_person(row, error.status, b"", row.body)
        except FoyerError as error:
            return await self._unasked(row, error)
        return await self._send(row, change, piece)

    async def _send(self, row: Operation, change: TicketChange, piece: bytes) -> Rest:
        there = object_of(piece, "ticket")
        merged = merge(change, there, self._site.zone)
        if merged.conflicts:
            return await self._ask_a_person(row, CHANGED, piece, row.body)
        if not merged.wanted:
            return await self._sent(row, Outcome(change.ticket, piece))
        revision = int(text_in(there, "revision") or 0)
        key = f"{row.id}/{revision}"
        try:
            made = await self._connection.call(
                lambda api: api.tickets.change(change.ticket, merged.wanted, key, revision)
            )
        except (ChangedMeanwhile, NotFound, Gone):  # a moment ago: what is there says so
            await self._outbox.set_waiting(row.id, self._site.now())
            return self._backoff.back_off()
        except FoyerError as error:
            return await self._failed(row, error)
        if not made.piece:
            await self._outbox.set_unknown(row.id, self._site.now())  # it was done: what it is now, is asked for
            return AT_ONCE
        if others := changed_by_others(there, merged.adopted, own=self._desk):
            desks = tuple(dict.fromkeys(filter(None, others.values())))
            self.merged(change.title, tuple(others), desks)
        return await self._sent(row, Outcome(change.ticket, made.piece))
