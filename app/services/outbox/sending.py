"""What those have in common that send in several calls."""

from __future__ import annotations

from msgspec import Struct

from app.errors import FoyerError, NoSuchCall, Refused, SignInNeeded
from app.models.drafts import Body
from app.models.operations import Operation
from app.services.connection import Connection
from app.services.outbox.backoff import AT_ONCE, Backoff, Rest
from app.services.outbox.failed_sending import NOT_HERE, after_failure
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.changes.stored_changes import StoredChanges
from app.store.outbox import Outbox, Outcome

TRIES = 10
"""What does no harm when it is done twice is sent so often while its outcome stays unknown."""


class Parts(Struct, frozen=True):
    """What is sent, over what, and how long it rests."""

    outbox: Outbox
    stored: StoredChanges
    connection: Connection
    site: Site
    calls: ServerCalls
    backoff: Backoff


class Sending:
    """Each method moves the row on, and gives how long to rest before the next step."""

    def __init__(self, parts: Parts) -> None:
        self._outbox = parts.outbox
        self._stored = parts.stored
        self._connection = parts.connection
        self._site = parts.site
        self._calls = parts.calls
        self._backoff = parts.backoff

    async def _failed(self, row: Operation, error: FoyerError) -> Rest:
        """What was sent failed: see `after_failure`."""
        return await after_failure(self._outbox, self._backoff, row, error, self._site.now())

    async def _unasked(self, row: Operation, error: FoyerError) -> Rest:
        """The server didn't say what it has, which is asked before each sending: so nothing was done."""
        if isinstance(error, Refused) and not isinstance(error, SignInNeeded):
            return await self._failed(row, error)
        await self._outbox.set_waiting(row.id, self._site.now())
        return self._backoff.after(error)

    async def _again(self, row: Operation) -> Rest:
        """Nobody knows what became of the last sending, and one more does no harm."""
        if row.doubts < TRIES:
            await self._outbox.set_waiting(row.id, self._site.now())
        else:
            await self._outbox.set_unclear(row.id, self._site.now(), ())
        return AT_ONCE

    async def _need_our_server(self) -> None:
        """Raises what `ServerCalls.find_out` does, and NoSuchCall where the server is another's."""
        if not await self._calls.find_out():
            raise NoSuchCall(405, NOT_HERE)

    async def _ask_a_person(self, row: Operation, status: int, theirs: bytes, body: Body) -> Rest:
        """A person has to choose: see `StoredChanges.set_conflict`."""
        await self._stored.set_conflict(row.id, self._site.now(), status, theirs, body)
        self._backoff.succeeded()
        return AT_ONCE

    async def _sent(self, row: Operation, outcome: Outcome) -> Rest:
        """The server has all of it."""
        await self._outbox.set_sent(row.id, self._site.now(), outcome)
        self._backoff.succeeded()
        return AT_ONCE
