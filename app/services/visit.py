"""One row of a day: a visitor of a meeting, as the server told it or as this desk entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.models.drafts import Body
from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import Visitor
from app.services.arrival import NOT_COME, Arrival
from app.services.directory import Directory
from app.services.site import Site
from app.services.visit_names import visit_id
from app.store.journal import Person
from app.store.outbox import Operation


class Status(Enum):
    """Where a visit stands. LATE and ENDED follow from the clock alone; ENDED is a day that passed without a visit."""

    EXPECTED = "expected"
    LATE = "late"
    ON_SITE = "on site"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor of one meeting on one day, or a meeting that nobody was invited to (`visitor` is None, `id` "").

    Times are in the site's zone. `expected` is when the visitor is expected on this day: a meeting of several days
    goes on each of them at the hour at which it began. `searched` holds every word that a search may find it by,
    folded. `operation` is set while the meeting isn't known to be on the server: then its id is the operation's.
    """

    key: str
    id: str
    meeting: Meeting
    visitor: Visitor | None
    starts: datetime
    ends: datetime
    expected: datetime
    late_from: datetime
    searched: str
    operation: Operation | None = None
    arrival: Arrival = NOT_COME

    @property
    def name(self) -> str:
        return self.visitor.name if self.visitor else ""

    @property
    def host(self) -> str:
        return self.meeting.host.name if self.meeting.host else ""

    @property
    def waiting(self) -> Operation | None:
        """What the server doesn't have of it yet: the meeting itself, else who came to it."""
        return self.operation or self.arrival.operation

    def status(self, now: datetime) -> Status:
        if self.arrival.left:
            return Status.LEFT
        if self.arrival.on_site:
            return Status.ON_SITE
        if now.date() > self.expected.date() or (self.visitor is None and now >= self.ends):
            return Status.ENDED
        return Status.LATE if self.visitor and now >= self.late_from else Status.EXPECTED

    def person(self) -> Person:
        """Whom the journal is to know, also when no list tells of the visit any more."""
        visitor, host = self.visitor, self.meeting.host
        return Person(
            name=self.name,
            company=visitor.company_name if visitor else "",
            mobile=(visitor.mobile or visitor.phone) if visitor else "",
            host=self.host,
            host_number=(host.mobile or host.phone) if host else "",
            meeting=self.meeting.title,
        )


def visits(
    meeting: Meeting, site: Site, day: date, *, operation: Operation | None = None, stands_for: str = ""
) -> tuple[Visit, ...]:
    """A visit for each visitor, in the order of the invitation; one without a visitor when nobody was invited.

    `stands_for` is the operation that became this meeting: its rows keep the keys that they had while it waited.
    """
    starts, ends = site.local(meeting.start_at), site.local(meeting.end_at)
    expected = _expected(starts, ends, day, site)
    host = meeting.host.name if meeting.host else ""
    own = operation.id if operation else stands_for
    return tuple(
        Visit(
            key=f"{own}//{number}" if own else f"{meeting.id}/{meeting.occurrence_id}/{_identity(visitor, number)}",
            id=visit_id(day, meeting, visitor, number) if visitor else "",
            meeting=meeting,
            visitor=visitor,
            starts=starts,
            ends=ends,
            expected=expected,
            late_from=expected + site.late,
            searched=fold(" ".join((_of_visitor(visitor), host, meeting.title))),
            operation=operation,
        )
        for number, visitor in enumerate(meeting.visitors or (None,))
    )


def _expected(starts: datetime, ends: datetime, day: date, site: Site) -> datetime:
    """At the hour at which the meeting began; at midnight when it ends before that hour."""
    if starts.date() == day:
        return starts
    again = site.at(datetime.combine(day, starts.time()))
    return again if again < ends else site.bounds(day)[0]


def meeting_asked_for(operation: str, body: Body, directory: Directory) -> Meeting:
    """The meeting that a body asks for, to be shown before any server has it: its id is the operation's."""
    people = {key: [directory.person(one) for one in body.get(key, ())] for key in _PEOPLE}
    visitors = [
        {"firstname": one["firstName"], "lastname": one["lastName"], **_kept(one)} for one in body.get("visitors", ())
    ]
    told = {
        **{key: value for key, value in body.items() if key in _SAME},
        "id": operation,
        "host": directory.person(body["hostId"]),
        "users": people["userIds"],
        "checkinNotificationUsers": people["checkinNotificationUsers"],
        "checkoutNotificationUsers": people["checkoutNotificationUsers"],
        "visitors": visitors,
    }
    return Meeting.model_validate(told)


def pending_meeting(operation: Operation, directory: Directory) -> tuple[Meeting, Operation]:
    return meeting_asked_for(operation.id, operation.body, directory), operation


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
