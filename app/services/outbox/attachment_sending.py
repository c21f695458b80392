"""Sends the files of tickets piece by piece, each kept as received before the next one leaves: what breaks off goes on
where it was."""

from __future__ import annotations

from app.errors import FoyerError, NoSuchCall, Refused
from app.models.operations import Operation, State
from app.services.connection import Connection
from app.services.outbox.backoff import AT_ONCE, Backoff, Rest
from app.services.outbox.doubt import again
from app.services.outbox.failed_sending import NOT_HERE, after_failure, unasked
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.outbox import Outbox, Outcome
from app.store.tickets.attachment_files import AttachmentFiles

_LOST = 410
"""Stands as the status where this desk's own copy is gone."""

GAP = 409
"""The server hasn't all that comes before the piece."""


class AttachmentSending:
    """A piece that comes twice does no harm, so whatever is in doubt is sent again."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        files: AttachmentFiles,
        connection: Connection,
        site: Site,
        calls: ServerCalls,
        backoff: Backoff,
    ) -> None:
        self._outbox = outbox
        self._files = files
        self._connection = connection
        self._site = site
        self._calls = calls
        self._backoff = backoff

    async def step(self, row: Operation) -> Rest:
        """Announces the file, or sends its next piece, and gives how long to rest before the next step."""
        now = self._site.now()
        if row.state is not State.WAITING:
            return await again(self._outbox, row, now)
        if not await self._outbox.set_sending(row.id, now):
            return AT_ONCE  # a person took it back a moment ago
        received = row.progress.get("received")
        piece = await self._files.piece(row.body["digest"], received or 0)
        if piece is None:
            await self._outbox.set_rejected(row.id, now, _LOST, "The copy of the file at this desk is gone")
            return AT_ONCE
        try:
            if not await self._calls.find_out():
                raise NoSuchCall(405, NOT_HERE)
        except FoyerError as error:
            return await unasked(self._outbox, self._backoff, row, error, now)
        return await self._send(row, received, piece)

    async def _send(self, row: Operation, received: int | None, piece: bytes) -> Rest:
        ticket, name, digest, size = (row.body[key] for key in ("ticket", "name", "digest", "size"))
        try:
            if received is None:
                there = await self._connection.call(lambda api: api.tickets.attach(ticket, name, digest, size, row.id))
            elif piece:
                there = await self._connection.call(
                    lambda api: api.tickets.put_piece(ticket, digest, piece, received, size)
                )
            else:
                _, whole = await self._connection.call(lambda api: api.tickets.one(ticket))
                return await self._done(row, whole)
        except FoyerError as error:
            if isinstance(error, Refused) and error.status == GAP and received is not None:
                await self._outbox.set_received(row.id, self._site.now(), None)  # it says anew what it has
                return self._backoff.back_off()
            return await after_failure(self._outbox, self._backoff, row, error, self._site.now())
        await self._outbox.set_received(row.id, self._site.now(), min(there, size))
        self._backoff.succeeded()
        return AT_ONCE

    async def _done(self, row: Operation, whole: bytes) -> Rest:
        await self._outbox.set_sent(row.id, self._site.now(), Outcome(row.body["ticket"], whole))
        self._backoff.succeeded()
        await self._files.drop_unused()
        return AT_ONCE
