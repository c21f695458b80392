"""A ticket: something in the building that somebody should mend."""

from __future__ import annotations

from pydantic import AliasChoices, Field, JsonValue

from app.models.objects.company import Company
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


class Ticket(Received):
    """Moments carry the offset that the server wrote. `due_at` is one too, though a request names only a day."""

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
