"""The columns of *Visitors*: what a receptionist reads across a row."""

from __future__ import annotations

from app.models.folding import fold
from app.services.site import Site
from app.services.visit import Status, Visit
from ui.models.table_model import Cell, Column
from ui.sending_words import marked

STATUS_WORDS = {Status.EXPECTED: "Expected", Status.ENDED: "Ended"}
STATUS_MARKS = {Status.EXPECTED: ("expected", "expected"), Status.ENDED: ("ended", "left")}


def columns(site: Site) -> tuple[Column[Visit], ...]:
    """Times are the site's; the status is as of now."""

    def muted(visit: Visit) -> str:
        return "muted" if visit.status(site.now()) is Status.ENDED else "plain"

    def visitor(visit: Visit) -> Cell:
        if visit.visitor is None:
            return Cell("Nobody invited", look="muted")
        return Cell(visit.name, look="muted" if muted(visit) == "muted" else "strong")

    def meeting(visit: Visit) -> Cell:
        size = len(visit.meeting.visitors)
        if size < 2:
            return Cell(visit.meeting.title, look=muted(visit))
        spoken = f"group of {size}"
        return Cell(visit.meeting.title, look=muted(visit), aside=str(size), aside_icon="group", aside_spoken=spoken)

    def status(visit: Visit) -> Cell:
        state = visit.status(site.now())
        mark, role = STATUS_MARKS[state]
        return marked(Cell(STATUS_WORDS[state], mark=mark, role=role), visit.operation)

    return (
        Column("Time", lambda visit: Cell(f"{visit.starts:%H:%M}", look="figures"), width=82),
        Column("Visitor", visitor, weight=22),
        Column("Company", lambda visit: Cell(_company(visit), look=muted(visit)), weight=15),
        Column("Host", lambda visit: Cell(visit.host, look=muted(visit)), weight=13),
        Column("Meeting", meeting, weight=16),
        Column("Status", status, width=148),
    )


def order(column: str, visit: Visit) -> tuple[object, ...]:
    """What rows are sorted by when that column's heading is chosen; equal ones stay in the order of time."""
    match column:
        case "Visitor":
            return (fold(visit.visitor.lastname) if visit.visitor else "", fold(visit.name))
        case "Company":
            return (fold(_company(visit)),)
        case "Host":
            return (fold(visit.host),)
        case "Meeting":
            return (fold(visit.meeting.title),)
        case _:
            return (visit.starts, visit.meeting.id)


def _company(visit: Visit) -> str:
    return visit.visitor.company_name if visit.visitor else ""
