"""One row of a day: a visitor of a meeting, as the server told it or as this desk entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import Visitor
from app.services.directory import Directory
from app.services.site import Site
from app.store.outbox import Operation


class Status(Enum):
    """Where a visit stands, as far as this desk can know."""

    EXPECTED = "expected"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor of one meeting, or a meeting that nobody was invited to (`visitor` is None).

    `starts` and `ends` are in the site's zone. `searched` holds every word that a search may find it by, folded.
    `operation` is set while the meeting isn't known to be on the server: then the meeting's id is the operation's.
    """

    key: str
    meeting: Meeting
    visitor: Visitor | None
    starts: datetime
    ends: datetime
    searched: str
    operation: Operation | None = None

    @property
    def name(self) -> str:
        return self.visitor.name if self.visitor else ""

    @property
    def host(self) -> str:
        return self.meeting.host.name if self.meeting.host else ""

    def status(self, now: datetime) -> Status:
        return Status.EXPECTED if now < self.ends else Status.ENDED


def visits(
    meeting: Meeting, site: Site, *, operation: Operation | None = None, stands_for: str = ""
) -> tuple[Visit, ...]:
    """A visit for each visitor, in the order of the invitation; one without a visitor when nobody was invited.

    `stands_for` is the operation that became this meeting: its rows keep the keys that they had while it waited.
    """
    starts, ends = site.local(meeting.start_at), site.local(meeting.end_at)
    host = meeting.host.name if meeting.host else ""
    own = operation.id if operation else stands_for
    return tuple(
        Visit(
            key=f"{own}//{number}" if own else f"{meeting.id}/{meeting.occurrence_id}/{_identity(visitor, number)}",
            meeting=meeting,
            visitor=visitor,
            starts=starts,
            ends=ends,
            searched=fold(" ".join((_of_visitor(visitor), host, meeting.title))),
            operation=operation,
        )
        for number, visitor in enumerate(meeting.visitors or (None,))
    )


def pending_meeting(operation: Operation, directory: Directory) -> tuple[Meeting, Operation]:
    """The meeting that an operation asks for, to be shown before any server has it."""
    body = operation.body
    people = {key: [directory.person(one) for one in body.get(key, ())] for key in _PEOPLE}
    visitors = [
        {"firstname": one["firstName"], "lastname": one["lastName"], **_kept(one)} for one in body.get("visitors", ())
    ]
    told = {
        **{key: value for key, value in body.items() if key in _SAME},
        "id": operation.id,
        "host": directory.person(body["hostId"]),
        "users": people["userIds"],
        "checkinNotificationUsers": people["checkinNotificationUsers"],
        "checkoutNotificationUsers": people["checkoutNotificationUsers"],
        "visitors": visitors,
    }
    return Meeting.model_validate(told), operation


_SAME = ("title", "description", "startAt", "endAt", "recurrence")
_PEOPLE = ("userIds", "checkinNotificationUsers", "checkoutNotificationUsers")


def _kept(visitor: dict[str, object]) -> dict[str, object]:
    """What is called the same in a request and in an answer."""
    return {key: value for key, value in visitor.items() if key not in {"firstName", "lastName"}}


def _identity(visitor: Visitor | None, number: int) -> str:
    return (visitor.id or str(number)) if visitor else ""


def _of_visitor(visitor: Visitor | None) -> str:
    """The plate twice: as it was written, and as it is read off a car."""
    if visitor is None:
        return ""
    plate = visitor.license_plate
    return f"{visitor.name} {visitor.company_name} {plate} {''.join(filter(str.isalnum, plate))}"
