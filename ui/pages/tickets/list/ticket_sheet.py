"""The list of tickets to be taken along: all that the filters let through, on whatever page it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.models.objects.summaries import Numbered
from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.services.site import Site
from app.services.tickets.due import due
from app.services.tickets.tickets import TicketRow, TicketsInAll
from ui.pages.tickets.list.columns import due_aside
from ui.reception.pending_notice import mark_of
from ui.wording.messages import unreadable_words

_COLUMNS = (
    SheetColumn("Number", 20),
    SheetColumn("Ticket", 70),
    SheetColumn("Status", 26),
    SheetColumn("Priority", 20),
    SheetColumn("Category", 26),
    SheetColumn("Agent", 32),
    SheetColumn("Supplier", 30),
    SheetColumn("Reported by", 32),
    SheetColumn("Created", 0),
    SheetColumn("Due", 26),
    SheetColumn("Lateness", 0),
    SheetColumn("Waits here", 24),
)


def ticket_sheet(tickets: TicketsInAll, filters: Sequence[str], site: Site) -> Sheet:
    """`filters` are what is left out and the order, in words."""
    now = site.now()
    return Sheet(
        title="Tickets",
        file_name=f"Tickets {now:%Y-%m-%d %H-%M}",
        site=site.name,
        made_at=now,
        about=(*_counted(tickets), *filters),
        tables=(SheetTable(_COLUMNS, tuple(_cells(row, site) for row in tickets.rows)),),
    )


def _counted(tickets: TicketsInAll) -> Iterator[str]:
    count = len(tickets.rows)
    yield f"{count:,} ticket{'' if count == 1 else 's'}"
    if tickets.unreadable:
        yield unreadable_words(tickets.unreadable, "ticket")
    heard = sum(row.operation is None for row in tickets.rows) + tickets.unreadable
    if tickets.total is not None and heard != tickets.total:
        yield f"The list changed while it was read: the server tells of {tickets.total:,}"


def _cells(row: TicketRow, site: Site) -> tuple[str, ...]:
    ticket, known = row.ticket, due(row.ticket, site)
    at = f" {known.at:%H:%M}" if known and known.at else ""
    waits = row.operation or row.foremost_change
    return (
        "" if row.operation else ticket.id,
        ticket.title,
        _word(ticket.status),
        _word(ticket.priority),
        _word(ticket.category),
        ticket.agent.name if ticket.agent else "",
        ticket.supplier.name if ticket.supplier else "",
        ticket.notifier.name if ticket.notifier else "",
        f"{site.local(ticket.created):%Y-%m-%d %H:%M}" if ticket.created else "",
        f"{known.day}{at}" if known else "",
        due_aside(known) if known else "",
        mark_of(waits).word if waits else "",
    )


def _word(choice: Numbered | None) -> str:
    return choice.value or choice.id if choice else ""
