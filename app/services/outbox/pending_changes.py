"""What waits to reach the server, as a person looks at it, and what they decide about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import Enum

from app.models.lists import WAITING, Change
from app.models.operations import (
    FOR_A_PERSON,
    IN_DOUBT,
    MAILED,
    OF_A_TICKET,
    TO_SEND,
    WITH_FORM,
    Kind,
    Operation,
    State,
)
from app.models.pending import Waiting
from app.services.connection import ConnectionState
from app.services.outbox.sync import Sync
from app.store.lists.lists import Lists
from app.store.outbox import Outbox

ENTERED = (*WITH_FORM, Kind.MEETING_CHANGE, *OF_A_TICKET)
"""What a person is told of when the server doesn't take it."""


class WaitsFor(Enum):
    """Why something that is to be sent isn't sent yet."""

    SERVER = "it doesn't answer"
    SIGN_IN = "it asks for sign-in"
    DECISION = "its meeting or its ticket waits for a person"
    TURN = "others were entered before"
    NEXT_TRY = "an earlier try did not get through"
    NOTHING = "it goes at once"


class PendingChanges:
    """What *Waiting changes* shows and does. Moments of operations are in UTC."""

    def __init__(self, *, lists: Lists, outbox: Outbox, sync: Sync) -> None:
        self._lists = lists
        self._outbox = outbox
        self._sync = sync

    def on_change(self, tell: Callable[[], object]) -> None:
        """`tell` is called after each change of what waits: one more, one less, or one in another state."""

        def on_change(change: Change) -> None:
            if change.of(WAITING):
                tell()

        self._lists.on_change(on_change)

    def on_any_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with every change of the file, of what waits or of something else."""
        self._lists.on_change(tell)

    async def waiting(self, known: Waiting | None = None) -> Waiting:
        """All that isn't known to be at the other end, the oldest first. Operations of `known`, an earlier reading,
        that haven't changed are the same objects. Raises StoreFailed."""
        return await self._lists.waiting(known)

    async def counts(self) -> Counter[State]:
        """How many there are in which state. Raises StoreFailed."""
        return await self._lists.count_waiting()

    def counts_now(self) -> Counter[State]:
        """The same for the first window, which waits for the disk. Raises StoreFailed."""
        return self._lists.count_waiting_now()

    async def for_a_person(self) -> tuple[Operation, ...]:
        """What somebody entered of meetings and tickets, and isn't sent until a person decides about it, the oldest
        first. Raises StoreFailed."""
        return tuple(one for one in await self._outbox.standing(FOR_A_PERSON) if one.kind in ENTERED)

    async def get(self, operation: str) -> Operation | None:
        """What waits of that id, None when it was sent or discarded. Raises StoreFailed."""
        return await self._outbox.get(operation)

    async def discard(self, operation: str) -> None:
        """A person decided against it. Raises OnItsWay when it is being sent or was sent, StillOnSite while a visitor
        of it is in the building; DiskFull or StoreFailed when that isn't kept."""
        await self._sync.discard(operation)

    async def adopt(self, operation: str, made: str) -> bool:
        """A person said that `made`, an id on the server, is what the operation became; see `Sync.adopt`, also for what
        it raises."""
        return await self._sync.adopt(operation, made)

    async def resend(self, operation: str) -> None:
        """A person said that the server doesn't have it, or wants it to be asked once more. Raises DiskFull or
        StoreFailed when that isn't kept."""
        await self._sync.resend(operation)

    def try_now(self) -> None:
        """A person wants it to be tried at once."""
        self._sync.wake()


def waits_for(operation: Operation, waiting: Waiting, server: ConnectionState) -> WaitsFor:
    """Why `operation`, which is one of `waiting`, isn't sent yet. `server` is the state of the connection to the desk's
    server, which means nothing for a mail."""
    if operation.kind in MAILED:
        return WaitsFor.NEXT_TRY if operation.attempts else WaitsFor.NOTHING
    if waits_for_decision(operation, waiting):
        return WaitsFor.DECISION
    if server is ConnectionState.OFFLINE:
        return WaitsFor.SERVER
    if server is ConnectionState.SIGN_IN_NEEDED:
        return WaitsFor.SIGN_IN
    first = next(
        (row.id for row in waiting.operations if row.state in TO_SEND and row.kind not in MAILED), operation.id
    )
    if first != operation.id:
        return WaitsFor.TURN
    return WaitsFor.NEXT_TRY if operation.attempts else WaitsFor.NOTHING


def waits_for_decision(operation: Operation, waiting: Waiting) -> bool:
    """Whether it is about a meeting or a ticket that isn't sent until a person decides about that."""
    before = waiting.before.get(operation.id)
    return any(one.id == before and one.state in FOR_A_PERSON for one in waiting.operations)


def sends_by_itself(operation: Operation) -> bool:
    """Whether trying now changes anything for it."""
    return operation.state in TO_SEND


def may_be_there(operation: Operation) -> bool:
    """Whether the server may have it without this desk knowing."""
    return operation.state in IN_DOUBT


def may_be_edited(operation: Operation) -> bool:
    """Only what came from a form and surely isn't on the server. If it is sent while somebody edits it, putting another
    in its place raises OnItsWay."""
    return has_form(operation) and operation.state in (State.WAITING, State.REJECTED)


def has_form(operation: Operation) -> bool:
    """What somebody wrote; the others follow from what happened, and are as they are."""
    changes = operation.kind is Kind.MEETING_CHANGE and operation.body.get("wanted") is not None
    return changes or operation.kind in WITH_FORM


def may_be_sent_again(operation: Operation) -> bool:
    """What was refused and can't be edited: whoever refused it may think better of it."""
    return operation.state is State.REJECTED and not has_form(operation)


def may_be_discarded(operation: Operation) -> bool:
    """What is on its way can't be called back."""
    return operation.state is not State.SENDING
