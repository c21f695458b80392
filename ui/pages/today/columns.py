"""The columns of *Visitors*: what a receptionist reads across a row."""

from __future__ import annotations

from collections.abc import Callable

from app.models.text.folding import fold
from app.models.visit_row import Status, Telling, VisitRow
from app.services.site import Site
from ui.models.table_model import Cell, Column
from ui.reception.pending_notice import is_change, marked
from ui.wording.arrival_words import host_notice_words
from ui.wording.dates import duration_words, time_words

STATUS_WORDS = {
    Status.EXPECTED: "Expected",
    Status.LATE: "Late",
    Status.ON_SITE: "On site",
    Status.LEFT: "Left",
    Status.ENDED: "Ended",
    Status.CANCELLED: "Cancelled",
    Status.UNVISITED: "Takes place",
}
STATUS_MARKS = {
    Status.EXPECTED: ("expected", "expected"),
    Status.LATE: ("late", "late"),
    Status.ON_SITE: ("on-site", "on-site"),
    Status.LEFT: ("left", "left"),
    Status.ENDED: ("ended", "left"),
    Status.CANCELLED: ("cancelled", "left"),
    Status.UNVISITED: ("expected", "left"),
}
GONE = (Status.LEFT, Status.ENDED, Status.CANCELLED)


def columns(site: Site, *, tells_hosts: Callable[[], bool]) -> tuple[Column[VisitRow], ...]:
    """Times are the site's, the status is as of now. Where it `tells_hosts`, the row says if they
    were; that somebody called one it says in any case."""

    def muted(visit: VisitRow) -> str:
        return "muted" if visit.status(site.now()) in GONE else "plain"

    def struck(visit: VisitRow) -> bool:
        """What was taken back is crossed out; its word stands in the status."""
        return visit.status(site.now()) is Status.CANCELLED

    def time(visit: VisitRow) -> Cell:
        return Cell(f"{site.local(visit.expected):%H:%M}", variant="figures", struck=struck(visit))

    def visitor(visit: VisitRow) -> Cell:
        if not visit.invited:
            return Cell("Nobody invited", variant="muted", struck=struck(visit))
        variant = "muted" if muted(visit) == "muted" else "strong"
        return Cell(visit.name, variant=variant, struck=struck(visit))

    def company(visit: VisitRow) -> Cell:
        return Cell(visit.company, variant=muted(visit), struck=struck(visit))

    def meeting(visit: VisitRow) -> Cell:
        size = visit.group
        if size < 2 or struck(visit):
            return Cell(visit.title, variant=muted(visit), struck=struck(visit))
        spoken = f"group of {size}"
        return Cell(visit.title, variant=muted(visit), aside=str(size), aside_icon="group", aside_spoken=spoken)

    def host(visit: VisitRow) -> Cell:
        is_said = visit.host and (tells_hosts() or visit.arrival.called_by)
        notice = host_notice_words(visit.arrival, site) if is_said else ""
        if not notice:
            return Cell(visit.host, variant=muted(visit), struck=struck(visit))
        to_call = visit.arrival.telling is Telling.NOT_TOLD
        number = visit.host_number if to_call else ""
        role = "rejected" if to_call else "text-muted"
        return Cell(visit.host, second=", ".join(filter(None, (notice, number))), second_role=role)

    def status(visit: VisitRow) -> Cell:
        now = site.now()
        state = visit.status(now)
        mark, role = STATUS_MARKS[state]
        by = visit.cancelled.by if visit.cancelled and state is Status.CANCELLED else ""
        second = f"by {by}" if by else ""
        cell = Cell(
            status_words(visit, state), second, aside=when(visit, site), mark=mark, role=role, chip=state is Status.LATE
        )
        return marked(cell, visit.waiting, is_change=is_change(visit))

    return (
        Column("Time", time, width=78),
        Column("Visitor", visitor, width=150, weight=22),
        Column("Company", company, width=96, weight=15, gives_way=2),
        Column("Host", host, width=104, weight=13),
        Column("Meeting", meeting, width=104, weight=16, gives_way=1),
        Column("Status", status, width=131),
    )


def status_words(visit: VisitRow, state: Status) -> str:
    """What nobody said to be cancelled isn't called that."""
    if state is Status.CANCELLED and visit.cancelled and visit.cancelled.unlisted:
        return "Not listed"
    return STATUS_WORDS[state]


def when(visit: VisitRow, site: Site) -> str:
    """What belongs to the status in figures: since when, or for how long somebody is late."""
    arrival, now = visit.arrival, site.now()
    match visit.status(now):
        case Status.ON_SITE if arrival.arrived_at:
            return time_words(site.local(arrival.arrived_at), now.date())
        case Status.LEFT if arrival.left_at:
            return time_words(site.local(arrival.left_at), now.date())
        case Status.CANCELLED if visit.cancelled:
            return time_words(site.local(visit.cancelled.at), now.date())
        case Status.LATE:
            return duration_words(now - visit.expected)
        case _:
            return ""


def order(column: str, visit: VisitRow) -> tuple[object, ...]:
    """What rows are sorted by when that column's heading is chosen; equal ones stay in the order of time."""
    match column:
        case "Visitor":
            return (fold(visit.last_name), fold(visit.name))
        case "Company":
            return (fold(visit.company),)
        case "Host":
            return (fold(visit.host),)
        case "Meeting":
            return (fold(visit.title),)
        case _:
            return (visit.expected, visit.meeting, visit.number)
