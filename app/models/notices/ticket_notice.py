"""What requesters and suppliers are told of a ticket."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.models.notices.kinds import NoticeKind
from app.models.notices.mail import Attachment


class TicketNotice(Struct, frozen=True, kw_only=True):
    """One message to one reader; "" and 0 where there is nothing to tell.

    `language`, `to`, `name`, `id` and `at` are as of Invitation. `ticket` is how people call it, such as TI-T304.
    `status` and `priority` are numbers of our own server's vocabulary (app/models/objects/desk_vocabulary.py).
    `comment` is what `by` wrote. `due` is aware of the site's zone. `left_out` are the names of files that were too
    large to come along as `attachments`.
    """

    kind: NoticeKind
    id: str
    at: datetime
    to: str
    name: str
    site: str
    ticket: str
    title: str
    language: str = "en"
    description: str = ""
    status: int = 0
    priority: int = 0
    category: str = ""
    requester: str = ""
    requester_phone: str = ""
    comment: str = ""
    by: str = ""
    due: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    left_out: tuple[str, ...] = ()
