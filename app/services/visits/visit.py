"""The whole of a visit, of which a row is a part: its meeting with everything that is kept of it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from app.models.contacts import Named
from app.models.drafts import Body
from app.models.meetings.changes import MeetingChange
from app.models.operations import Kind, Operation
from app.models.visit_row import VisitRow
from app.store.lists.lists import Whole

if TYPE_CHECKING:
    from app.models.objects.meeting import Meeting
    from app.models.objects.person import Visitor


class Visit(Struct, frozen=True):
    """A row with all that is kept of its meeting, None when that can't be read or is gone. `operation` is what the row
    says that waits of the visit: the meeting itself or a change of it, else an arrival, else None. It is later than the
    row, and may have been sent since."""

    row: VisitRow
    meeting: Meeting | None
    operation: Operation | None = None

    @property
    def visitor(self) -> Visitor | None:
        """Everything that is kept of the row's visitor, None when it has none or the meeting is None."""
        if self.meeting is None or not self.row.invited:
            return None
        visitors = self.meeting.visitors
        return visitors[self.row.number] if self.row.number < len(visitors) else None


def whole_visit(row: VisitRow, whole: Whole, zone: tzinfo) -> Visit:
    """The visit out of what the file keeps of it; `zone` is the site's."""
    from app.models.objects.meeting import Meeting
    from app.models.objects.reading import Reader

    operation = whole.operation
    if operation and operation.kind is Kind.MEETING:
        return Visit(row, meeting_asked_for(operation.id, operation.body, whole.named), operation)
    if row.waits and operation and operation.kind is Kind.MEETING_CHANGE:
        change = MeetingChange.of(operation.body)
        body = change.base if change.wanted is None else change.wanted
        return Visit(row, meeting_asked_for(change.meeting, body | _times(row), whole.named), operation)
    try:
        meeting = Reader(Meeting, "meeting").read_one(whole.piece, zone) if whole.piece else None
    except ValueError:
        meeting = None
    return Visit(row, meeting, operation)


def _times(row: VisitRow) -> Body:
    """Of one time of a series its own."""
    return {"startAt": row.starts.isoformat(), "endAt": row.ends.isoformat()}


def meeting_asked_for(operation: str, body: Body, named: Named) -> Meeting:
    """The meeting that the body of an operation asks for, to be shown before any server has it: its id is the
    operation's. `named` are those of its people whom this desk knows."""
    from app.models.objects.meeting import Meeting

    people = {key: [person_asked_for(one, named) for one in body.get(key, ())] for key in _PEOPLE}
    visitors = [
        {"firstname": one["firstName"], "lastname": one["lastName"], **_shared(one)} for one in body.get("visitors", ())
    ]
    fields = {
        **{key: value for key, value in body.items() if key in _SAME},
        "id": operation,
        "host": person_asked_for(body["hostId"], named),
        "users": people["userIds"],
        "checkinNotificationUsers": people["checkinNotificationUsers"],
        "checkoutNotificationUsers": people["checkoutNotificationUsers"],
        "visitors": visitors,
    }
    return Meeting.model_validate(fields)


def person_asked_for(sent: str, named: Named) -> Body:
    """The JSON object that an answer would hold of somebody whom a request names by `sent`, an id or a typed name; with
    a name only when this desk knows them."""
    known = named.users.get(sent)
    fields = {"firstname": known.name, "email": known.email, "mobile": known.phone} if known else {}
    return {"object": "user", "id": sent, **fields}


_SAME = ("title", "description", "startAt", "endAt", "recurrence")
_PEOPLE = ("userIds", "checkinNotificationUsers", "checkoutNotificationUsers")


def _shared(visitor: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a visitor that are called the same in a request and in an answer."""
    return {key: value for key, value in visitor.items() if key not in {"firstName", "lastName"}}
