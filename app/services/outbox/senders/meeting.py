"""A meeting: made by a POST, looked for on its day's list."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.models.objects.summaries import meeting_summary
from app.models.operations import Made, Operation
from app.models.text.likeness import meeting_likeness
from app.services.outbox.senders.likeness import by_its_id, matches_in
from app.services.outbox.senders.sender import SearchResult, Sender
from app.services.outbox.visit_ids import made_visitors

if TYPE_CHECKING:
    from app.api.api import Api


async def _send(api: Api, body: Body, operation: str) -> Made:
    return await api.meetings.create(body, operation)


async def search_meeting(api: Api, row: Operation) -> SearchResult:
    """That day's meetings of the same host, start, title and visitors. A server may count its days in UTC."""
    if there := await by_its_id(row, api.meetings.one):
        return there
    start = datetime.fromisoformat(row.body["startAt"])
    days = sorted({start.date(), start.astimezone(UTC).date()})
    read = partial(meeting_summary, zone=start.tzinfo or UTC)
    listed = await api.meetings.between(days[0], days[-1])
    return await asyncio.to_thread(lambda: matches_in(listed.pieces, row, read, meeting_likeness))


MEETING = Sender(_send, search_meeting, visitors=made_visitors)
