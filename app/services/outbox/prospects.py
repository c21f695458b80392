"""What waits to reach the server, as a person looks at it: what it waits for, and what may be done about it."""

from __future__ import annotations

from enum import Enum

from app.models.operations import FOR_A_PERSON, IN_DOUBT, MAILED, TO_SEND, WITH_FORM, Operation, State
from app.models.pending import Waiting
from app.services.connection import ConnectionState


class WaitsFor(Enum):
    """Why something that is to be sent isn't sent yet."""

    SERVER = "it doesn't answer"
    SIGN_IN = "it asks for sign-in"
    DECISION = "its meeting waits for a person"
    TURN = "others were entered before"
    NEXT_TRY = "an earlier try did not get through"
    NOTHING = "it goes at once"


def waits_for(operation: Operation, waiting: Waiting, server: ConnectionState) -> WaitsFor:
    """For a mail `server` is left aside: it goes to another one."""
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
    """Whether it is of a meeting that isn't sent until a person decides about it."""
    meeting = waiting.meetings.get(operation.id)
    return any(one.id == meeting and one.state in FOR_A_PERSON for one in waiting.operations)


def sends_by_itself(operation: Operation) -> bool:
    """Whether trying now changes anything for it."""
    return operation.state in TO_SEND


def may_be_there(operation: Operation) -> bool:
    """Whether the server may have it without this desk knowing."""
    return operation.state in IN_DOUBT


def may_be_edited(operation: Operation) -> bool:
    """Only what came from a form, and what the server surely doesn't have. What is sent while somebody edits it, isn't
    replaced any more."""
    return has_form(operation) and operation.state in (State.WAITING, State.REJECTED)


def has_form(operation: Operation) -> bool:
    """What somebody wrote; the others follow from what happened, and are as they are."""
    return operation.kind in WITH_FORM


def may_be_sent_again(operation: Operation) -> bool:
    """What was refused and can't be edited: whoever refused it may think better of it."""
    return operation.state is State.REJECTED and not has_form(operation)


def may_be_discarded(operation: Operation) -> bool:
    """What is on its way can't be called back."""
    return operation.state is not State.SENDING
