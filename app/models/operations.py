"""What a person entered and that is to reach the server, or a mail server: one operation each."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from app.models.drafts import Body


class State(Enum):
    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    UNCLEAR = "unclear"
    SENT = "sent"


class Kind(Enum):
    MEETING = "meeting"
    TICKET = "ticket"
    ARRIVAL = "arrival"  # a check-in, a check-out, or an undo of one
    MAIL = "mail"


WITH_FORM = (Kind.MEETING, Kind.TICKET)
"""What somebody wrote in a form; the others follow from what happened, and are as they are."""

MAILED = (Kind.MAIL,)
"""What doesn't go to the desk's server, but to a mail server."""

UNDER_WAY = (State.SENDING, State.UNKNOWN)
FOR_A_PERSON = (State.REJECTED, State.UNCLEAR)
TO_SEND = (State.WAITING, *UNDER_WAY)
UNSENT = (*TO_SEND, *FOR_A_PERSON)
IN_DOUBT = (*UNDER_WAY, State.UNCLEAR)
EDITABLE = (State.WAITING, *FOR_A_PERSON)
DISCARDABLE = (*EDITABLE, State.UNKNOWN)


class Write(Struct, frozen=True):
    """Something to be sent. `id` is the operation's, and the Idempotency-Key that it is sent with."""

    id: str
    kind: Kind
    body: Body


class Operation(Struct, frozen=True):
    """One write that a person made. `body` is the exact JSON; `made` is the id that the server gave, once it did.

    `known` are ids of equal ones that this desk knew before it first sent this one, so they aren't its outcome; `found`
    are those among which a person chooses. Moments are in UTC.
    """

    position: int
    id: str
    kind: Kind
    body: Body
    state: State
    entered_at: datetime
    changed_at: datetime
    attempts: int
    looked: int
    status: int
    words: str
    known: tuple[str, ...]
    found: tuple[str, ...]
    made: str


def visits_in(body: Body) -> tuple[str, ...]:
    """The visits that an arrival or a mail is about, by the names that they had when it was written."""
    return (body["visit"],) if "visit" in body else tuple(body.get("events", ()))


def day_of(body: Body) -> date:
    """The site's calendar day on which the meeting starts: the body's time is the site's own."""
    return datetime.fromisoformat(body["startAt"]).date()
