"""Of what somebody is told, and how it stands with that."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """Of what somebody is told. The first four go to a visitor, the next four are of a visit, the last of a ticket.
    NOT_REACHED: a visitor waits, and the host may not know of it. STILL_HERE: the meeting is over, and the visitor
    wasn't checked out."""

    INVITATION = "invitation"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    REMINDER = "reminder"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    NOT_REACHED = "not reached"
    STILL_HERE = "still here"
    CREATED = "created"
    STATUS = "status"
    SOLVED = "solved"
    COMMENT = "comment"
    ASSIGNED = "assigned"


OF_INVITATIONS = (NoticeKind.INVITATION, NoticeKind.CHANGE, NoticeKind.CANCELLATION)
"""What makes, changes and takes away the entry in a visitor's calendar."""

OF_ARRIVALS = (NoticeKind.ARRIVAL, NoticeKind.NOT_REACHED, NoticeKind.STILL_HERE)
"""What is only true while the visitor is in."""

OF_VISITS = (*OF_ARRIVALS, NoticeKind.DEPARTURE)
"""To whom the visitor comes: what is told to one of them of several visitors of a meeting at the same time is one
message."""

IF_NEED_BE = (NoticeKind.NOT_REACHED, NoticeKind.STILL_HERE)
"""Queued long before, and mostly overtaken: none of anybody's business until it is their time."""

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
