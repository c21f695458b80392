"""A check-in, a check-out, or an undo of one: an event is its own for good, so saying it again does no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.services.outbox.senders.sender import Made, Sender
from app.services.server_calls import Calls

if TYPE_CHECKING:
    from app.api.api import Api


async def _send(api: Api, body: Body, operation: str) -> Made:
    """What happened at a visit. The answer is the visit as it stands, whoever was first."""
    visit, piece = await api.visits.say(body["visit"], {key: body[key] for key in body if key != "visit"}, operation)
    return Made(visit.id, piece)


ARRIVAL = Sender(_send, names_a_visit=True, calls=Calls.ARRIVALS)
