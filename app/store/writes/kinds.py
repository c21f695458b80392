"""Every kind of write, as the file keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.operations import Kind
from app.store.writes.arrival import ARRIVAL
from app.store.writes.mail import MAIL
from app.store.writes.meeting import MEETING
from app.store.writes.meeting_change import MEETING_CHANGE
from app.store.writes.of_ticket import ATTACHMENT, OF_TICKET
from app.store.writes.stored_kind import StoredKind
from app.store.writes.ticket import TICKET

KINDS: Mapping[Kind, StoredKind] = {
    Kind.MEETING: MEETING,
    Kind.MEETING_CHANGE: MEETING_CHANGE,
    Kind.TICKET: TICKET,
    Kind.TICKET_CHANGE: OF_TICKET,
    Kind.TICKET_COMMENT: OF_TICKET,
    Kind.TICKET_RELATION: OF_TICKET,
    Kind.TICKET_ATTACHMENT: ATTACHMENT,
    Kind.ARRIVAL: ARRIVAL,
    Kind.MAIL: MAIL,
}
