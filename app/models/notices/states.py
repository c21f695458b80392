"""How it stands with a notice."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How it stands with a notice. SENDING too after a crash in the middle of it, until a server finds that nobody
    sends it any more. The last four stay as they are: OVERTAKEN was no longer true before it went, REFUSED was not
    taken, and of UNKNOWN nobody knows whether it was."""

    QUEUED = "queued"
    SENDING = "sending"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    OVERTAKEN = "overtaken"


FAILED = (State.REFUSED, State.UNKNOWN)
"""A person has to know that it wasn't sent, or may not have been."""

MAY_GO_AGAIN = (State.SENT, *FAILED)
"""When a person wants that."""

WAITING = (State.QUEUED, State.IN_DOUBT)

TO_SEND = (*WAITING, State.SENDING)

PERHAPS_TOLD = (State.SENDING, State.IN_DOUBT, State.SENT, State.UNKNOWN)
"""Of which its reader may have heard."""
