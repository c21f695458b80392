"""What a failed sending means for its row: the design's table, line by line."""

from __future__ import annotations

from datetime import datetime

from app.errors import FoyerError, NoAnswer, Refused, ServerFailed, SignInNeeded, Unreadable
from app.models.operations import Operation
from app.services.outbox.backoff import AT_ONCE, Backoff, Rest
from app.store.outbox import Outbox

NOT_HERE = "This server doesn't have that call"


async def after_failure(outbox: Outbox, backoff: Backoff, row: Operation, error: FoyerError, now: datetime) -> Rest:
    """Moves the row into the state that the error means, and gives the rest until the next step."""
    match error:
        case Refused() if not isinstance(error, SignInNeeded):
            backoff.succeeded()
            await outbox.set_rejected(row.id, now, error.status, error.words)
            return AT_ONCE
        case ServerFailed():
            await outbox.set_unknown(row.id, now, error.status, error.words)
        case Unreadable():
            await outbox.set_unknown(row.id, now, words=str(error))
        case NoAnswer():
            await outbox.set_unknown(row.id, now)
        case _:  # nothing was done: it was busy or wants a sign-in, or no way led there
            await outbox.set_waiting(row.id, now)
    return backoff.after(error)
