"""How it stands with a notice."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How it stands with a notice. SENDING too after a crash in the middle of it. The last four stay as they are:
    OVERTAKEN was no longer true before it went, REFUSED was not taken, and of UNKNOWN nobody knows whether it was."""

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

TO_SEND = (State.QUEUED, State.SENDING, State.IN_DOUBT)

PERHAPS_TOLD = (State.SENDING, State.IN_DOUBT, State.SENT, State.UNKNOWN)
"""Of which its reader may have heard."""
