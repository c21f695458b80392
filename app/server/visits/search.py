"""Visits of whatever day, found by words or by a number: in SQL, and so many at the most."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from app.models.text.sought import Way, sought
from app.server.bodies.queries import VisitSearchQuery
from app.server.context import ServerContext
from app.server.storage.tables.visits import sought_visitors, visits
from app.server.visits.single import known_visits
from app.server.visits.visit import VisitId, as_json


def found(context: ServerContext, query: VisitSearchQuery) -> list[bytes]:
    """The JSON of the visits that what was typed leads to, those that are expected nearest to now first, at most a
    page of them."""
    ways = [_leads(way) for way in sought(query.q) if way.words or way.numbers]
    if not ways:
        return []
    # joined, SQLite looks each visit's words up; so it reads the narrow table once
    meant = select(sought_visitors.c.meeting, sought_visitors.c.visitor).where(or_(*ways))
    columns = select(visits.c.day, visits.c.meeting, visits.c.visitor)
    apart = func.abs(visits.c.expected_at - int(context.now().timestamp()))
    nearest = columns.where(tuple_(visits.c.meeting, visits.c.visitor).in_(meant))
    nearest = nearest.order_by(apart, visits.c.meeting, visits.c.visitor).limit(query.page_size)
    with context.database.reading() as connection:
        ids = [VisitId(date.fromisoformat(row.day), row.meeting, row.visitor) for row in connection.execute(nearest)]
        return [as_json(visit, context.zone) for visit in known_visits(connection, context.zone, ids)]


def _leads(way: Way) -> ColumnElement[bool]:
    words = (sought_visitors.c.words.contains(word, autoescape=True) for word in way.words)
    numbers = [sought_visitors.c.numbers.contains(number, autoescape=True) for number in way.numbers]
    return and_(*words, or_(*numbers)) if numbers else and_(*words)
