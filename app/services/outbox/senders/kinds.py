"""Every kind of write that goes to the server in one call. Mails go elsewhere, in a loop of their own."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.operations import Kind
from app.services.outbox.senders.arrival import ARRIVAL
from app.services.outbox.senders.meeting import MEETING
from app.services.outbox.senders.of_ticket import COMMENT, RELATION
from app.services.outbox.senders.sender import Sender
from app.services.outbox.senders.ticket import TICKET

SENDERS: Mapping[Kind, Sender] = {
    Kind.MEETING: MEETING,
    Kind.TICKET: TICKET,
    Kind.TICKET_COMMENT: COMMENT,
    Kind.TICKET_RELATION: RELATION,
    Kind.ARRIVAL: ARRIVAL,
}

SENT_HERE = (*SENDERS, Kind.MEETING_CHANGE, Kind.TICKET_CHANGE, Kind.TICKET_ATTACHMENT)
"""What goes to the server. Changes and files take several calls: see change_sending.py,
ticket_change_sending.py and attachment_sending.py."""
