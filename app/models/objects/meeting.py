"""A meeting as the server knows it, with its host and its visitors."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from app.models.objects.company import Company
from app.models.objects.person import User, Visitor
from app.models.values.wire import Moment, Received, Revision, Stamp


class Recurrence(Received):
    """How a meeting repeats: RFC 5545 rules, without the property name."""

    rrule: str = ""
    exrule: str = ""
    rdate: str = ""
    exdate: str = ""


def _recurrence(value: Any) -> Any:
    """The page's table calls the recurrence of an answer a string, that of a request an object."""
    return {"rrule": value} if isinstance(value, str) else value


class Author(Received):
    """Who made something: as much of a user as the page's `createdBy` shows. `type` is USER in its examples."""

    object: str = "user"
    type: str = ""
    id: str = ""
    name: str = ""


class Origin(Received):
    """Through what something was made, such as an APPLICATION and its name."""

    type: str = ""
    name: str = ""


class Meeting(Received):
    """`start_at` and `end_at` carry the offset that the server wrote; the desk shows them in the site's zone.

    `timezone` is an IANA name, "" where the server tells none. `occurrence_id` is "" but for one of the times of a
    meeting that repeats. `revision` grows with each change of it, 0 where the server doesn't count them.
    """

    object: str = "meeting"
    id: str
    uid: str = ""
    occurrence_id: str = Field(
        default="", validation_alias=AliasChoices("occurrenceId", "occurenceId", "occurrence_id")
    )
    company: Company | None = None
    title: str = ""
    description: str = ""
    start_at: Moment
    end_at: Moment
    host: User | None = None
    users: tuple[User, ...] = ()
    visitors: tuple[Visitor, ...] = ()
    recurrence: Annotated[Recurrence | None, BeforeValidator(_recurrence)] = None
    timezone: str = ""
    created_at: Stamp = None
    created_by: Author | None = None
    created_via: Origin | None = None
    last_modified_at: Stamp = None
    checkin_notification_type: str = ""
    checkin_notification_users: tuple[User, ...] = ()
    checkout_notification_users: tuple[User, ...] = ()
    revision: Revision = 0
