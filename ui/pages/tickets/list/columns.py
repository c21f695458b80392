"""The columns of *Ticket list*, and how a ticket's priority and due date look and read everywhere."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from app.models.objects.summaries import Numbered, TicketSummary
from app.models.text.folding import fold
from app.services.site import Site
from app.services.tickets.due import Due, Lateness, due
from app.services.tickets.tickets import TicketRow
from ui.models.table_model import Cell, Column
from ui.reception.pending_notice import MARKS, Mark, mark_of
from ui.reception.tickets.status_style import status_style
from ui.wording.dates import long_day, short_day

_PRIORITY_LOOKS = {
    "high": Cell(mark="high", role="rejected"),
    "medium": Cell(mark="medium"),
    "low": Cell(mark="low", variant="muted"),
}


def columns(site: Site) -> tuple[Column[TicketRow], ...]:
    """Days are the site's; lateness is as of now."""
    return (
        Column("Ticket", ticket_cell, width=200, weight=6),
        Column("Status", _status, width=114),
        Column("Priority", lambda row: priority_cell(row.ticket.priority), width=92, gives_way=2),
        Column("Category", lambda row: _plain(row.ticket.category), width=98, weight=2, gives_way=3),
        Column("Agent", lambda row: _agent(row.ticket), width=132, weight=3, gives_way=1),
        Column("Due", lambda row: due_cell(due(row.ticket, site), site.today()), width=96),
    )


def priority_cell(priority: Numbered | None) -> Cell:
    if priority is None:
        return Cell()
    word = priority.value or priority.id
    variant = _PRIORITY_LOOKS.get(fold(word), Cell())
    return Cell(word, mark=variant.mark, role=variant.role, variant=variant.variant)


def due_cell(known: Due | None, today: date) -> Cell:
    if known is None:
        return Cell()
    role = "rejected" if known.lateness is Lateness.LATE else ""
    return Cell(
        short_day(known.day, today),
        second=due_aside(known),
        role=role,
        second_role=role or "text-muted",
        variant="figures",
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


def ticket_cell(row: TicketRow) -> Cell:
    """What isn't known to be on the server has no number yet: how it stands with it is said in its place."""
    ticket = row.ticket
    title = ticket.title or "Without a title"
    if row.operation:
        mark = MARKS[row.operation.state]
        return Cell(title, variant="strong", second=mark.word, second_mark=mark.role, second_role=mark.role)
    waits = waiting_mark(row)
    third = Cell() if waits is None else Cell(third=waits.word, third_mark=waits.role, third_role=waits.role)
    notifier = f"Reported by {ticket.notifier.name}" if ticket.notifier and ticket.notifier.name else ""
    second = ticket.id if waits else "  ·  ".join(filter(None, (ticket.id, notifier)))
    return replace(third, text=title, variant="strong", second=second)


def waiting_mark(row: TicketRow) -> Mark | None:
    """How it stands with what waits to be done with a ticket that the server has."""
    return mark_of(row.foremost_change) if row.foremost_change else None


def _status(row: TicketRow) -> Cell:
    if row.operation is None:
        word, mark, role = status_style(row.ticket.status)
        return Cell(word, mark=mark, role=role)
    if MARKS[row.operation.state].role == "rejected":
        return Cell("Needs you", mark="rejected", role="rejected", chip=True)
    return Cell("Requested", mark="requested", role="expected")


def _plain(choice: Numbered | None) -> Cell:
    return Cell(choice.value or choice.id if choice else "")


def _agent(ticket: TicketSummary) -> Cell:
    supplier = ticket.supplier.name if ticket.supplier else ""
    if ticket.agent:
        return Cell(ticket.agent.name, second=supplier)
    return Cell("Nobody yet", second=supplier, variant="muted" if supplier else "plain")
