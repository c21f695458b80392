"""A visit as a server tells it: who is expected when, by whom, and what was said of their coming and going.

`events` is our own desk server's addition. Others tell only when a visitor arrived and left.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from app.models.objects.person import User, Visitor
from app.models.values.wire import Flag, Moment, Received, Stamp
from app.models.visit_events import EventKind


class VisitStatus(Received):
    """The API's own count: 1 Expected, 2 Checked-in, 3 Checked-out."""

    object: str = "status"
    id: str = ""
    value: str = ""


class VisitedMeeting(Received):
    """As much of the meeting as our own desk server puts into a visit."""

    id: str = ""
    title: str = ""


class ReceivedEvent(Received):
    """One event as the server tells it; `at` carries its offset."""

    id: str
    kind: EventKind
    at: Moment
    undoes: str = ""
    desk: str = ""


def _readable(value: Any) -> tuple[ReceivedEvent, ...]:
    """One event that can't be read, such as a kind that a newer desk says, takes no other with it."""
    readable = []
    for item in value if isinstance(value, list) else ():
        try:
            readable.append(_EVENT.validate_python(item))
        except ValidationError:
            continue
    return tuple(readable)


class VisitOnServer(Received):
    """`id` is "{date}/{meetingId}/{visitorId}", the date in the site's calendar. Times carry the server's offset."""

    object: str = "visit"
    id: str
    visitor: Visitor | None = None
    visiting: User | None = None
    status: VisitStatus | None = None
    part_of_group: Flag = False
    expected_at: Stamp = None
    leaving_at: Stamp = None
    arrived_at: Stamp = None
    left_at: Stamp = None
    agrees_to_terms: Flag = False
    meeting: VisitedMeeting | None = None
    events: Annotated[tuple[ReceivedEvent, ...], BeforeValidator(_readable)] = ()


_EVENT = TypeAdapter(ReceivedEvent)
