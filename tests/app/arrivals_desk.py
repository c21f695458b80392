"""A desk without a window that people come to, on a line of its own to a real desk server that several desks share."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from app.models.entries import Entry, EntryKind
from app.models.operations import Kind, Operation, Write
from app.models.visit_row import Present, VisitRow
from app.services.outbox.senders.kinds import SENT_HERE
from app.store.journal import entries_of_kinds
from tests.app.outbox_desk import PATIENCE, OutboxDesk
from tests.faults import NOW, FaultyServer

DAY = date(2026, 3, 12)


class Line(httpx.AsyncBaseTransport):
    """While it is not `up`, nothing gets through. Of the next `lost` writes the server hears, but not the desk."""

    def __init__(self, server: FaultyServer) -> None:
        self.up = True
        self.lost = 0
        self._server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.up:
            raise httpx.ConnectError("no route to host", request=request)
        answer = await self._server.transport.handle_async_request(request)
        if request.method == "POST" and self.lost:
            self.lost -= 1
            raise httpx.ReadError("connection reset", request=request)
        return answer


class ArrivalsDesk(OutboxDesk):
    """`clock` is this desk's own: it moves on a second with each thing that is said."""

    def __init__(
        self,
        folder: Path,
        server: FaultyServer,
        *,
        name: str = "Desk 1",
        clock: datetime = NOW,
        mails: tuple[str, ...] = (),
        line: Line | None = None,
    ) -> None:
        """`mails` are addresses to which every arrival is told: those mails wait, and nobody sends them."""
        self.clock = clock
        self.line = line or Line(server)
        self._mails = mails
        file = folder / f"{name}.sqlite3"
        super().__init__(server, file, now=lambda: self.clock, line=self.line, name=name, announce=self._mails_of)
        self.kept.clear()  # of arrivals the server counts no ids
        self.name = name
        self.arrivals, self.day = self.services.arrivals, self.services.day
        self.lists.on_change(lambda change: self._changed.set())

    async def rows(self) -> tuple[VisitRow, ...]:
        """Today's list as this desk has it, without asking anybody."""
        found = await self.day.rows(DAY)
        return found.visits if found else ()

    async def visit(self, name: str) -> VisitRow:
        return next(visit for visit in await self.rows() if visit.name == name)

    async def refresh(self) -> tuple[VisitRow, ...]:
        await self.day.refresh(DAY)
        return await self.rows()

    async def check_in(self, *names: str) -> tuple[Entry, ...]:
        self.pass_time()
        said = await self.arrivals.check_in([visit for visit in await self.rows() if visit.name in names])
        return said.entries

    async def check_out(self, *names: str) -> tuple[Entry, ...]:
        self.pass_time()
        said = await self.arrivals.check_out([visit for visit in await self.rows() if visit.name in names])
        return said.entries

    async def undo(self, *entries: Entry) -> None:
        self.pass_time()
        await self.arrivals.undo(entries)

    async def standing(self) -> dict[str, str]:
        """Everybody of today by name, as Today would say it."""
        return {visit.name: visit.status(self.site.now()).value for visit in await self.rows()}

    def present(self) -> tuple[Present, ...]:
        return self.lists.on_site_now().present

    async def journal(self) -> tuple[Entry, ...]:
        """Everything that this desk kept of what happened, in that order."""
        return await self.database.read(lambda connection: entries_of_kinds(connection, self.account.id, EntryKind))

    def pass_time(self, seconds: float = 1) -> None:
        self.clock += timedelta(seconds=seconds)

    def waiting(self, kind: Kind = Kind.ARRIVAL) -> list[Operation]:
        return [operation for operation in self.pending if operation.kind is kind]

    async def send(self) -> None:
        """The queue runs until nothing is left that it could send."""
        self.run()
        self._changed.clear()  # before the question: what changes meanwhile is asked about again
        while await self.outbox.next_to_send(SENT_HERE):
            async with asyncio.timeout(PATIENCE):
                await self._changed.wait()
            self._changed.clear()
        await self.stop()

    async def send_for(self, turns: int) -> None:
        """The queue runs for so many turns of the loop, and is stopped wherever it is then."""
        self.run()
        for _ in range(turns):
            await asyncio.sleep(0)
        await self.stop()

    async def _mails_of(
        self, kind: Any, together: Sequence[tuple[VisitRow, Entry]], walk_in: Write | None
    ) -> tuple[Write, ...]:
        """One for each address, whoever came."""
        entries = [entry for _, entry in together]
        body = {"events": {entry.visit: entry.id for entry in entries}, "to_host": True}
        return tuple(Write(f"{entries[0].id}-{n}", Kind.MAIL, body | {"to": to}) for n, to in enumerate(self._mails))


def said(entries: tuple[Entry, ...]) -> list[tuple[str, EntryKind]]:
    """Of whom what was said."""
    return [(entry.person.name, entry.kind) for entry in entries]
