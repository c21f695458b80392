"""A notice as a desk reads it of our own server: who is told of what, and how it stands with that."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from app.models.notices.kinds import MAIL
from app.models.notices.states import FAILED, MAY_GO_AGAIN


class Notice(Struct, frozen=True, rename="camel"):
    """`kind` and `state` are words of NoticeKind and State; a newer server may have others. `way` is MAIL, SMS, or the
    name of one that the site has set up.

    `at` is when the state came about, of one that still waits when it was queued, and `next_at` when that is tried
    again: both aware of their zone. `said` is why it wasn't sent, "" when it was or wasn't tried yet. `name` and
    `address` are whose and where it went. A visitor is told of a `meeting`, anybody else of a `ticket`, or of
    all visitors of a `day`; `title` is that of the meeting or ticket, `starts_at` when the meeting is next, or was
    last. `subject` and `text` are the words that were sent, "" before that, and once they are forgotten.
    """

    id: str
    kind: str
    state: str
    at: datetime
    way: str = MAIL
    next_at: datetime | None = None
    said: str = ""
    name: str = ""
    address: str = ""
    meeting: str | None = None
    visitor: str | None = None
    ticket: str | None = None
    day: date | None = None
    title: str = ""
    starts_at: datetime | None = None
    subject: str = ""
    text: str = ""

    @property
    def may_be_sent_again(self) -> bool:
        """Whether the server sends it once more when a person wants that."""
        return self.state in MAY_GO_AGAIN

    @property
    def failed(self) -> bool:
        """Whether a person has to know that it wasn't sent, or may not have been."""
        return self.state in FAILED

    @property
    def about(self) -> str:
        """The id of the meeting or the ticket, by which changes of it are told; "" of neither."""
        return self.ticket or self.meeting or ""


class NoticeList(Struct, frozen=True):
    """The newest first. `mail` and `sms` say whether the server can tell people so at all."""

    mail: bool
    sms: bool = False
    notices: tuple[Notice, ...] = ()


class OfVisitor(Struct, frozen=True):
    """What a visitor was told of a meeting, by their ids."""

    meeting: str
    visitor: str

    @property
    def about(self) -> str:
        return self.meeting


class OfTicket(Struct, frozen=True):
    """What was told of a ticket, by its id."""

    ticket: str

    @property
    def about(self) -> str:
        return self.ticket


Told = OfVisitor | OfTicket
"""Whose notices, or of what."""
