"""What callers may send of tickets."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, JsonValue, model_validator

from app.server.bodies.fields import (
    CalendarDay,
    Category,
    Due,
    Flag,
    Line,
    Needed,
    NeededLine,
    Priority,
    Prose,
    Status,
    Text,
    items,
)
from app.server.bodies.requests import Rules, Sent, rules

MOST_CUSTOM_FIELDS = 200

BEST_RATING = 5

LONGEST_COMMENT = 20_000
"""Characters."""


class TicketFields(Sent):
    """What a ticket is made with and what is changed of it, in the same words. `due_date` is a day in the site's
    calendar, or a moment; people are ids or names, see people.py."""

    reference: Line = ""
    title: NeededLine = ""
    description: Prose = ""
    notifier_id: Needed = ""
    agent_id: Text = ""
    supplier_id: Text = ""
    category_id: Category = None
    priority_id: Priority = None
    due_date: Due = None
    send_requester_solved: Flag = False
    send_requester_copy: Flag = False
    custom_fields: Annotated[list[JsonValue], Field(max_length=MOST_CUSTOM_FIELDS), BeforeValidator(items)] = []


class VisitLink(Sent):
    """A visit, by its day, its meeting and its visitor, and the visitor's name."""

    day: CalendarDay
    meeting: NeededLine
    visitor: NeededLine
    name: Line = ""


class TicketRequest(TicketFields):
    """A new ticket. Our own are `recurrence`, by which it is the first of several, and the `visit` at which it was
    reported."""

    title: NeededLine
    notifier_id: Needed
    creator_id: Text = ""
    recurrence: Annotated[Rules | None, BeforeValidator(rules)] = None
    visit: VisitLink | None = None


class TicketUpdate(TicketFields):
    """A change: only what the body names, in `model_fields_set`, becomes different; what it names as null is emptied.
    A ticket can't be without status and priority: those become what a new one has. By other rules of `recurrence`
    further tickets are made from now on, and by none none."""

    status_id: Status = None
    favorite: Flag = False
    archived: Flag = False
    rating: int | None = Field(default=None, ge=1, le=BEST_RATING)
    recurrence: Annotated[Rules | None, BeforeValidator(rules)] = None


class CommentRequest(Sent):
    """What is said of a ticket; what is internal isn't for whoever reported it."""

    text: Needed = Field(max_length=LONGEST_COMMENT)
    internal: Flag = False
    from_requester: Flag = False

    @model_validator(mode="after")
    def _is_one_of_both(self) -> CommentRequest:
        if self.internal and self.from_requester:
            raise ValueError("A comment from the requester isn't internal")
        return self


class RelationRequest(Sent):
    """To which ticket another one is related, and whether it is the same problem."""

    ticket_id: Needed
    same: Flag = False


class AttachmentRequest(Sent):
    """A file that is to be attached: `digest` is its SHA-256 in hexadecimal digits, `size` its bytes."""

    name: NeededLine
    digest: Text = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=1, le=2**53)


class KeyedTicketCall(BaseModel):
    """The request that an Idempotency-Key stands for: which call, of which ticket, and what its body names."""

    call: str
    ticket: str
    body: dict[str, JsonValue]
