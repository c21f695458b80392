"""A desk without a window at which tickets are worked on, on a line of its own to a real desk server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.models.objects.ticket import Ticket
from app.models.objects.ticket_query import TicketQuery
from app.services.tickets.tickets import TicketRow
from tests.app.arrivals_desk import Line
from tests.app.outbox_desk import OutboxDesk
from tests.faults import FaultyServer

ALL = TicketQuery(page_size=50)


class TicketsDesk(OutboxDesk):
    """What it shows is what its file says; the server is asked when a test says so."""

    def __init__(self, folder: Path, server: FaultyServer, *, name: str = "Desk 1") -> None:
        self.line = Line(server)
        super().__init__(server, folder / f"{name}.sqlite3", line=self.line, name=name)
        self.kept.clear()  # of what is done with a ticket the server counts no ids
        self.tickets, self.changes = self.services.tickets, self.services.ticket_changes
        self.lists.on_change(lambda change: self._changed.set())

    async def refresh(self) -> None:
        await self.tickets.refresh(ALL)

    async def rows(self) -> tuple[TicketRow, ...]:
        found = await self.tickets.rows(ALL)
        return found.rows if found else ()

    async def ticket(self, title: str) -> TicketRow:
        return next(row for row in await self.rows() if row.ticket.title == title)

    async def whole(self, title: str) -> Ticket:
        """As the pane shows it."""
        return self.tickets.whole(await self.ticket(title))

    async def send(self) -> None:
        """Until nothing waits any more."""
        self.run()
        try:
            await self.sent()
        finally:
            await self.stop()


async def told(server: FaultyServer, title: str) -> dict[str, Any]:
    """The whole ticket as the server has it."""
    identity = next(one["id"] for one in await server.tickets() if one["title"] == title)
    return dict(await server.asked(f"/sd/tickets/{identity}", {}))


async def change(server: FaultyServer, title: str, **values: Any) -> None:
    """Somebody else changes it, at another desk."""
    identity = (await told(server, title))["id"]
    answer = await server.by_another("PATCH", f"/sd/tickets/{identity}", values)
    assert answer.is_success, answer.text


async def report(server: FaultyServer, title: str = "Water under lift B", **different: Any) -> str:
    """Somebody else reports a ticket. Gives its id."""
    return await server.make("/sd/tickets", {"title": title, "notifierId": "Sofia Marchetti"} | different)
