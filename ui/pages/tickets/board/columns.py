"""Which tickets stand in which column of *Board*."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from app.models.objects.desk_vocabulary import STATUSES
from app.models.objects.ticket_query import TicketQuery
from app.models.tickets.steps import DONE, REQUESTED
from app.services.tickets.tickets import TicketList, TicketRow

_NEW = str(REQUESTED)


class BoardColumn(Struct, frozen=True):
    """`status` is the server's number as text, "" of the tickets that have none. `rows` are `count` tickets, or the
    first of so many. Of one that is `left_out`, the filters let no ticket through: how many there are isn't known."""

    status: str
    word: str
    rows: tuple[TicketRow, ...] = ()
    count: int = 0
    left_out: bool = False

    @property
    def counted(self) -> str:
        """ "3", or "100 of 312" where not all of them are here; "" where it isn't known."""
        if self.left_out and not self.rows:
            return ""
        return f"{len(self.rows)} of {self.count:,}" if self.has_more else str(self.count)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)

    @property
    def spoken(self) -> str:
        """ "Assigned, 3 tickets"."""
        if not self.counted:
            return f"{self.word}, left out by the filters"
        return f"{self.word}, {self.counted} ticket{'' if self.count == 1 else 's'}"


def status_of(row: TicketRow) -> str:
    """The column in which it stands: one that waits to be created is requested."""
    if row.ticket.status and row.ticket.status.id:
        return row.ticket.status.id
    return _NEW if row.operation else ""


def wanted_statuses(words: Mapping[str, str], query: TicketQuery) -> tuple[str, ...]:
    """Those of which the filters let tickets through."""
    return tuple(status for status in words if not _is_left_out(status, query))


def board_columns(
    page: TicketList | None, listed: Mapping[str, TicketList | None], words: Mapping[str, str], query: TicketQuery
) -> tuple[BoardColumn, ...]:
    """One for each status of `words`, in their order, and for each further one that a ticket has. The tickets in each
    stay in the order of the list. `listed` are the server's tickets by status; while one isn't known, those of the
    `page` are shown, which also has what waits to be created."""
    known = {status: some for status, some in listed.items() if some is not None}
    rows = [row for row in (page.rows if page else ()) if not row.listed or status_of(row) not in known]
    rows += [row for some in known.values() for row in some.rows]
    placed: dict[str, dict[str, TicketRow]] = {status: {} for status in words}
    for row in rows:
        placed.setdefault(status_of(row), {}).setdefault(row.key, row)
    return tuple(
        BoardColumn(
            status,
            _word(status, words),
            tuple(some.values()),
            _count(some, known.get(status)),
            _is_left_out(status, query),
        )
        for status, some in placed.items()
    )


def _count(placed: Mapping[str, TicketRow], listed: TicketList | None) -> int:
    """As the server counts them, but for what goes elsewhere as soon as it is sent, and what comes."""
    if listed is None or listed.total is None:
        return len(placed)
    keys = {row.key for row in listed.rows}
    return listed.total - len(keys - placed.keys()) + len(placed.keys() - keys)


def _word(status: str, words: Mapping[str, str]) -> str:
    return words.get(status) or (STATUSES[REQUESTED] if status == _NEW else status or "No status")


def _is_left_out(status: str, query: TicketQuery) -> bool:
    if query.status and status not in query.status.split(","):
        return True
    return query.is_open and status in map(str, DONE)
