"""A check-in, a check-out, or an undo of one: an event is its own for good, so saying it again does no harm."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.models.objects.visit_summary import visit_summary
from app.models.operations import Made, Operation
from app.models.visit_events import CAME
from app.services.outbox.senders.sender import Match, SearchResult, Sender

if TYPE_CHECKING:
    from app.api.api import Api


async def _send(api: Api, body: Body, operation: str) -> Made:
    """What happened at a visit. The answer is the visit as it stands, whoever was first."""
    visit, piece = await api.visits.say(body["visit"], {key: body[key] for key in body if key != "visit"}, operation)
    return Made(visit.id, piece)


async def _search(api: Api, row: Operation) -> SearchResult:
    """The visit of that day of which the server knows the event."""
    day = date.fromisoformat(row.body["visit"].partition("/")[0])
    listed = await api.visits.of(day, statuses=CAME)
    for piece in listed.pieces:
        if row.id.encode() in piece:
            try:
                visit = visit_summary(piece)
            except ValueError:
                continue
            return SearchResult((Match(visit.id, piece, is_sure=True),), all_seen=True)
    return SearchResult((), all_seen=True)


ARRIVAL = Sender(_send, _search, names_a_visit=True, repeatable=True, of_desk_server=True, tries=10)
