"""Of what people are told, and on which way."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """Of what somebody is told. The first four go to a visitor, the next four are of a visit, the next five of a
    ticket. NOT_REACHED: a visitor waits, and the host may not know of it. STILL_HERE: the meeting is over, and the
    visitor wasn't checked out. TOMORROW_LIST: all who are expected on a day, to those who want to know."""

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
    TOMORROW_LIST = "tomorrow list"


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

OF_TICKETS = (
    NoticeKind.CREATED,
    NoticeKind.STATUS,
    NoticeKind.SOLVED,
    NoticeKind.COMMENT,
    NoticeKind.ASSIGNED,
)
"""ASSIGNED is for the supplier, the others are for the requester."""

WITH_TEXTS = (*OF_VISITORS, *OF_VISITS, *OF_TICKETS)
"""Whose words are files, which a site may replace; what they tell may go on its own ways, too."""


def text_name(kind: NoticeKind) -> str:
    """How the files of its texts are called."""
    return f"ticket-{kind}" if kind in OF_TICKETS else kind.replace(" ", "-")


MAIL, SMS = "mail", "sms"
"""Ways on which people are told at their own address. A site may have others."""
