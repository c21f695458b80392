"""Which tickets stand in which column of *Board*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from app.models.objects.desk_vocabulary import STATUSES
from app.models.objects.ticket_query import TicketQuery
from app.models.tickets.steps import DONE, REQUESTED
from app.services.tickets.tickets import TicketRow

_NEW = str(REQUESTED)


class BoardColumn(Struct, frozen=True):
    """`status` is the server's number as text, "" of the tickets that have none. Of one that is `left_out`, the filters
    let no ticket through: how many there are isn't known."""

    status: str
    word: str
    rows: tuple[TicketRow, ...] = ()
    left_out: bool = False

    @property
    def spoken(self) -> str:
        """ "Assigned, 3 tickets"."""
        if self.left_out and not self.rows:
            return f"{self.word}, left out by the filters"
        return f"{self.word}, {len(self.rows)} ticket{'' if len(self.rows) == 1 else 's'}"


def status_of(row: TicketRow) -> str:
    """The column in which it stands: one that waits to be created is requested."""
    if row.ticket.status and row.ticket.status.id:
        return row.ticket.status.id
    return _NEW if row.operation else ""


def board_columns(rows: Sequence[TicketRow], words: Mapping[str, str], query: TicketQuery) -> tuple[BoardColumn, ...]:
    """One for each status of `words`, in their order, and for each further one that a ticket has. The tickets in each
    stay in the order of the list."""
    placed: dict[str, list[TicketRow]] = {status: [] for status in words}
    for row in rows:
        placed.setdefault(status_of(row), []).append(row)
    return tuple(
        BoardColumn(status, _word(status, words), tuple(some), _is_left_out(status, query))
        for status, some in placed.items()
    )


def _word(status: str, words: Mapping[str, str]) -> str:
    return words.get(status) or (STATUSES[REQUESTED] if status == _NEW else status or "No status")


def _is_left_out(status: str, query: TicketQuery) -> bool:
    if query.status and status not in query.status.split(","):
        return True
    return query.is_open and status in map(str, DONE)
