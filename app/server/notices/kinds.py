"""Of what somebody is told, and how it stands with that."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """Of what somebody is told. The first four go to a visitor, the last ones are of a ticket."""

    INVITATION = "invitation"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    REMINDER = "reminder"
    CREATED = "created"
    STATUS = "status"
    SOLVED = "solved"
    COMMENT = "comment"
    ASSIGNED = "assigned"


OF_INVITATIONS = (NoticeKind.INVITATION, NoticeKind.CHANGE, NoticeKind.CANCELLATION)
"""What makes, changes and takes away the entry in a visitor's calendar."""


OF_VISITORS = (*OF_INVITATIONS, NoticeKind.REMINDER)

MAIL, SMS = "mail", "sms"
"""Ways on which people are told at their own address. A site may have others."""


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


TO_SEND = (State.QUEUED, State.SENDING, State.IN_DOUBT)

PERHAPS_TOLD = (State.SENDING, State.IN_DOUBT, State.SENT, State.UNKNOWN)
"""Of which its reader may have heard."""
