"""What a person entered and that is to reach the server, or a mail server: one operation each."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct, field

from app.models.drafts import Body


class State(Enum):
    """How it stands with an operation; app/store/outbox.py draws what leads from one to another. The values are what
    the file holds."""

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    UNCLEAR = "unclear"
    SENT = "sent"


class Kind(Enum):
    """What is sent: a mail to the mail server, all else to the API's. The values are what the file holds."""

    MEETING = "meeting"
    MEETING_CHANGE = "meeting-change"  # of a meeting that the server has
    TICKET = "ticket"
    TICKET_CHANGE = "ticket-change"  # of a ticket that the server has, or of one that waits before it
    TICKET_COMMENT = "ticket-comment"
    TICKET_RELATION = "ticket-relation"
    TICKET_ATTACHMENT = "ticket-attachment"
    ARRIVAL = "arrival"  # a check-in, a check-out, or an undo of one
    MAIL = "mail"


WITH_FORM = (Kind.MEETING, Kind.TICKET)
"""What is made new out of a form; the others follow from what happened, and are as they are."""

OF_A_TICKET = (Kind.TICKET_CHANGE, Kind.TICKET_COMMENT, Kind.TICKET_RELATION, Kind.TICKET_ATTACHMENT)
"""What is done with a ticket: under "ticket", its body names that by the server's id, or by the operation that creates
it, and under "title" as a person does."""

SAID = ("text", "internal", "fromRequester")
"""What the body of a comment says, beside the ticket."""

MAILED = (Kind.MAIL,)
"""What doesn't go to the desk's server, but to a mail server."""

UNDER_WAY = (State.SENDING, State.UNKNOWN)
"""It left this desk, and its outcome isn't known yet."""

FOR_A_PERSON = (State.REJECTED, State.UNCLEAR)
"""Nothing happens until a person decides."""

TO_SEND = (State.WAITING, *UNDER_WAY)
"""The desk goes on with it by itself."""

UNSENT = (*TO_SEND, *FOR_A_PERSON)
IN_DOUBT = (*UNDER_WAY, State.UNCLEAR)
"""The server may have it without this desk knowing."""

EDITABLE = (State.WAITING, *FOR_A_PERSON)
"""Another operation may take its place."""

DISCARDABLE = (*EDITABLE, State.UNKNOWN)


class Write(Struct, frozen=True):
    """Something to be sent. `id` is the operation's, and the Idempotency-Key that it is sent with.

    `body` is the exact JSON: of a meeting or a ticket that of its draft; of a change of a meeting that of
    `MeetingChange`, of a change of a ticket that of `TicketChange`; of a comment {"ticket", "title", "text",
    "internal", "fromRequester"}, of a relation {"ticket", "title", "other", "otherTitle", "same", "ends"}, of an
    attachment {"ticket", "title", "name", "digest", "size"}; of an arrival {"visit", "kind", "at", "desk", "undoes",
    "agreesToTerms", "answers"}, whose visit goes into the path; of a mail {"events": {visit: entry}, "to_host",
    "to", "name", "subject", "text", "at"}.
    """

    id: str
    kind: Kind
    body: Body


class Made(Struct, frozen=True):
    """What a server's 2xx says of what it made of a write: the id of that, "" when it names none; and the JSON of that
    as it came, b"" when the answer doesn't hold it. `words` is a short reason that an answer without either gives.
    """

    id: str = ""
    piece: bytes = b""
    words: str = ""


class Operation(Struct, frozen=True):
    """One write that a person made, and how far it came. Moments are in UTC.

    `position` counts in the order in which they were entered. `attempts` counts the sendings, `searches` the searches
    in vain after the last one, `doubts` the sendings of which nobody knows what became. `status` and `words` are those
    of the last answer: of the refusal, or why nothing came of it; 0 and "" when there was none. `accepted`: the server
    said that it has it, and only what it made of it is missing here; so it is never sent again. `made` is the id that
    the server gave, "" until it did. `known` are ids of things on the server that say the same and were there before
    the first sending: none of them is the outcome. `candidates` are those among which a person chooses.

    Of a change of a meeting, `progress` is that of a `Progress`, of an attachment {"received": bytes}; {} before the
    first. Of a change, `theirs` is the JSON of what the server has where a person has to choose between that and this,
    b"" where it has nothing or nobody has to.
    """

    position: int
    id: str
    kind: Kind
    body: Body
    state: State
    entered_at: datetime
    changed_at: datetime
    attempts: int
    searches: int
    status: int
    words: str
    known: tuple[str, ...]
    candidates: tuple[str, ...]
    made: str
    doubts: int = 0
    accepted: bool = False
    progress: Body = field(default_factory=dict)
    theirs: bytes = b""


def visits_in(body: Body) -> tuple[str, ...]:
    """The visits that the body of an arrival or a mail is about, by the names that they had when it was written; ()
    for a meeting or a ticket."""
    visit = body.get("visit")  # a ticket's is more than its name
    return (visit,) if isinstance(visit, str) else tuple(body.get("events", ()))


def day_of(body: Body) -> date:
    """The day of the site's calendar on which the meeting of that body starts: its times are written in the site's
    zone."""
    return datetime.fromisoformat(body["startAt"]).date()
