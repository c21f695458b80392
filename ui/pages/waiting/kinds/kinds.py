"""Every kind of write, in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.operations import Kind
from ui.pages.waiting.kinds.arrival import ARRIVAL
from ui.pages.waiting.kinds.kind_words import KindWords
from ui.pages.waiting.kinds.mail import MAIL
from ui.pages.waiting.kinds.meeting import MEETING
from ui.pages.waiting.kinds.meeting_change import MEETING_CHANGE
from ui.pages.waiting.kinds.of_ticket import TICKET_ATTACHMENT, TICKET_CHANGE, TICKET_COMMENT, TICKET_RELATION
from ui.pages.waiting.kinds.ticket import TICKET

KINDS: Mapping[Kind, KindWords] = {
    Kind.MEETING: MEETING,
    Kind.MEETING_CHANGE: MEETING_CHANGE,
    Kind.TICKET: TICKET,
    Kind.TICKET_CHANGE: TICKET_CHANGE,
    Kind.TICKET_COMMENT: TICKET_COMMENT,
    Kind.TICKET_RELATION: TICKET_RELATION,
    Kind.TICKET_ATTACHMENT: TICKET_ATTACHMENT,
    Kind.ARRIVAL: ARRIVAL,
    Kind.MAIL: MAIL,
}
