"""What has to be so before a meeting is changed: nobody who is in the building is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from app.models.visit_events import stands
from app.server import people
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document, day_span
from app.server.context import ServerContext
from app.server.occurrences import Span
from app.server.storage.tables.visits import events
from app.server.visits.visit import VisitId, events_of

_FORGOTTEN = timedelta(days=31)
"""Whoever wasn't checked out for so long has left."""


class Expected(NamedTuple):
    """Whom a meeting expects: the ids of its visitors, and when it takes place."""

    visitors: frozenset[str]
    spans: list[Span]

    def expects(self, visit: VisitId, context: ServerContext) -> bool:
        """Whether this visit is one of them."""
        starts, ends = day_span(visit.day, context.zone)
        return visit.visitor in self.visitors and any(span.starts < ends and span.ends > starts for span in self.spans)


NOBODY = Expected(frozenset(), [])


def refuse_losing(
    connection: Connection, context: ServerContext, meeting: Document, before: Expected, after: Expected
) -> None:
    """Raises Refusal 409, which names them, when `meeting` would no longer expect a visitor who is on site."""
    lost: dict[str, None] = {}
    for visit in _on_site(connection, context, meeting["id"]):
        if before.expects(visit, context) and not after.expects(visit, context):
            lost[visit.visitor] = None
    names = [people.name_of(visitor) for visitor in meeting["visitors"] if visitor["id"] in lost]
    if names:
        others = f" and {len(names) - 1} more" if names[1:] else ""
        raise Refusal(409, f"{names[0]}{others} {'are' if others else 'is'} on site: check out first")


def _on_site(connection: Connection, context: ServerContext, meeting: str) -> list[VisitId]:
    """The visits of this meeting whose visitors are in the building."""
    oldest = (context.now() - _FORGOTTEN).astimezone(context.zone).date()
    of_meeting = (events.c.meeting == meeting) & (events.c.day >= oldest.isoformat())
    return [visit for visit, heard in events_of(connection, of_meeting).items() if stands(heard).on_site]
