"""A ticket: made by a POST, looked for among those that were touched lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.drafts import Body
from app.models.objects.summaries import ticket_summary
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Made, Operation
from app.models.text.likeness import ticket_likeness
from app.services.outbox.senders.likeness import CLOCKS_APART, by_its_id, matches_in
from app.services.outbox.senders.sender import Match, SearchResult, Sender

if TYPE_CHECKING:
    from app.api.api import Api

PAGE_SIZE = 50
MOST_PAGES = 10
"""So many pages of the latest tickets are searched for one whose answer was lost."""


async def _send(api: Api, body: Body, operation: str) -> Made:
    return await api.tickets.create(body, operation)


async def _search(api: Api, row: Operation) -> SearchResult:
    """Recent tickets of the same title, notifier and reference, back to those that were last touched before it."""
    if there := await by_its_id(row, api.tickets.one):
        return there
    matches: dict[str, Match] = {}
    all_readable, seen = True, set[bytes]()
    for number in range(1, MOST_PAGES + 1):
        query = TicketQuery(sort_by="activity", sort="desc", page=number, page_size=PAGE_SIZE)
        page = (await api.tickets.page(query)).page()
        result = matches_in(page.pieces, row, ticket_summary, ticket_likeness)
        matches |= {match.id: match for match in result.matches}
        all_readable = all_readable and result.all_seen
        known = len(seen)
        seen.update(page.pieces)
        if not page.may_go_on(len(seen)) or _is_older(page.pieces[-1], row):
            return SearchResult(tuple(matches.values()), all_readable)
        if len(seen) == known:  # a server that turns no pages
            return SearchResult(tuple(matches.values()), all_readable and page.total is None)
    return SearchResult(tuple(matches.values()), all_seen=False)


def _is_older(piece: bytes, row: Operation) -> bool:
    try:
        touched = ticket_summary(piece).touched
    except ValueError:
        return False
    return touched is not None and touched < row.entered_at - CLOCKS_APART


TICKET = Sender(_send, _search)
