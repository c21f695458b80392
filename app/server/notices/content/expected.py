"""Who is expected on a day, as a list to be taken along."""

from __future__ import annotations

from datetime import date

from pydantic_core import from_json
from sqlalchemy import Connection

from app.models.text.day_words import whole_day
from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.server import meetings, people
from app.server.bodies.wire import Document, day_span
from app.server.context import ServerContext
from app.server.visits.visit import ServerVisit, VisitId, visits_of

_COLUMNS = tuple(
    map(
        SheetColumn,
        ("Time", "Visitor", "Company", "Mobile", "Host", "Host's number", "Meeting", "Licence plate"),
    )
)


def expected_on(connection: Connection, context: ServerContext, day: date) -> Sheet:
    """Each visitor once a meeting, by the time at which they are expected. Raises Refusal 400 when the day's meetings
    are larger than an answer may be."""
    visits: dict[VisitId, ServerVisit] = {}
    for document in meetings.touching(connection, *day_span(day, context.zone)):
        for visit in visits_of(from_json(document), context.zone, day, {}):
            visits.setdefault(visit.id, visit)
    rows = tuple(map(_cells, sorted(visits.values(), key=lambda visit: visit.expected_at)))
    return Sheet(
        title=f"Visitors on {whole_day(day)}",
        file_name=f"Visitors {day}",
        site=context.company["name"],
        made_at=context.now().astimezone(context.zone),
        about=(f"{len(rows)} visitor{'' if len(rows) == 1 else 's'}", "Sorted by time"),
        tables=(SheetTable(_COLUMNS, rows),),
    )


def _cells(visit: ServerVisit) -> tuple[str, ...]:
    visitor, host = visit.visitor, visit.meeting["host"]
    return (
        f"{visit.expected_at:%H:%M}",
        people.name_of(visitor),
        visitor["companyName"] or "",
        _number(visitor),
        people.name_of(host),
        _number(host),
        visit.meeting["title"],
        visitor.get("licensePlate") or "",
    )


def _number(person: Document) -> str:
    """That of the mobile phone, which is with its owner, else the other."""
    return person.get("mobile") or person.get("phone") or ""
