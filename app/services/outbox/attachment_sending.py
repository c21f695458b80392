"""Sends the files of tickets piece by piece, each kept as received before the next one leaves: what breaks off goes on
where it was."""

from __future__ import annotations

from app.errors import FoyerError, Refused
from app.models.operations import Operation, State
from app.services.outbox.backoff import AT_ONCE, Rest
from app.services.outbox.sending import Parts, Sending
from app.store.outbox import Outcome
from app.store.tickets.attachment_files import AttachmentFiles

_LOST = 410
"""Stands as the status where this desk's own copy is gone."""

LOST = (404, 409)
"""The server threw away what came of a file that rested for long, or hasn't all that comes before the piece."""


class AttachmentSending(Sending):
    """A piece that comes twice does no harm, so whatever is in doubt is sent again."""

    def __init__(self, parts: Parts, files: AttachmentFiles) -> None:
        super().__init__(parts)
        self._files = files

    async def step(self, row: Operation) -> Rest:
        """Announces the file, or sends its next piece, and gives how long to rest before the next step."""
        now = self._site.now()
        if row.state is not State.WAITING:
            return await self._again(row)
        if not await self._outbox.set_sending(row.id, now):
            return AT_ONCE  # a person took it back a moment ago
        received = row.progress.get("received")
        piece = await self._files.piece(row.body["digest"], received or 0)
        if piece is None and received is not None and received < row.body["size"]:  # the server hasn't all of it either
            await self._outbox.set_rejected(row.id, now, _LOST, "The copy of the file at this desk is gone")
            return AT_ONCE
        try:
            await self._need_our_server()
        except FoyerError as error:
            return await self._unasked(row, error)
        return await self._send(row, received, piece or b"")

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
            if isinstance(error, Refused) and error.status in LOST and received is not None:
                await self._outbox.set_received(row.id, self._site.now(), None)  # it says anew what it has
                return self._backoff.back_off()
            return await self._failed(row, error)
        await self._outbox.set_received(row.id, self._site.now(), min(there, size))
        self._backoff.succeeded()
        return AT_ONCE

    async def _done(self, row: Operation, whole: bytes) -> Rest:
        rest = await self._sent(row, Outcome(row.body["ticket"], whole))
        await self._files.drop_unused()
        return rest
