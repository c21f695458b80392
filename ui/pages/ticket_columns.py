"""The columns of *Ticket list*, and how a ticket's status, priority and due date look and read everywhere."""

from __future__ import annotations

from datetime import date

from app.models.folding import fold
from app.models.ticket import Choice, Ticket
from app.services.due import Due, Lateness, due
from app.services.site import Site
from ui.dates import long_day, short_day
from ui.models.table_model import Cell, Column

_STATUS_LOOKS = {
    "requested": ("requested", "expected"),
    "assigned": ("assigned", "expected"),
    "in progress": ("in-progress", "in-progress"),
    "on hold": ("on-hold", "late"),
    "solved": ("solved", "on-site"),
}

_PRIORITY_LOOKS = {
    "high": Cell(mark="high", role="rejected"),
    "medium": Cell(mark="medium"),
    "low": Cell(mark="low", look="muted"),
}


def columns(site: Site) -> tuple[Column[Ticket], ...]:
    """Days are the site's; lateness is as of now."""
    return (
        Column("Ticket", _ticket, weight=1),
        Column("Status", _status, width=114),
        Column("Priority", lambda ticket: priority_cell(ticket.priority), width=92, shown_from=440),
        Column("Category", lambda ticket: _plain(ticket.category), width=98, shown_from=740),
        Column("Agent", _agent, width=132, shown_from=560),
        Column("Due", lambda ticket: due_cell(due(ticket, site), site.today()), width=108),
    )


def status_look(status: Choice | None) -> tuple[str, str, str]:
    """Word, silhouette and colour of a status; one that this desk has never heard of gets a neutral look."""
    word = status.value or status.id if status else ""
    mark, role = _STATUS_LOOKS.get(fold(word), ("other", "left"))
    return word or "No status", mark, role


def priority_cell(priority: Choice | None) -> Cell:
    if priority is None:
        return Cell()
    word = priority.value or priority.id
    look = _PRIORITY_LOOKS.get(fold(word), Cell())
    return Cell(word, mark=look.mark, role=look.role, look=look.look)


def due_cell(known: Due | None, today: date) -> Cell:
    if known is None:
        return Cell()
    role = "rejected" if known.lateness is Lateness.LATE else ""
    return Cell(
        short_day(known.day, today),
        second=due_aside(known),
        role=role,
        second_role=role or "text-muted",
        look="figures",
    )


def due_aside(known: Due) -> str:
    """What stands below the day: how late, by when, or that it is done."""
    match known.lateness:
        case Lateness.LATE if known.days_late:
            return f"{known.days_late} day{'' if known.days_late == 1 else 's'} late"
        case Lateness.LATE:
            return f"late since {known.at:%H:%M}" if known.at else "late"
        case Lateness.SOLVED_ON_TIME:
            return "Solved on time"
        case Lateness.SOLVED_LATE:
            return "Solved late"
        case _:
            return f"by {known.at:%H:%M}" if known.at else ""


def due_words(known: Due, today: date) -> str:
    """The same as one sentence: "Wed 11 March, 1 day late"."""
    return ", ".join(filter(None, (long_day(known.day, today), due_aside(known))))


def _ticket(ticket: Ticket) -> Cell:
    notifier = f"Reported by {ticket.notifier.name}" if ticket.notifier and ticket.notifier.name else ""
    return Cell(
        ticket.title or "Without a title", second="  ·  ".join(filter(None, (ticket.id, notifier))), look="strong"
    )


def _status(ticket: Ticket) -> Cell:
    word, mark, role = status_look(ticket.status)
    return Cell(word, mark=mark, role=role)


def _plain(choice: Choice | None) -> Cell:
    return Cell(choice.value or choice.id if choice else "")


def _agent(ticket: Ticket) -> Cell:
    supplier = (ticket.supplier.name or ticket.supplier.id) if ticket.supplier else ""
    if ticket.agent:
        return Cell(ticket.agent.name, second=supplier)
    return Cell("Nobody yet", second=supplier, look="muted" if supplier else "plain")
