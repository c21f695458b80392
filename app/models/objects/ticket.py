"""A ticket: something in the building that somebody should mend."""

from __future__ import annotations

from pydantic import AliasChoices, Field, JsonValue

from app.models.objects.company import Company
from app.models.objects.meeting import Recurrence
from app.models.objects.person import User
from app.models.values.wire import Flag, Received, Stamp


class Choice(Received):
    """A numbered word of the server's, such as priority 2, "Medium". A status also names the `action` that leads on."""

    object: str = ""
    id: str = ""
    value: str = ""
    action: str = ""


class Supplier(Received):
    """The firm that does the work. The page shows none filled in, so both spellings of a name are read."""

    object: str = "supplier"
    id: str = ""
    name: str = Field(default="", validation_alias=AliasChoices("name", "companyName", "value"))
    email: str = ""
    phone: str = ""


class Comment(Received):
    """What somebody wrote about a ticket; `internal` isn't for the requester. `by` is a desk's or a person's name.
    `operation` is that of one that waits to be sent, "" of the server's."""

    id: str = ""
    text: str = ""
    internal: Flag = False
    from_requester: Flag = False
    by: str = ""
    at: Stamp = None
    operation: str = ""


class LogEntry(Received):
    """What was done with a ticket: `what` is the attribute of a request, or "comment", "attachment", "related" or
    "created". `before` and `after` are in words, "" for none."""

    id: str = ""
    at: Stamp = None
    by: str = ""
    what: str = ""
    before: str = Field(default="", validation_alias="from")
    after: str = Field(default="", validation_alias="to")


class Attachment(Received):
    """A file, told from others by the SHA-256 of its content. `size` and `received`, as much as the server has of it,
    are in bytes. `type` is by its content, never by its name. `operation` is that of one that waits to be sent."""

    digest: str = ""
    name: str = ""
    type: str = ""
    size: int = 0
    received: int = 0
    by: str = ""
    at: Stamp = None
    operation: str = ""


class Related(Received):
    """Another ticket that has to do with it. `same`: one of the two was closed as the same as the other. `operation` is
    that of a relation that waits to be sent."""

    id: str = ""
    title: str = ""
    status: Choice | None = None
    same: Flag = False
    operation: str = ""


class FromVisit(Received):
    """The visit at which it was reported. `day` is a date, `name` the visitor's."""

    day: str = ""
    meeting: str = ""
    visitor: str = ""
    name: str = ""


class Clock(Received):
    """How much of the working time that a ticket may take was used, in seconds; `runs` while it goes on."""

    allowed: int = 0
    used: int = 0
    runs: Flag = False


class Ticket(Received):
    """Moments carry the offset that the server wrote. `due_at` is one too, though a request names only a day.

    From `comments` on, only our own desk server tells them, all but `clock` of a single ticket alone.
    """

    object: str = "ticket"
    type: str = ""
    id: str
    reference: str = ""
    title: str = ""
    description: str = ""
    company: Company | None = None
    creator: User | None = None
    notifier: User | None = None
    category: Choice | None = None
    priority: Choice | None = None
    status: Choice | None = None
    agent: User | None = None
    supplier: Supplier | None = None
    supplier_last_read_at: Stamp = Field(
        default=None,
        validation_alias=AliasChoices("supplierLastReadAt", "supplierLastRead", "supplier_last_read_at"),
    )
    supplier_last_notification_sent_at: Stamp = None
    due_at: Stamp = None
    reopened: Flag = False
    archived: Flag = False
    favorite: Flag = False
    comment_count: int = 0
    log_count: int = 0
    attachment_count: int = 0
    related_ticket_count: int = 0
    custom_fields: tuple[JsonValue, ...] = ()
    created_at: Stamp = None
    last_status_changed_at: Stamp = None
    last_modified_at: Stamp = None
    send_requester_solved: Flag = False
    send_requester_copy: Flag = False
    rating: JsonValue = None
    comments: tuple[Comment, ...] = ()
    log: tuple[LogEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    related: tuple[Related, ...] = ()
    visit: FromVisit | None = None
    recurrence: Recurrence | None = None
    series: str = ""
    """The id of the first ticket, of one that was made because that recurs; by which rules, if it still does."""
    series_recurrence: Recurrence | None = None
    clock: Clock | None = None
